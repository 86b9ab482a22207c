import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { App } from 'electron';
import type { Doers } from '../lines.ts';
import type { SingleInstance } from '../single-instance.ts';
import { type Emitting, emitting, strict } from '../strict.ts';
import type { World } from '../world.ts';
import { createCommandLine, inChromiumsOrder } from './command-line.ts';
import { createLogin } from './login.ts';
import { isInstalled } from './portal.ts';

const events = [
  'activate',
  'before-quit',
  'browser-window-created',
  'child-process-gone',
  'open-url',
  'quit',
  'ready',
  'render-process-gone',
  'second-instance',
  'web-contents-created',
  'will-finish-launching',
  'will-quit',
  'window-all-closed',
];

/** Electron's names for folders, as they are on Linux. */
function folder(world: World, name: string): string {
  const home = homedir();
  switch (name) {
    case 'home':
      return home;
    case 'appData':
      return process.env.XDG_CONFIG_HOME ?? join(home, '.config');
    case 'userData':
    case 'sessionData':
      return world.userData;
    case 'logs':
      return join(world.userData, 'logs');
    case 'temp':
      return tmpdir();
    case 'exe':
      return process.execPath;
    case 'desktop':
    case 'documents':
    case 'downloads':
      return join(home, `${name[0]?.toUpperCase()}${name.slice(1)}`);
    default:
      throw new Error(`Failed to get '${name}' path`);
  }
}

/**
 * The system's languages in its own order, as GLib reads them from the environment and Electron writes them (language_util_linux.cc): BCP 47
 * tags, each followed by its language alone; none where there is only C. `--lang=` wins here, as nowhere in Electron: it makes one start's
 * language certain.
 */
function languages(world: World): string[] {
  const asked = world.args.find(arg => arg.startsWith('--lang='))?.slice('--lang='.length);
  if (asked !== undefined) return [asked];
  const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env;
  const from = [LANGUAGE, LC_ALL, LC_MESSAGES, LANG].find(value => value) ?? 'C';
  return from
    .split(':')
    .map(name => name.split(/[.@]/)[0]?.replaceAll('_', '-') ?? '')
    .filter(tag => !['', 'C', 'POSIX'].includes(tag))
    .flatMap(tag => (tag.includes('-') ? [tag, tag.split('-')[0] ?? tag] : [tag]));
}

/** Electron gives a member to some systems only. */
function onlyOn(platforms: readonly NodeJS.Platform[], what: string): void {
  if (!platforms.includes(process.platform)) throw new TypeError(`app.${what} is not a function`);
}

/** `app`, and what the host does to it. */
export function createApp(world: World, single: SingleInstance) {
  let quitting = false;
  let ended = false;
  /** The message loop runs: from a moment after `ready` on, but on macOS, where it runs before. */
  let looping = false;
  let becomeReady = (): void => undefined;
  const readiness = new Promise<void>(resolve => {
    becomeReady = resolve;
  });
  const commandLine = createCommandLine(world);
  const paths = new Map<string, string>();
  const login = createLogin(world.mode);
  let hidden = false;

  const end = (code: number): void => {
    if (ended) return;
    ended = true;
    app.fire('quit', code);
    world.exit(code);
  };
  const shutDown = (): void => {
    if (app.fire('will-quit')) quitting = false;
    else end(0);
  };
  const quit = (): void => {
    if (quitting || ended) return;
    quitting = true;
    if (app.fire('before-quit')) {
      quitting = false;
      return;
    }
    for (const window of world.windows) {
      if (!window.close()) {
        quitting = false;
        return;
      }
    }
    shutDown();
  };

  const members = {
    name: world.product.name,
    isPackaged: world.mode.has('packaged'),
    /** Exists on macOS only. */
    dock: undefined,
    whenReady: () => readiness,
    isReady: () => world.ready,
    quit,
    exit: (code = 0) => {
      quitting = true;
      // Before the message loop there is nothing to take down, and nobody is told (`Browser::ExitWithCode`).
      if (!looping && process.platform !== 'darwin') {
        ended = true;
        world.exit(code);
        return;
      }
      for (const window of world.windows) window.destroy();
      end(code);
    },
    relaunch: options => world.tell({ event: 'relaunch', args: options?.args ?? process.argv.slice(1) }),
    getAppPath: () => world.root,
    getName: () => world.product.name,
    getVersion: () => world.product.version,
    getPath: name => paths.get(name) ?? folder(world, name),
    setPath: (name, path) => {
      if (!isAbsolute(path)) throw new Error('Path must be absolute');
      folder(world, name);
      paths.set(name, path);
    },
    getLocale: () => {
      world.needsReady('webhost: app.getLocale() is known after ready only');
      return languages(world)[0] ?? 'en-US';
    },
    getSystemLocale: () => {
      world.needsReady('app.getSystemLocale() can only be called after app is ready');
      return languages(world)[0] ?? 'en-US';
    },
    getPreferredSystemLanguages: () => languages(world),
    requestSingleInstanceLock: () =>
      single.request(inChromiumsOrder(process.argv), (argv, cwd) => {
        // Never before `ready` (Electron: docs/api/app.md, event `second-instance`).
        void readiness.then(() => setImmediate(() => visited(argv, cwd)));
      }),
    releaseSingleInstanceLock: () => single.release(),
    hasSingleInstanceLock: () => single.held(),
    getLoginItemSettings: options => strict('LoginItemSettings', login.read(options)),
    setLoginItemSettings: settings => login.set(settings),
    setAsDefaultProtocolClient: scheme => {
      const known = process.platform !== 'linux' || isInstalled(world.desktopName ?? '');
      world.tell({ event: 'links', scheme, known });
      return known;
    },
    setAppUserModelId: () => onlyOn(['win32'], 'setAppUserModelId'),
    setActivationPolicy: () => onlyOn(['darwin'], 'setActivationPolicy'),
    isActive: () => {
      onlyOn(['darwin'], 'isActive');
      return [...world.windows].some(window => window.focused());
    },
    isHidden: () => {
      onlyOn(['darwin'], 'isHidden');
      return hidden;
    },
    hide: () => {
      onlyOn(['darwin'], 'hide');
      hidden = true;
    },
    show: () => {
      onlyOn(['darwin'], 'show');
      hidden = false;
    },
    setDesktopName: name => {
      world.desktopName = name;
    },
    enableSandbox: () => {
      if (world.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
      // shell/browser/api/electron_api_app.cc: it wins over the switch that the program was started with.
      commandLine.removeSwitch('no-sandbox');
      commandLine.appendSwitch('enable-sandbox');
    },
    commandLine,
  } satisfies Omit<Partial<App>, 'dock'> & { dock: undefined };
  const app: Emitting<typeof members> = emitting('app', events, members);

  const visited = (argv: readonly string[], cwd: string): void => {
    if (!ended) app.fire('second-instance', [...argv], cwd, undefined);
  };
  const doers: Pick<Doers, 'quit' | 'open-url' | 'second-instance'> = {
    quit,
    'open-url': ({ url }) => {
      if (process.platform === 'darwin') app.fire('open-url', url);
      else visited([process.execPath, world.root, url], process.cwd());
    },
    'second-instance': ({ argv }) => {
      visited(inChromiumsOrder([process.execPath, world.root, ...argv]), process.cwd());
    },
  };

  return {
    app,
    doers,
    ended: () => ended,
    /** Ends it from outside, without a question. */
    end,
    /**
     * The entry module has been evaluated: `ready`, unless the app has quit meanwhile. `whenReady` is settled first, and
     * what waits for it runs before `ready` is told, as in Electron (`Browser::DidFinishLaunching`).
     */
    start(): void {
      if (ended || quitting) return;
      world.ready = true;
      app.fireBare('will-finish-launching');
      becomeReady();
      // After everything that waits for the promise, and before any timer: those run in the message loop only.
      process.nextTick(() => {
        if (ended) return;
        app.fire('ready');
        process.nextTick(() => {
          looping = true;
        });
      });
    },
    /** The last window is gone: the app decides, and quits when it says nothing. */
    windowsClosed(): void {
      if (quitting || ended) return;
      if (app.face.listenerCount('window-all-closed') === 0) quit();
      else app.fireBare('window-all-closed');
    },
  };
}

export type HostedApp = ReturnType<typeof createApp>;
