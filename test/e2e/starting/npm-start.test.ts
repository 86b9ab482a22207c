import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noSession } from '../../support/secret-service.ts';

const root = join(import.meta.dirname, '../../..');

/** `npm start` with the Electron in a folder, until it opens in the browser or ends. Resolves to what it said. */
async function start(electron: string | null, args: readonly string[] = []): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'electron'));
  if (electron !== null)
    writeFileSync(join(folder, 'electron/electron'), `#!/bin/sh\n${electron}\n`, { mode: 0o755 });
  const child = spawn(
    process.execPath,
    [join(root, 'script/start.mjs'), `--user-data-dir=${join(folder, 'data')}`, '--lang=en-US', ...args],
    {
      cwd: root,
      // No display: it opens no browser.
      env: {
        ...process.env,
        ...(await noSession()),
        DISPLAY: '',
        WAYLAND_DISPLAY: '',
        ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'electron'),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const closed = once(child, 'close');
  let said = '';
  const opened = new Promise<void>(resolve => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('open.html')) resolve();
    });
  });
  await Promise.race([opened, closed]);
  child.kill('SIGTERM');
  await closed;
  return said;
}

// Without a key no server is asked, so that its dialect makes no difference here.

test('npm start opens in the browser where Electron dies, and says why', async () => {
  const said = await start(
    'echo "electron: error while loading shared libraries: libgbm.so.1: cannot open" >&2; exit 127',
  );
  expect(said).toContain('✗ Electron did not start. Electron needs what is not installed here: libgbm.so.1.');
  expect(said).toMatch(/Raze Quick Stage opens in your browser instead\..*open\.html/s);
});

test('npm start opens in the browser where there is no Electron, and says why', async () => {
  const said = await start(null);
  expect(said).toMatch(/✗ Electron \S+ could not be had\. ELECTRON_OVERRIDE_DIST_PATH names/);
  expect(said).toContain('open.html');
});

test('npm start -- --web asks for no Electron', async () => {
  const said = await start('echo this-was-electron >&2', ['--web']);
  expect(said).not.toMatch(/this-was-electron|instead/);
  expect(said).toContain('open.html');
});

test('npm start ends as the app in Electron ends', async () => {
  const said = await start('echo "$@" >&2');
  expect(said).toContain(`${root} --user-data-dir=`);
  expect(said).not.toContain('open.html');
});
