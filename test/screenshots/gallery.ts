/**
 * The gallery: the real app before a real browser, every scene in light and dark, in three languages, as WebP files
 * `assets/screenshots/LANGUAGE/THEME/SCENE.webp`, and the film of one quick update. Prints each file it writes.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../../main/contract/snapshot.ts';
import { launchBrowser } from '../support/browser.ts';
import { startSecretService } from '../support/secret-service.ts';
import { shootFilm, shootHero } from './film.ts';
import { scenes } from './scenes.ts';
import { openStudio } from './studio.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'assets', 'screenshots');
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    'no-film': { type: 'boolean', default: false },
    'no-stills': { type: 'boolean', default: false },
  },
});

async function keep(file: string, picture: Buffer): Promise<void> {
  const path = join(folder, `${file}.webp`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, picture);
  console.log(`${relative(root, path)} ${Math.ceil(picture.length / 1024)} KB`);
}

const secrets = await startSecretService();
const browser = await launchBrowser();
try {
  for (const language of ['pt-BR', 'en', 'es'] as const satisfies readonly Language[]) {
    for (const theme of ['light', 'dark'] as const) {
      if (values['no-stills'] || (values.only ?? `${language}/${theme}`) !== `${language}/${theme}`) continue;
      await rm(join(folder, language, theme), { recursive: true, force: true });
      const studio = await openStudio({ browser, env: secrets.env, language, theme });
      try {
        for (const { name, play } of scenes) {
          await play(studio);
          await keep(`${language}/${theme}/${name}`, await studio.still());
        }
      } finally {
        await studio.close();
      }
    }
  }
  if (!values['no-film']) {
    await keep('quick-update', await shootFilm(browser, secrets.env));
    for (const theme of ['light', 'dark'] as const)
      await keep(`hero-${theme}`, await shootHero(browser, secrets.env, theme));
  }
} finally {
  await browser.close();
  await secrets.stop();
}
