import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noSession } from '../support/secret-service.ts';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '../..');
/** Where a desktop has one program for opening things, whose arguments a test can see. */
const hasOpener = process.platform === 'linux';

test.runIf(hasOpener)(
  'the one-time address stands in no program’s arguments and not on the terminal',
  async () => {
    const folder = tempFolder();
    const opened = join(folder, 'opened');
    writeFileSync(
      join(folder, 'xdg-open'),
      `#!/bin/sh\nprintf %s "$*" > '${opened}.part'\nmv '${opened}.part' '${opened}'\n`,
    );
    chmodSync(join(folder, 'xdg-open'), 0o755);
    const start = `import { openWebHost } from './script/start/web-host.mjs';
    await openWebHost(['--user-data-dir', ${JSON.stringify(join(folder, 'data'))}, '--lang=en-US']);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', start], {
      cwd: root,
      env: {
        ...process.env,
        ...(await noSession()),
        DISPLAY: ':9',
        PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let terminal = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (terminal += text));

    await expect.poll(() => existsSync(opened), { timeout: 30_000 }).toBe(true);
    const file = readFileSync(opened, 'utf8');
    const [, token = ''] = /token=([\w-]{20,})/.exec(readFileSync(file, 'utf8')) ?? [];
    expect(token).not.toBe('');
    expect(file).not.toContain(token);
    expect(terminal).toContain(file);
    expect(terminal).not.toContain(token);
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(existsSync(file)).toBe(false);
  },
);
