import { furnish, type Setting, type Studio } from '../screenshots/studio.ts';
import { launch } from '../smoke/launch.ts';

/** A studio whose app runs in Electron itself, and what Electron says of its parts. Never run where there is no Electron. */
export interface ElectronStudio extends Studio {
  /** `process.versions` of the main process. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Opens the app on its first screen, with data and, where there can be one, a keyring of its own. Close it when done. */
export async function openElectronStudio(setting: Setting): Promise<ElectronStudio> {
  const launched = await launch({ count: 500 });
  const { app, page, server } = launched;
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
      // A keychain that is not the studio's own keeps nothing of it.
      await launched.call('session.remove-key', { erase: true }).catch(() => undefined);
      await launched.close();
    },
  };
}
