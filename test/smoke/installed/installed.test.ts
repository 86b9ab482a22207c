import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { type SecretService, startSecretService } from '../../support/secret-service.ts';
import { type Server, startServer } from '../../support/servers/server.ts';
import { keyOf, onDisplay } from '../keyring.ts';
import { display, installed, installedProgram, skipped, x11 } from '../needs.ts';
import { press, shown, typeText } from '../x11.ts';

/**
 * The program as a user has it. Its fuses keep every test driver out, so it is started, looked at and ended from outside; under
 * an X server keys are pressed too.
 */
const onLinux = process.platform === 'linux';
const needs = onLinux ? [installed, display, x11] : [installed, display];

describe.skipIf(skipped('the installed program', ...needs))('installed', () => {
  let folder: string;
  let server: Server;
  let session: SecretService | null;
  let app: ChildProcess;
  let env: Record<string, string | undefined>;

  const start = (...args: readonly string[]): ChildProcess =>
    spawn(
      installedProgram,
      [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${folder}`, ...args],
      { env, stdio: 'inherit' },
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'raze-installed-'));
    server = await startServer({ count: 60 });
    session = onLinux ? await startSecretService() : null;
    env = { ...onDisplay(session), LANGUAGE: 'en_US', RAZE_API_URL: server.url };
    app = start('--lang=en-US');
  });
  afterAll(async () => {
    if (app.exitCode === null && app.signalCode === null) {
      const gone = once(app, 'exit');
      app.kill();
      await gone;
    }
    await session?.stop();
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const patient = { timeout: 30_000 };

  test('it starts, opens its database and goes on', async () => {
    await expect.poll(() => existsSync(join(folder, 'quick-stage.db')), patient).toBe(true);
    expect([app.exitCode, app.signalCode]).toEqual([null, null]);
  });

  test('a second start ends by itself, and the first goes on', async () => {
    const [code] = (await once(start('--toggle'), 'exit')) as [number | null];
    expect(code).toBe(0);
    expect([app.exitCode, app.signalCode]).toEqual([null, null]);
  });

  test.runIf(onLinux)('a key typed into it reaches the server, and its keyring', async () => {
    await expect.poll(() => shown('Raze Quick Stage'), patient).toBe(true);
    await typeText(server.key);
    await press('Return');
    await expect.poll(() => server.requests.some(({ status }) => status === 200), patient).toBe(true);
    await expect.poll(() => keyOf(session, server.url), patient).toBe(server.key);
  });

  test.runIf(onLinux)('the hotkey hides it and shows it', async () => {
    await press('Escape');
    await expect.poll(() => shown('Raze Quick Stage'), patient).toBe(false);
    await press(defaultSettings.hotkey);
    await expect.poll(() => shown('Raze Quick Stage'), patient).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('asked to end, it ends in order', async () => {
    const gone = once(app, 'exit');
    app.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
  });
});
