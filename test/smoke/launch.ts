import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Bridge } from '../../main/contract/bridge.ts';
import type { CallName, Reply, Request } from '../../main/contract/calls.ts';
import { click } from '../support/pointer.ts';
import { type SecretService, startSecretService } from '../support/secret-service.ts';
import { type Server, startServer } from '../support/server.ts';
import { onDisplay } from './keyring.ts';
import { electronProgram, packagedProgram } from './needs.ts';

const root = join(import.meta.dirname, '..', '..');

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

export async function launch(): Promise<Launched> {
  const folder = mkdtempSync(join(tmpdir(), 'raze-smoke-'));
  const server = await startServer({ count: 60 });
  const session = process.platform === 'linux' ? await startSecretService() : null;
  const program = electronProgram ?? '';
  const args = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--lang=en-US',
    ...(packagedProgram === '' ? [root] : []),
    `--user-data-dir=${folder}`,
  ];
  const seen = { ...onDisplay(session), LANGUAGE: 'en_US', RAZE_API_URL: server.url };
  const env = Object.fromEntries(
    Object.entries(seen).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const app = await _electron.launch({ executablePath: program, args, env });
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
      // A keychain that is not the test's own keeps nothing of it.
      if (hasKey && session === null) await call('session.remove-key', { erase: true }).catch(() => {});
      await app.close();
      await session?.stop();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
