import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { launchApp } from '../../support/app.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { onOneDialect } from '../dialects.ts';
import { endApp, signInAndAllow } from './allow.ts';
import { begin } from './begun.ts';

/** A program that watches for an interruption as a command does, and takes no input of its own. */
async function watching(platform: NodeJS.Platform) {
  const app = launchApp({
    userDataDir: tempFolder(),
    main: join(import.meta.dirname, 'interruptible.ts'),
    args: ['--platform', platform],
  });
  onTestFinished(() => app.kill());
  await expect.poll(() => app.log()).toContain('watches');
  return app;
}

test.each(['darwin', 'linux'] as const)(
  'a command does not stand in the way of the end of the user’s session: %s',
  async platform => {
    const app = await watching(platform);
    void app.send({ do: 'session-end' }).catch(() => undefined);
    expect((await app.until('session-end')).interrupted).toBe(false);
    await app.ended();
  },
);

test.each(['darwin', 'linux'] as const)(
  'a command that is asked to quit ends by itself: %s',
  async platform => {
    const app = await watching(platform);
    expect(await app.stop()).toBe(6);
  },
);

test('what is asked after an interruption is not begun', async () => {
  const app = launchApp({ userDataDir: tempFolder(), main: join(import.meta.dirname, 'too-late.ts') });
  onTestFinished(() => app.kill());
  await app.ended();
  // Whoever looked would find that nothing is allowed.
  expect(app.log().trim()).toBe('{"status":"unanswered"}');
});

onOneDialect('a command', ({ start }) => {
  test('ends with its answer although the keychain never gives one', async () => {
    const scene = await start();
    await signInAndAllow(scene, 'propose');
    await endApp(scene);
    const bus = join(tempFolder(), 'bus');
    const deaf = createServer(() => {}).listen(bus);
    await once(deaf, 'listening');
    onTestFinished(() => void deaf.close());
    const env = { ...scene.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` };
    const { code, out, error } = await begin({ folder: scene.folder, env }, 'pending', '--json').ended;
    expect([code, JSON.parse(out)]).toEqual([3, { status: 'refused', code: 'key-none' }]);
    expect(error.trim().split('\n')).toHaveLength(1);
    await scene.restart();
  });
});
