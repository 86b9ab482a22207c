import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
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
