import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { Bridge } from '../../main/contract/bridge.ts';
import { furnish, type Setting, type Studio } from '../screenshots/studio.ts';
import { startServer } from '../support/server.ts';

const root = join(import.meta.dirname, '..', '..');
const { electronBinary, unsandboxed } = (await import('../../script/setup/electron.mjs' as string)) as {
  electronBinary(): string | null;
  unsandboxed: readonly string[];
};

/** A studio whose app runs in Electron itself, and what Electron says of its parts. Never run where there is no Electron. */
export interface ElectronStudio extends Studio {
  /** `process.versions` of the main process. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Opens the app on its first screen, with data of its own. It leaves no key in the keychain. Close it when done. */
export async function openElectronStudio(
  setting: Setting,
  env: Readonly<Record<string, string>>,
): Promise<ElectronStudio> {
  const folder = await mkdtemp(join(tmpdir(), 'raze-studio-'));
  const server = await startServer();
  const app = await _electron.launch({
    executablePath: electronBinary() ?? '',
    args: [...unsandboxed, '--lang=en-US', root, `--user-data-dir=${folder}`],
    env: { ...(process.env as Record<string, string>), ...env, RAZE_API_URL: server.url },
  });
  const page = await app.firstWindow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const studio = await furnish(page, server, setting);
  return {
    ...studio,
    versions: await app.evaluate(() => ({ ...process.versions }) as Record<string, string>),
    async still(whole) {
      // It hides when another program takes the focus, and what is hidden is not drawn.
      await app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.showInactive();
      });
      return studio.still(whole);
    },
    // The server is off; asking it is how the app finds out.
    network: () => page.keyboard.press('ControlOrMeta+r'),
    async close() {
      await page
        .evaluate(() =>
          (window as unknown as { bridge: Bridge }).bridge.call('session.remove-key', { erase: true }),
        )
        .catch(() => undefined);
      await app.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
