import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { noSession } from '../../support/secret-service.ts';
import type { HostEvent } from '../../webhost/lines.ts';

const root = join(import.meta.dirname, '../../..');
const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

// Without a key no server is asked, so that its dialect makes no difference here.

/** `npm run web` as a tool of another language would use it: lines in, lines out. */
async function startWeb(): Promise<{
  child: ChildProcess;
  say(line: string): void;
  hear(fits: (told: HostEvent) => boolean): Promise<HostEvent>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-web-'));
  const child = spawn(process.execPath, ['script/web.mjs', '--user-data-dir', folder, '--lang=en-US'], {
    cwd: root,
    env: { ...process.env, ...(await noSession()) },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  ended.push(async () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const told: HostEvent[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', line => {
    told.push(JSON.parse(line) as HostEvent);
    for (const look of [...waiting]) look();
  });
  return {
    child,
    say: line => void child.stdin.write(`${line}\n`),
    /** The first fitting line not heard yet. */
    hear: fits =>
      new Promise(resolve => {
        const look = (): void => {
          const at = told.findIndex(fits);
          if (at < 0) return;
          waiting.delete(look);
          const [found] = told.splice(0, at + 1).slice(-1);
          if (found !== undefined) resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

test('npm run web speaks nothing but the protocol and ends with the app', async () => {
  const { child, say, hear } = await startWeb();
  await hear(told => told.event === 'tray' && (told.menu?.length ?? 0) > 0);
  await hear(told => told.event === 'window' && told.name === 'popup' && told.visible);
  expect(await hear(told => told.event === 'ready')).toEqual({
    event: 'ready',
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//),
  });
  // The app has shown itself: the first press asks it to come, the second to go.
  say('{"do":"shortcut"}');
  await hear(told => told.event === 'window' && told.visible);
  say('{"do":"shortcut"}');
  await hear(told => told.event === 'window' && !told.visible);
  say('this is no command');
  await hear(told => told.event === 'error');
  say('{"do":"menu","path":["Settings…"]}');
  await hear(told => told.event === 'window' && told.visible);
  say('{"do":"quit"}');
  await hear(told => told.event === 'exit');
  expect((await once(child, 'close'))[0]).toBe(0);
});

test('a killed npm run web takes its app with it', async () => {
  const { child, hear } = await startWeb();
  const ready = await hear(told => told.event === 'ready');
  const url = ready.event === 'ready' ? ready.url : '';
  child.kill('SIGKILL');
  await once(child, 'exit');
  // The host lets go of its end of the pipe when it is gone.
  await once(child, 'close');
  const failure = await new Promise(resolve => get(url, resolve).on('error', resolve));
  expect(failure).toMatchObject({ code: 'ECONNREFUSED' });
});
