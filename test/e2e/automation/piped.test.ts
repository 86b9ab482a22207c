import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { onOneDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';
import { endApp, signInAndAllow } from './allow.ts';
import { commandIn } from './command.ts';
import { hello, request, toolCall } from './messages.ts';

let scene: Scene;

const joao = (): string => scene.server.book.all().find(({ name }) => name === 'João Silva')?.id ?? '';

/** What `printf … | raze-quick-stage mcp` prints, line by line, and how it ends. */
async function piped(given: string) {
  const child = spawn(...commandIn(scene.folder, ['mcp']), {
    env: { ...process.env, ...scene.env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(given);
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const lines: readonly { readonly id: unknown; readonly result?: unknown; readonly error?: unknown }[] = out
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
  return { code, answer: (id: unknown) => lines.find(line => line.id === id), count: lines.length };
}

const find = (id: number): string => toolCall(id, 'find', { text: joao() });

onOneDialect('an assistant whose input ends', ({ start }) => {
  test('is answered everything it has asked, while the app runs and while it does not', async () => {
    scene = await start();
    await signInAndAllow(scene, 'propose');
    const calls = [...hello, find(2), find(3), request(4, 'tools/list', {})];
    for (const isRunning of [true, false]) {
      if (!isRunning) {
        await endApp(scene);
      }
      const { code, answer, count } = await piped(calls.join('\n'));
      expect([code, count]).toEqual([0, 4]);
      expect(JSON.stringify([answer(2), answer(3)])).toContain(joao());
      expect(answer(4)).toMatchObject({ result: { tools: expect.any(Array) } });
    }
    // What was answered without a window has let go of everything: the app opens at once.
    await scene.restart();
    expect(await piped('what is this\n{"id":5,"method":"ping"}\n')).toMatchObject({ code: 0, count: 2 });
    expect(await piped('')).toMatchObject({ code: 0, count: 0 });
  });
});

test('an assistant on Windows is answered, where Electron gives a program nothing of its standard input', async () => {
  const [program, args] = commandIn(tempFolder(), ['mcp']);
  const child = spawn(program, [...args, '--platform', 'win32'], { stdio: ['pipe', 'pipe', 'ignore'] });
  // It is read as it comes, and not only once it has ended.
  child.stdin.write(`${hello.join('\n')}\n`);
  await once(child.stdout, 'readable');
  child.stdin.end(toolCall(2, 'pending', {}));
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const answers = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect([code, answers.map(({ id }) => id)]).toEqual([0, [1, 2]]);
  expect(answers[1].result.content[0].text).toBe('{"status":"off","allows":"off"}');
});

test.each(['a file', 'nothing'])('an assistant on Windows ends when its input has: %s', async what => {
  const asked = join(tempFolder(), 'asked');
  writeFileSync(asked, hello.join('\n'));
  const file = openSync(asked, 'r');
  onTestFinished(() => closeSync(file));
  const [program, args] = commandIn(tempFolder(), ['mcp']);
  const { stdout, status } = spawnSync(program, [...args, '--platform', 'win32'], {
    stdio: [what === 'a file' ? file : 'ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  const answers = stdout.split('\n').filter(Boolean);
  expect([status, answers]).toEqual([0, what === 'a file' ? [expect.stringContaining('"id":1')] : []]);
});
