import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../world.ts';
import { normalise } from './accelerator.ts';

/** One hotkey as the app asked for it. */
interface Asked {
  readonly accelerator: string;
  readonly press: () => void;
}

/** Where a desktop looks for the entry of an app. */
export function isInstalled(desktopName: string): boolean {
  const { XDG_DATA_HOME, XDG_DATA_DIRS } = process.env;
  const home = XDG_DATA_HOME || join(homedir(), '.local/share');
  const folders = [home, ...(XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':')];
  return folders.some(folder => existsSync(join(folder, 'applications', desktopName)));
}

/**
 * The desktop's portal of global shortcuts, as Electron uses it. What the app registers is asked for once; the desktop agrees, refuses or
 * waits (`{"do":"consent"}`), and remembers what it agreed to from one run to the next. After a refusal Chromium never asks again in this
 * run (global_accelerator_listener_linux.cc: `bind_state_` stays `kBindCalled`).
 */
export function createPortal(world: World, isClashing: (key: string) => boolean, tell: () => void) {
  const kept = join(world.userData, 'webhost.portal');
  const agreed = new Map<string, string>(
    existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as [string, string][]) : [],
  );
  const callbacks = new Map<string, Asked>();
  let waiting: string[] = [];
  let refused = false;

  /** The desktop's question has the focus, and what is asked meanwhile joins it. */
  const ask = (): void => {
    if (waiting.length === 0) return;
    for (const window of world.windows) window.blur();
    const accelerators = waiting.map(key => callbacks.get(key)?.accelerator ?? key);
    world.tell({ event: 'consent', accelerators });
  };

  return {
    register(accelerator: string, press: () => void): true {
      const key = normalise(accelerator);
      callbacks.set(key, { accelerator, press });
      if (refused) return true;
      if (world.desktopName === null || !isInstalled(world.desktopName)) refused = true;
      else if (agreed.has(key)) setImmediate(tell);
      else if (!waiting.includes(key)) {
        waiting.push(key);
        setImmediate(ask);
      }
      return true;
    },
    isRegistered: (accelerator: string): boolean => callbacks.has(normalise(accelerator)),
    unregisterAll: (): void => callbacks.clear(),
    accelerators: (): string[] =>
      [...agreed].filter(([key]) => callbacks.has(key)).map(([, accelerator]) => accelerator),
    press(given: string | undefined): void {
      const [only, ...others] = agreed.keys();
      const key = given === undefined ? (others.length === 0 ? only : undefined) : normalise(given);
      if (key === undefined || !agreed.has(key)) {
        throw new Error(
          `webhost: the desktop has agreed to ${agreed.size} hotkeys, not to ${given ?? 'one'}`,
        );
      }
      const asked = callbacks.get(key);
      if (asked !== undefined) asked.press();
      else {
        // `GlobalShortcut::ExecuteCommand`: a command that it does not know is NOTREACHED.
        process.nextTick(() => {
          throw new Error('webhost: a portal shortcut was pressed after unregisterAll, and Electron crashed');
        });
      }
    },
    consent(granted: boolean): void {
      for (const key of waiting) {
        const asked = callbacks.get(key);
        if (granted && asked !== undefined && !isClashing(key)) agreed.set(key, asked.accelerator);
      }
      waiting = [];
      refused ||= !granted;
      writeFileSync(kept, JSON.stringify([...agreed]), { mode: 0o600 });
      for (const window of world.windows) window.focus();
      tell();
    },
  };
}
