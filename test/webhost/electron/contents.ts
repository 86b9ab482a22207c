import type {
  HandlerDetails,
  RenderProcessGoneDetails,
  WebContents,
  WebFrameMain,
  WindowOpenHandlerResponse,
} from 'electron';
import * as v from 'valibot';
import { toApp } from '../address.ts';
import type { FromPage, ToPage } from '../page/messages.ts';
import { checked, emitting, strict } from '../strict.ts';
import { seal } from '../wire.ts';
import type { World } from '../world.ts';
import type { IpcHost } from './ipc.ts';

const events = [
  'before-input-event',
  'blur',
  'console-message',
  'context-menu',
  'destroyed',
  'did-attach-webview',
  'did-create-window',
  'did-fail-load',
  'did-finish-load',
  'dom-ready',
  'focus',
  'preload-error',
  'render-process-gone',
  'responsive',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-prevent-unload',
  'will-redirect',
];

const policies = v.picklist([
  'default',
  'default_public_interface_only',
  'default_public_and_private_interfaces',
  'disable_non_proxied_udp',
]);

/** The browser's page that shows these contents. */
export interface Attached {
  post(message: ToPage): void;
  close(): void;
}

/** A window's `webContents`, with what the server does to it. */
export interface Contents {
  readonly id: number;
  readonly face: object;
  readonly preload: string | null;
  /** The app's address of the document; '' before `loadURL`. */
  url(): string;
  load(url: string): void;
  /** A page has connected; the earlier one, if any, is turned away. */
  attach(page: Attached, port: number): void;
  detach(page: Attached): void;
  receive(message: FromPage): void;
  post(message: ToPage): void;
  /** The page is gone; what shows it stays and can be told to reload. */
  crash(): void;
  /** Told when a page has finished loading. */
  onLoaded(listener: () => void): void;
  destroy(): void;
}

export interface ContentsDeps {
  readonly world: World;
  readonly ipc: IpcHost;
  readonly session: object;
  /** Brings the window to the front when the app focuses its page. */
  readonly focus: () => void;
  readonly visible: () => boolean;
  /** The app hears of a page that is gone as well. */
  readonly gone: (details: RenderProcessGoneDetails) => void;
  /** What a person pressed at the curtain. */
  readonly press: (message: Extract<FromPage, { t: 'shortcut' | 'menu' }>) => void;
}

let lastId = 0;

export function createContents(preload: string | null, deps: ContentsDeps): Contents {
  const { world } = deps;
  lastId += 1;
  const id = lastId;
  let url = '';
  let destroyed = false;
  let page: Attached | null = null;
  let port = 0;
  const onLoaded: (() => void)[] = [];
  let openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | null = null;

  const frame: WebFrameMain = strict('webFrameMain', {
    get url() {
      return url;
    },
    get origin() {
      const { protocol, host } = new URL(url);
      return `${protocol}//${host}`;
    },
    get top(): WebFrameMain {
      return frame;
    },
    get visibilityState() {
      return deps.visible() ? 'visible' : 'hidden';
    },
    parent: null,
    frames: [],
    name: '',
    processId: id,
    routingId: 1,
    frameTreeNodeId: id,
    isDestroyed: () => destroyed,
  } satisfies Partial<WebFrameMain> as unknown as WebFrameMain);

  const send = (channel: string, ...args: unknown[]): void => {
    if (destroyed) throw new TypeError('Object has been destroyed');
    try {
      const sealed = args.map(seal);
      page?.post({ t: 'push', channel, args: sealed });
    } catch (error) {
      // Electron writes it to the console and goes on (lib/browser/api/web-frame-main.ts).
      world.tell({ event: 'error', message: `Error sending from webFrameMain: ${String(error)}` });
    }
  };

  const contents = emitting('webContents', events, {
    id,
    session: deps.session as WebContents['session'],
    mainFrame: frame,
    send,
    getURL: () => url,
    getTitle: () => '',
    isDestroyed: () => destroyed,
    isLoading: () => page === null,
    focus: deps.focus,
    isFocused: deps.visible,
    openDevTools: () => undefined,
    reload: () => page?.post({ t: 'go', url: '' }),
    setZoomFactor: () => undefined,
    setWebRTCIPHandlingPolicy: policy =>
      world.tell({ event: 'webrtc', policy: checked('webrtc', policies, policy) }),
    setWindowOpenHandler: handler => {
      openHandler = handler;
    },
  } satisfies Partial<WebContents>);

  const navigate = (to: string): void => {
    const target = toApp(to, port) ?? to;
    const details = { url: target, isSameDocument: false, isMainFrame: true, frame, initiator: frame };
    const asks = ['will-frame-navigate', 'will-navigate'];
    // What prevents the first is the last to be asked.
    if (asks.some(event => contents.fireWith(event, details, target, false, true))) return;
    page?.post({ t: 'go', url: to });
  };

  const open = (to: string): void => {
    const target = toApp(to, port) ?? to;
    const answer = openHandler?.({
      url: target,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url, policy: 'strict-origin-when-cross-origin' },
    });
    if (answer?.action !== 'deny') {
      world.tell({ event: 'error', message: `webhost: a new window for ${target} was not denied` });
    }
  };

  return {
    id,
    face: contents.face,
    preload,
    url: () => url,
    load(to) {
      url = to;
    },
    attach(next, atPort) {
      page?.close();
      page = next;
      port = atPort;
    },
    detach(gone) {
      if (page === gone) page = null;
    },
    receive(message) {
      switch (message.t) {
        case 'invoke':
        case 'send': {
          url = toApp(message.at, port) ?? url;
          const sender = {
            type: 'frame',
            sender: contents.face,
            // Null once the frame has gone.
            get senderFrame() {
              return destroyed ? null : frame;
            },
            processId: id,
            frameId: 1,
          };
          const from = page;
          if (message.t === 'send') deps.ipc.send(sender, message.channel, message.args);
          else {
            void deps.ipc
              .invoke(sender, message.channel, message.args)
              .then(outcome => from?.post({ ...outcome, id: message.id }));
          }
          return;
        }
        case 'loaded': {
          contents.fire('dom-ready');
          contents.fire('did-finish-load');
          for (const tell of onLoaded) tell();
          return;
        }
        case 'navigate':
          return navigate(message.url);
        case 'open':
          return open(message.url);
        case 'shortcut':
        case 'menu':
          return deps.press(message);
      }
    },
    post: message => page?.post(message),
    // Told later, as in Electron, and to the app first.
    crash: () =>
      setImmediate(() => {
        if (destroyed) return;
        const details = { reason: 'crashed', exitCode: 5 } as const;
        deps.gone(details);
        contents.fire('render-process-gone', details);
      }),
    onLoaded: listener => {
      onLoaded.push(listener);
    },
    destroy() {
      if (destroyed) return;
      destroyed = true;
      page?.close();
      page = null;
      contents.fireBare('destroyed');
    },
  };
}
