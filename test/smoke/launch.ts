import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Bridge } from '../../main/contract/bridge.ts';
import type { CallName, Reply, Request } from '../../main/contract/calls.ts';
import { createKeychain } from '../../main/secrets/keychain.ts';
import { click } from '../support/pointer.ts';
import { type SecretService, startSecretService } from '../support/secret-service.ts';
import { type Server, startServer } from '../support/servers/server.ts';
import { onDisplay } from './keyring.ts';
import { electronProgram, packagedProgram } from './needs.ts';

const root = join(import.meta.dirname, '..', '..');
/** Chromium's sandbox refuses to work for root on Linux. */
const isRoot = process.getuid?.() === 0;

/** The popup as the main process sees it. */
export interface PopupState {
  readonly title: string | undefined;
  readonly visible: boolean | undefined;
  readonly address: string | undefined;
  readonly windows: number;
}

/** The app in real Electron with an empty folder of data, a test driver at it, a server, and a keyring that go with it. */
export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly server: Server;
  /** The session that it runs in, on Linux: its keyring and its folders of settings. Elsewhere the user's own. */
  readonly session: SecretService | null;
  popup(): Promise<PopupState>;
  /** Enters the server's key, as a user does. */
  connect(): Promise<void>;
  call<K extends CallName>(name: K, request: Request<K>): Promise<Reply<K>>;
  /** Starts the program once more with these arguments; resolves to its exit code. */
  startAgain(...args: readonly string[]): Promise<number | null>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Another program than the one under test: a copy of it. */
  readonly program?: string;
  /** How many of the sample opportunities the server has; 60. */
  readonly count?: number;
  /** Over the environment of the session. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it with an empty folder of data, in a session of its own where there can be one. */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-smoke-'));
  const server = await startServer({ count: options.count ?? 60 });
  const session = process.platform === 'linux' ? await startSecretService() : null;
  const program = options.program ?? electronProgram ?? '';
  const args = [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--lang=en-US',
    ...(packagedProgram === '' ? [root] : []),
    `--user-data-dir=${folder}`,
  ];
  const seen = { ...onDisplay(session), LANGUAGE: 'en_US', RAZE_API_URL: server.url, ...options.env };
  const env = Object.fromEntries(
    Object.entries(seen).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  // Without being told so, Playwright takes the sandbox away on Linux.
  const how = { executablePath: program, args, env, chromiumSandbox: !isRoot };
  const cleanUp = async (): Promise<void> => {
    await session?.stop();
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const app = await _electron.launch(how).catch(async error => {
    await cleanUp();
    throw error;
  });
  const page = await app.firstWindow();
  const call: Launched['call'] = async (name, request) => {
    const envelope = await page.evaluate(
      ([called, payload]) =>
        (globalThis as unknown as { bridge: Bridge }).bridge.call(called as CallName, payload as never),
      [name, request] as const,
    );
    if (!envelope.ok) throw new Error(`${name} failed: ${JSON.stringify(envelope.failure)}`);
    return envelope.value as Reply<typeof name>;
  };
  let hasKey = false;
  return {
    app,
    page,
    server,
    session,
    popup: () =>
      app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return {
          title: window?.getTitle(),
          visible: window?.isVisible(),
          address: window?.webContents.getURL(),
          windows: BrowserWindow.getAllWindows().length,
        };
      }),
    async connect() {
      hasKey = true;
      await page.getByRole('textbox', { name: 'API key' }).fill(server.key);
      await click(page.getByRole('button', { name: 'Connect' }));
      await click(page.getByRole('button', { name: 'Start' }));
      await page.getByRole('combobox').waitFor();
    },
    call,
    async startAgain(...more) {
      const second = spawn(program, [...args, ...more], { env, stdio: 'ignore' });
      const [code] = (await once(second, 'exit')) as [number | null];
      return code;
    },
    async close() {
      await app.close();
      // A keychain that is not the test's own keeps nothing of it.
      if (hasKey && session === null) await createKeychain().remove(server.url);
      await cleanUp();
    },
  };
}
