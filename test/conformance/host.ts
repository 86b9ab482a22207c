import type { BrowserWindow } from 'electron';
import type { Box } from '../webhost/lines.ts';

type Modules = typeof import('electron');

/** What the product imports of `electron`, and nothing else. */
export type ElectronModule = Pick<
  Modules,
  | 'app'
  | 'BrowserWindow'
  | 'clipboard'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'nativeTheme'
  | 'net'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
>;

/** A desktop whose rules differ from the others'. */
export const desktops = ['windows', 'macos', 'x11', 'wayland'] as const;
export type Desktop = (typeof desktops)[number];

/** What a system is like besides: harder than it has to be, or (`asar`) with archives that can be read like folders. */
export type Circumstance = 'no-focus' | 'packaged' | 'login-forbidden' | 'failing-notifications' | 'asar';

/** What happens around the app, and is nothing that the app does. A host has the hands that it can have. */
export interface Hands {
  /** The user presses a hotkey. */
  press(accelerator: string): void | Promise<void>;
  /** Another program holds a hotkey from now on, or gives it back. */
  clash(accelerator: string, held: boolean): void | Promise<void>;
  /** The user clicks the newest notification. */
  clickNotification(): void | Promise<void>;
  /** The user closes the newest notification. */
  closeNotification(): void | Promise<void>;
  clickTray(): void | Promise<void>;
  /** The user clicks through the tray's menu by labels or ids. */
  clickMenu(path: readonly string[]): void | Promise<void>;
  /** The user answers the dialog that is open, or the next one: a path (null dismisses it) or a button's index. */
  answer(answer: { readonly path?: string | null; readonly button?: number }): void | Promise<void>;
  /** The user follows one of the app's links. */
  openLink(url: string): void | Promise<void>;
  /** The user clicks another program. */
  leave(): void | Promise<void>;
  power(signal: 'suspend' | 'resume' | 'lock' | 'unlock'): void | Promise<void>;
  network(online: boolean): void | Promise<void>;
  /** The system's colour scheme. */
  scheme(dark: boolean): void | Promise<void>;
  displays(boxes: readonly (Box & { readonly scaleFactor?: number })[]): void | Promise<void>;
  pointer(x: number, y: number): void | Promise<void>;
  /** The page's process dies. */
  crash(window: BrowserWindow): void | Promise<void>;
  /** The page asks for a permission; whether it was granted. */
  permission(permission: string): boolean | Promise<boolean>;
  /** The page starts a download; whether the app prevented it. */
  download(url: string): boolean | Promise<boolean>;
  /** The page asks for an address; whether the app cancelled the request. */
  request(url: string): boolean | Promise<boolean>;
  /** The user's session ends: logout, shutdown, restart. */
  endSession(): void | Promise<void>;
  /** The desktop asks whether the app may have its hotkeys, and the user agrees or does not. */
  consent(granted: boolean): void | Promise<void>;
  /** Another program's dialog takes the focus, or gives it back. */
  dialogElsewhere(open: boolean): void | Promise<void>;
  /** What is in the system's clipboard from now on. */
  copy(text: string): void | Promise<void>;
}

export type HandName = keyof Hands;

/** The page of the fixture's window (`fixture/window.ts`). */
export interface HostPage {
  readonly window: BrowserWindow;
  /** Runs a function in the page; it sees nothing of where it was written. Its answer is cloned. */
  run<Result, Argument>(
    act: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
}

/** Where cases run: the stand-in under plain Node, or Electron itself. The app is ready. */
export interface Host {
  readonly electron: ElectronModule;
  readonly desktop: Desktop;
  readonly hands: Partial<Hands>;
  readonly circumstances: readonly Circumstance[];
  /** The folder of the entry that the app was started with, as its `import.meta.dirname` says. */
  readonly entryFolder: string;
  page(): Promise<HostPage>;
}

/** Where a life runs: an app of its own from its entry on, not ready yet. */
export interface LifeHost {
  readonly electron: ElectronModule;
  readonly hands: Partial<Hands>;
  /** Writes down what was seen, in order. JSON only. */
  note(seen: unknown): void;
  /** Starts the program once more with the same folder of data; settles when that start has ended. */
  again(args: readonly string[]): Promise<void>;
}
