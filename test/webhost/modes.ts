/**
 * Ways in which a system is harder on a program than the one that these tests run on. `--mode portal,no-focus` asks for some; none is on by
 * itself. Each was read in Electron or Chromium, not seen.
 */
export const modes = [
  /**
   * A Wayland session: hotkeys go through the desktop's portal. `register` is true before anybody has agreed, a desktop without the
   * app's .desktop file never agrees, and `unregister` has no effect (Electron: docs/api/global-shortcut.md, "Usage on Linux";
   * shell/browser/api/electron_api_global_shortcut.cc).
   */
  'portal',
  /** The desktop shows the window and keeps the focus where it was (Electron: docs/api/browser-window.md, "Platform notices"). */
  'no-focus',
  /** A frameless window of fixed size is read back 16×8 smaller than it was set, as on Windows. */
  'smaller-bounds',
  /** Wayland: a window is nowhere, and cannot be moved (Electron: docs/api/browser-window.md, `setBounds` and `getBounds`). */
  'unmovable',
  /** An installed build: `isPackaged`, and links that the system is asked to bring here. */
  'packaged',
  /** The user has switched the start at login off in the system's own settings: Task Manager, Login Items. */
  'login-forbidden',
  /** A notification fails, as one of an unsigned build does on macOS (Electron: docs/api/notification.md, event `failed`). */
  'failing-notifications',
] as const;

export type Mode = (typeof modes)[number];

/** Reads `--mode`. Throws at a name that is none. */
export function readModes(text: string | undefined): ReadonlySet<Mode> {
  const names = text === undefined || text === '' ? [] : text.split(',');
  const read = new Set<Mode>();
  for (const name of names) {
    const known = modes.find(mode => mode === name);
    if (known === undefined) throw new Error(`webhost: no mode '${name}'`);
    read.add(known);
  }
  return read;
}

/** Systems that the stand-in can be: the app is told this name, and has the members of this system. */
export function readPlatform(text: string | undefined): NodeJS.Platform {
  if (text === undefined) return process.platform;
  if (text === 'darwin' || text === 'win32' || text === 'linux') return text;
  throw new Error(`webhost: no platform '${text}'`);
}
