import type { BrowserWindow, WebContents } from 'electron';
import type { Box } from '../lines.ts';
import { checked, constructible, emitting } from '../strict.ts';
import type { OpenWindow } from '../world.ts';
import type { HostedApp } from './app.ts';
import { type ContentsDeps, createContents } from './contents.ts';
import { preloadText } from './preload-text.ts';
import { windowOptions } from './window-options.ts';

const events = [
  'always-on-top-changed',
  'blur',
  'close',
  'closed',
  'focus',
  'hide',
  'minimize',
  'move',
  'moved',
  'query-session-end',
  'ready-to-show',
  'resize',
  'resized',
  'responsive',
  'restore',
  'session-end',
  'show',
  'unresponsive',
];

export interface WindowDeps extends Pick<ContentsDeps, 'world' | 'ipc' | 'session' | 'press'> {
  readonly hosted: HostedApp;
  /** Asks the app's own handler of the address's scheme; null when nothing handles it. */
  readonly fetch: (request: Request) => Promise<Response | null>;
  /** A window has a document now. */
  readonly opened: (window: OpenWindow) => void;
}

/** `BrowserWindow`: bounds, visibility and focus are kept here, the document is served to a browser. */
export function createWindows(deps: WindowDeps) {
  const { world } = deps;
  return constructible('BrowserWindow', (given: unknown) => open(deps, given ?? {}).face, {
    getAllWindows: () => [...world.windows].map(window => window.face),
    getFocusedWindow: () => [...world.windows].find(window => window.focused())?.face ?? null,
    fromWebContents: (contents: WebContents) =>
      [...world.windows].find(window => window.contents.face === contents)?.face ?? null,
    fromId: (id: number) => [...world.windows].find(window => window.contents.id === id)?.face ?? null,
  });
}

function open(deps: WindowDeps, given: unknown) {
  const { world, hosted } = deps;
  world.needsReady('Cannot create BrowserWindow before app is ready');
  const options = checked('BrowserWindow', windowOptions, given);
  const title = options.title ?? world.product.name;
  const name = options.name ?? (options.frame === false ? 'popup' : title.toLowerCase().replaceAll(' ', '-'));
  let bounds: Box = {
    x: options.x ?? 0,
    y: options.y ?? 0,
    width: options.width ?? 800,
    height: options.height ?? 600,
  };
  let visible = false;
  let focused = false;
  let destroyed = false;
  let shownReady = false;
  let onTop = options.alwaysOnTop ?? false;

  const contents = createContents(preloadText(options.webPreferences?.preload), {
    ...deps,
    visible: () => visible,
    focus: () => focus(),
    gone: details => hosted.app.fire('render-process-gone', contents.face, details),
  });

  const alive = (): void => {
    if (destroyed) throw new TypeError('Object has been destroyed');
  };
  const focus = (): void => {
    alive();
    if (focused || !visible || options.focusable === false || world.mode.has('no-focus')) return;
    for (const other of world.windows) if (other !== entry) other.blur();
    focused = true;
    window.fire('focus');
  };
  const blur = (): void => {
    if (!focused) return;
    focused = false;
    window.fire('blur');
  };
  /** As on Linux and Windows, a window that is shown again is told of again (`NativeWindowViews::Show`). */
  const setVisible = (next: boolean): void => {
    alive();
    const changes = visible !== next;
    visible = next;
    if (changes) contents.post({ t: 'visible', visible });
    // Whoever pressed the hotkey waits for this line.
    if (changes || visible) world.tell({ event: 'window', name, visible });
    window.fire(next ? 'show' : 'hide');
  };
  const show = (): void => {
    setVisible(true);
    focus();
  };
  const hide = (): void => {
    setVisible(false);
    blur();
  };
  const setBounds = (next: Partial<Box>): void => {
    alive();
    for (const [key, value] of Object.entries(next)) {
      if (!Number.isFinite(value)) throw new TypeError(`webhost: ${key} is ${value}`);
    }
    const before = bounds;
    const { x, y, width, height } = {
      ...bounds,
      ...next,
      ...(world.mode.has('unmovable') ? { x: bounds.x, y: bounds.y } : {}),
    };
    bounds = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
    if (JSON.stringify(before) === JSON.stringify(bounds)) return;
    world.tell({ event: 'bounds', name, bounds });
    if (before.x !== bounds.x || before.y !== bounds.y) window.fire('move');
    if (before.width !== bounds.width || before.height !== bounds.height) window.fire('resize');
  };
  /** What the app reads back, which need not be what it has set. */
  const readBounds = (): Box => {
    alive();
    const [x, y] = world.mode.has('unmovable') ? [0, 0] : [bounds.x, bounds.y];
    const isSmaller =
      world.mode.has('smaller-bounds') && options.frame === false && options.resizable === false;
    const [width, height] = isSmaller
      ? [bounds.width - 16, bounds.height - 8]
      : [bounds.width, bounds.height];
    return { x, y, width, height };
  };
  const destroy = (): void => {
    if (destroyed) return;
    if (visible) world.tell({ event: 'window', name, visible: false });
    visible = false;
    focused = false;
    destroyed = true;
    world.windows.delete(entry);
    window.fire('closed');
    // Later, as in Electron (`WebContents::Destroy`).
    setImmediate(() => contents.destroy());
    if (world.windows.size === 0) hosted.windowsClosed();
  };
  const close = (): boolean => {
    if (!destroyed && window.fire('close')) return false;
    destroy();
    return true;
  };

  const members = {
    id: contents.id,
    webContents: contents.face as WebContents,
    // Settles once the app has answered with a document; `did-finish-load` waits for a browser to show it.
    loadURL: async url => {
      alive();
      const answer = await deps.fetch(new Request(url));
      if (!answer?.ok) throw new Error(`ERR_FAILED (-2) loading '${url}'`);
      contents.load(url);
      deps.opened(entry);
    },
    show,
    showInactive: () => setVisible(true),
    hide,
    close: () => {
      close();
    },
    destroy,
    focus,
    blur,
    isVisible: () => {
      alive();
      return visible;
    },
    isFocused: () => {
      alive();
      return focused;
    },
    isDestroyed: () => destroyed,
    isMinimized: () => false,
    minimize: () => {
      hide();
      window.fire('minimize');
    },
    restore: () => window.fire('restore'),
    getTitle: () => title,
    getBounds: readBounds,
    getContentBounds: readBounds,
    getSize: () => [readBounds().width, readBounds().height],
    getContentSize: () => [readBounds().width, readBounds().height],
    getPosition: () => [readBounds().x, readBounds().y],
    setBounds,
    setContentBounds: next => setBounds(next),
    setSize: (width, height) => setBounds({ width, height }),
    setContentSize: (width, height) => setBounds({ width, height }),
    setPosition: (x, y) => setBounds({ x, y }),
    setVisibleOnAllWorkspaces: () => undefined,
    isAlwaysOnTop: () => onTop,
    setAlwaysOnTop: flag => {
      alive();
      if (onTop === flag) return;
      onTop = flag;
      window.fire('always-on-top-changed', onTop);
    },
    setSkipTaskbar: () => undefined,
    setMenu: () => undefined,
    removeMenu: () => undefined,
    setMenuBarVisibility: () => undefined,
    setBackgroundColor: () => undefined,
    setOpacity: () => undefined,
    moveTop: () => undefined,
  } satisfies Partial<BrowserWindow>;
  const window = emitting('BrowserWindow', events, members);

  const entry: OpenWindow = {
    name,
    contents,
    face: window.face,
    visible: () => visible,
    focused: () => focused,
    close,
    destroy,
    blur,
    focus,
    sessionEnds: () => {
      const delayed = window.fire('query-session-end');
      window.fire('session-end');
      return delayed;
    },
  };
  contents.onLoaded(() => {
    world.tell({ event: 'page', name, url: contents.url() });
    if (!shownReady) window.fire('ready-to-show');
    shownReady = true;
  });
  world.windows.add(entry);
  world.tell({ event: 'window', name, visible });
  hosted.app.fire('web-contents-created', contents.face);
  hosted.app.fire('browser-window-created', window.face);
  if (options.show !== false) show();
  return window;
}
