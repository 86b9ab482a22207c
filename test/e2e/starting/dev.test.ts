import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openWindow, sharedBrowser } from '../../support/browser.ts';
import { noSession } from '../../support/secret-service.ts';

const root = join(import.meta.dirname, '../../..');
const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** The project's own files in a folder where a test may change them. */
function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'raze-dev-'));
  ended.push(() => rmSync(folder, { recursive: true, force: true }));
  const parts = [
    'main',
    'renderer',
    'assets',
    'script',
    'test/webhost',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ];
  const configs = ['main', 'preload', 'renderer'].map(name => `vite.${name}.config.ts`);
  for (const part of [...parts, ...configs]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

/** `npm run dev` there. `said` resolves to what it said from the last time on, once that fits. */
async function startDev(folder: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(folder, 'script/dev.mjs'), '--web', `--user-data-dir=${join(folder, 'data')}`, '--lang=en-US'],
    {
      cwd: folder,
      // No display: it opens no browser.
      env: { ...process.env, ...(await noSession()), DISPLAY: '', WAYLAND_DISPLAY: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const closed = once(child, 'close').then(([code]) => code as number | null);
  ended.push(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  let heard = '';
  let look = (): void => {};
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
    look();
  });
  const said = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      look = () => {
        const found = pattern.exec(heard);
        if (found === null) return;
        heard = heard.slice(found.index + found[0].length);
        resolve(found);
      };
      void closed.then(code => reject(new Error(`npm run dev ended with ${code}\n${heard}`)));
      look();
    });
  return { child, closed, said };
}

// Without a key no server is asked, so that its dialect makes no difference here.

test('npm run dev shows a changed page by itself and starts a changed app anew, behind the same open page', async () => {
  const folder = copyOfProject();
  const { child, closed, said } = await startDev(folder);
  await said(/The server at http:\/\/127\.0\.0\.1:\d+ speaks documented\. Its key: gr_live_\S+/);
  const [opening] = await said(/\S+open\.html/);
  const [, entry = ''] = /url=([^"]+)"/.exec(readFileSync(opening, 'utf8')) ?? [];
  const page = await openWindow(await sharedBrowser(), entry);
  ended.push(() => page.context().close());
  await page.getByRole('heading', { name: 'Move a stage in two seconds' }).waitFor();

  edit(join(folder, 'renderer/i18n/en-later.ts'), 'Move a stage in two seconds', 'The page is new');
  await page.getByRole('heading', { name: 'The page is new' }).waitFor();

  await page.evaluate(() => document.body.classList.add('of-the-old-app'));
  edit(join(folder, 'main/main.ts'), '\n', "\nprocess.stderr.write('main is new\\n');\n");
  await said(/main is new/);
  await page.locator('.of-the-old-app').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'The page is new' }).waitFor();

  writeFileSync(join(folder, 'renderer/main.tsx'), 'this is no program');
  await said(/✗ renderer/);

  child.kill('SIGTERM');
  expect(await closed).toBe(0);
});
