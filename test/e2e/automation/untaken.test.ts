import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { onOneDialect } from '../dialects.ts';
import { signInAndAllow } from './allow.ts';
import { commandIn } from './command.ts';

onOneDialect('a command whose answer', ({ start }) => {
  test.each([
    ['the disk has no room for says that nobody has it: 6', '/dev/full', 6],
    ['nobody wants has done what it was asked', '/dev/null', 0],
  ])('%s', async (_, path, code) => {
    const scene = await start();
    await signInAndAllow(scene, 'propose');
    const out = openSync(path, 'w');
    const [program, args] = commandIn(scene.folder, ['find', 'silva', '--json']);
    const child = spawn(program, args, {
      env: { ...process.env, ...scene.env },
      stdio: ['ignore', out, 'ignore'],
    });
    expect(await once(child, 'close')).toEqual([code, null]);
    closeSync(out);
  });
});
