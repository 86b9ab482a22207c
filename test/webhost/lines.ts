import * as v from 'valibot';

/** One item of a tray menu as it is told to the outside. */
export interface MenuLine {
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly checked?: boolean;
  readonly id?: string;
  readonly submenu?: readonly MenuLine[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the host tells: one JSON object a line on standard output. The app's own output goes to standard error. */
export type HostEvent =
  /**
   * The app has started: its first window can be opened at `url`, once (`{"do":"entry"}` makes another such
   * address), and what it shows by itself has been told.
   */
  | { readonly event: 'ready'; readonly url: string }
  | { readonly event: 'entry'; readonly url: string }
  /** A window's name is its `name` option, `popup` for a frameless window, else its title in kebab case. */
  | { readonly event: 'window'; readonly name: string; readonly visible: boolean }
  | { readonly event: 'bounds'; readonly name: string; readonly bounds: Box }
  /** A window's document was served. `csp` is the policy as the app sent it, before the socket was let in. */
  | { readonly event: 'document'; readonly name: string; readonly url: string; readonly csp: string | null }
  /** A browser's page has loaded in this window. */
  | { readonly event: 'page'; readonly name: string; readonly url: string }
  /** `image` is the icon file's base name. `menu` is as of the last `setContextMenu`. */
  | {
      readonly event: 'tray';
      readonly tooltip: string;
      readonly image: string | null;
      readonly menu: readonly MenuLine[] | null;
    }
  | { readonly event: 'notification'; readonly id: number; readonly title: string; readonly body: string }
  /** The hotkeys the app holds now. */
  | { readonly event: 'shortcut'; readonly accelerators: readonly string[] }
  /** The desktop asks its user whether the app may have these hotkeys; the question has the focus until `{"do":"consent"}`. */
  | { readonly event: 'consent'; readonly accelerators: readonly string[] }
  /** The app asked the system to bring it this scheme's links; `known` says whether the system could. */
  | { readonly event: 'links'; readonly scheme: string; readonly known: boolean }
  /** The user's session has ended; `interrupted` when the app stood in its way. */
  | { readonly event: 'session-end'; readonly interrupted: boolean }
  | { readonly event: 'open-external'; readonly url: string }
  | { readonly event: 'open-path'; readonly path: string }
  /** The app has put this into the clipboard. */
  | { readonly event: 'clipboard'; readonly text: string }
  /** The app gave its own Chromium a switch, or with null took one away. */
  | { readonly event: 'switch'; readonly name: string; readonly value: string | null }
  | {
      readonly event: 'dialog';
      readonly kind: 'save' | 'message' | 'error';
      readonly title: string;
      readonly text: string;
      readonly buttons: readonly string[];
    }
  | { readonly event: 'theme'; readonly source: string; readonly dark: boolean }
  /** `granted` when the page asks for it; `held` when something else asks whether the page has it. */
  | {
      readonly event: 'permission';
      readonly permission: string;
      readonly granted: boolean;
      readonly held: boolean;
    }
  | { readonly event: 'request'; readonly url: string; readonly cancelled: boolean }
  | { readonly event: 'download'; readonly url: string; readonly cancelled: boolean }
  /** What a window's WebRTC may use, as the app has it. */
  | { readonly event: 'webrtc'; readonly policy: string }
  /** What the app answered to `{"do":"invoke"}`. */
  | { readonly event: 'invoked'; readonly as: Stranger; readonly answer: unknown }
  /** The app has opened a connection to this host, for the first time, or tried to. */
  | { readonly event: 'contact'; readonly host: string }
  /** A line that was not understood, a command that could not be carried out, or a use Electron would refuse. */
  | { readonly event: 'error'; readonly message: string; readonly id?: number }
  /** The command with this `id` has been carried out. */
  | { readonly event: 'done'; readonly id: number }
  /** The app starts anew once it has gone; the host only says so. */
  | { readonly event: 'relaunch'; readonly args: readonly string[] }
  | { readonly event: 'exit'; readonly code: number };

/**
 * Who calls the app and is not its window's page: a frame within the page, the page's contents at another address, contents of the
 * page's address that are no window's, and a frame that has gone since.
 */
export const strangers = ['frame', 'elsewhere', 'other-contents', 'gone'] as const;
export type Stranger = (typeof strangers)[number];

const id = { id: v.exactOptional(v.number()) };
const box = { x: v.number(), y: v.number(), width: v.number(), height: v.number() };

/** What the host is told: one JSON object a line on standard input. `id` asks for a `done` line. */
export const commandSchema = v.variant('do', [
  /** Presses the hotkey; `accelerator` is needed only when the app holds several. */
  v.strictObject({ do: v.literal('shortcut'), ...id, accelerator: v.exactOptional(v.string()) }),
  /** Another program takes (or gives back) this hotkey: registering it fails from now on. */
  v.strictObject({
    do: v.literal('clash'),
    ...id,
    accelerator: v.string(),
    held: v.exactOptional(v.boolean()),
  }),
  /** Answers the desktop's question about hotkeys (mode `portal`); a desktop without a question agrees at once. */
  v.strictObject({ do: v.literal('consent'), ...id, granted: v.boolean() }),
  /** A keyring's or the system's own dialog opens and takes the focus, or closes and gives it back. */
  v.strictObject({ do: v.literal('system-dialog'), ...id, open: v.boolean() }),
  /** The user logs out, or the machine is shut down or restarted. */
  v.strictObject({ do: v.literal('session-end'), ...id }),
  /** Offline, every connection the app opens fails and open ones break, loopback included. */
  v.strictObject({ do: v.literal('network'), ...id, online: v.boolean() }),
  v.strictObject({ do: v.literal('suspend'), ...id }),
  v.strictObject({ do: v.literal('resume'), ...id }),
  v.strictObject({ do: v.literal('lock'), ...id }),
  v.strictObject({ do: v.literal('unlock'), ...id }),
  /** Clicks through the tray menu by labels (or ids). */
  v.strictObject({ do: v.literal('menu'), ...id, path: v.pipe(v.array(v.string()), v.minLength(1)) }),
  v.strictObject({ do: v.literal('click-tray'), ...id }),
  /** What the system does with a link of ours: `open-url` on macOS, a second start with it elsewhere. */
  v.strictObject({ do: v.literal('open-url'), ...id, url: v.string() }),
  v.strictObject({ do: v.literal('second-instance'), ...id, argv: v.array(v.string()) }),
  /** The user clicks elsewhere: the focused window loses the focus. A browser tab's own blur does not count. */
  v.strictObject({ do: v.literal('blur'), ...id }),
  /** The pages load anew, as after their files were built anew. */
  v.strictObject({ do: v.literal('reload'), ...id }),
  /** The window's page dies, as by a crash of its renderer. */
  v.strictObject({ do: v.literal('crash'), ...id }),
  /** The system's colour scheme. */
  v.strictObject({ do: v.literal('theme'), ...id, dark: v.boolean() }),
  /** Clicks the newest notification, or this one. */
  v.strictObject({ do: v.literal('notification-click'), ...id, notification: v.exactOptional(v.number()) }),
  /** The user closes the newest notification. */
  v.strictObject({ do: v.literal('notification-close'), ...id }),
  /** Answers the dialog that is open, or the next one: a path (null dismisses) or a button's index. */
  v.strictObject({
    do: v.literal('dialog'),
    ...id,
    path: v.exactOptional(v.nullable(v.string())),
    button: v.exactOptional(v.number()),
  }),
  v.strictObject({ do: v.literal('permission'), ...id, permission: v.string() }),
  /** The page asks for this address in a way that only Electron would see. */
  v.strictObject({ do: v.literal('request'), ...id, url: v.string() }),
  /** A stranger invokes a channel of the app's. */
  v.strictObject({
    do: v.literal('invoke'),
    ...id,
    as: v.picklist(strangers),
    channel: v.string(),
    args: v.array(v.unknown()),
  }),
  /** The page starts a download. */
  v.strictObject({ do: v.literal('download'), ...id, url: v.string() }),
  v.strictObject({ do: v.literal('cursor'), ...id, x: v.number(), y: v.number() }),
  /** Replaces the displays; the first is the primary one. */
  v.strictObject({
    do: v.literal('displays'),
    ...id,
    displays: v.pipe(
      v.array(v.strictObject({ ...box, scaleFactor: v.exactOptional(v.number()) })),
      v.minLength(1),
    ),
  }),
  /** Something else is copied, in any program: the clipboard holds this text. */
  v.strictObject({ do: v.literal('clipboard'), ...id, text: v.string() }),
  /** A fresh one-time address for another browser. */
  v.strictObject({ do: v.literal('entry'), ...id }),
  v.strictObject({ do: v.literal('quit'), ...id }),
]);

export type Command = v.InferOutput<typeof commandSchema>;
export type CommandName = Command['do'];

/** What carries the commands out; each part of the stand-in brings its own, the host has all of them. */
export type Doers = {
  readonly [K in CommandName]: (command: Extract<Command, { do: K }>) => void | Promise<void>;
};
