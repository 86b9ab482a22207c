/**
 * The gallery: the real app before a real browser, every scene in light and dark, in three languages, as WebP files
 * `assets/screenshots/LANGUAGE/THEME/SCENE.webp`, the same once in a pseudo-language that shows what would be cut, and
 * the film of one quick update. `--only pt-BR/dark` takes one set. Prints each file it writes.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { languages } from '../../main/contract/language.ts';
import { screenshotsOptions } from '../../script/setup/options.mjs';
import { pseudoWords } from '../renderer/stories/pseudo.ts';
import { launchBrowser } from '../support/browser.ts';
import { commandLine } from '../support/proof/command-line.ts';
import { startSecretService } from '../support/secret-service.ts';
import { shootFilm, shootHero } from './film.ts';
import { preparedScenes } from './prepared.ts';
import { scenes } from './scenes.ts';
import { openStudio, type StudioOptions } from './studio.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'assets', 'screenshots');
const { values } = commandLine('screenshots', screenshotsOptions);

type Set = Pick<StudioOptions, 'language' | 'theme' | 'words'>;
const sets: readonly (readonly [name: string, set: Set])[] = [
  ...languages.flatMap(language =>
    (['light', 'dark'] as const).map(theme => [`${language}/${theme}`, { language, theme }] as const),
  ),
  ['pseudo/light', { language: 'en', theme: 'light', words: pseudoWords }],
];

async function keep(file: string, picture: Buffer): Promise<void> {
  const path = join(folder, `${file}.webp`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, picture);
  console.log(`${relative(root, path)} ${Math.ceil(picture.length / 1024)} KB`);
}

const secrets = await startSecretService();
const browser = await launchBrowser();
try {
  for (const [name, set] of sets) {
    if (values['no-stills'] || !name.startsWith(values.only ?? '')) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    const studio = await openStudio({ browser, env: secrets.env, ...set });
    try {
      for (const scene of scenes) {
        await scene.play(studio);
        await keep(`${name}/${scene.name}`, await studio.still());
      }
    } finally {
      await studio.close();
    }
    for (const scene of preparedScenes) {
      await keep(`${name}/${scene.name}`, await scene.shoot({ browser, env: secrets.env, ...set }));
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
