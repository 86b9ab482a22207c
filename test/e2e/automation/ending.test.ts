import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { launchApp } from '../../support/app.ts';
import { tempFolder } from '../../support/temp-folder.ts';

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
