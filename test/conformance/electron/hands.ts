import { execFile, execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { ElectronModule, Hands, HostPage } from '../host.ts';
import { desktopHere } from '../run.ts';

/** How long a key takes from xdotool to the app. Milliseconds. */
const travel = 250;

const hasXdotool = (): boolean => {
  try {
    execFileSync('xdotool', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** An accelerator as xdotool spells it. */
const asKeys = (accelerator: string): string =>
  accelerator.replaceAll(/[^+]+/g, word => (/^F\d+$/.test(word) ? word : word.toLowerCase()));

/** What can be done around a real Electron without a person: hotkeys under X11, a crash, a permission, a download, the clipboard. */
export function electronHands(electron: ElectronModule, page: () => Promise<HostPage>): Partial<Hands> {
  return {
    ...(desktopHere() === 'x11' && hasXdotool()
      ? {
          async press(accelerator: string) {
            await new Promise(resolve => execFile('xdotool', ['key', asKeys(accelerator)], resolve));
            await wait(travel);
          },
        }
      : {}),
    crash: window => window.webContents.forcefullyCrashRenderer(),
    async permission() {
      const { run } = await page();
      return (await run(() => Notification.requestPermission(), null)) === 'granted';
    },
    async download(url) {
      const { window } = await page();
      // After the listeners of the case, which were there before.
      const prevented = new Promise<boolean>(resolve => {
        electron.session.defaultSession.once('will-download', event => resolve(event.defaultPrevented));
      });
      window.webContents.downloadURL(url);
      return prevented;
    },
    copy: async text => {
      await electron.clipboard.writeText(text);
    },
  };
}
