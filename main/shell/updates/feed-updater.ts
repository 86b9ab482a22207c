import { session } from 'electron';
import {
  type AppUpdater,
  CancellationToken,
  MacUpdater,
  NsisUpdater,
  type ProgressInfo,
} from 'electron-updater';
import { isSafeAddress } from '../../contract/addresses.ts';
import { fail, ok, type Result } from '../../contract/failure.ts';
import type { UpdateTrouble } from '../../contract/snapshot.ts';
import { WholeAppImageUpdater } from './app-image-updater.ts';
import { watchFloor } from './progress-floor.ts';
import { updateTroubleOf } from './update-trouble.ts';
import type { Installing, Offer, UpdateChannel, Updater } from './updater.ts';

/**
 * electron-updater asks through Chromium's network stack, in a session of its own that knows the system's proxies
 * (out/electronHttpExecutor.js, `getNetSession`).
 */
const ownSession = () => session.fromPartition('electron-updater', { cache: false });

/**
 * How long is waited, in milliseconds: for the list, for the next byte of the file, and for so many bytes of it (`floor`), of which a line that
 * is slow and alive brings more. electron-updater has no limit of its own: that of builder-util-runtime (out/httpExecutor.js,
 * `addTimeOutHandler`, 60 s) waits for the event `socket`, which a request of Electron's net never has (docs/api/client-request.md), and would
 * count anew with each byte.
 */
const patience = { check: 60_000, download: 120_000, floor: { bytes: 600 * 1024, within: 10 * 60_000 } };

/** How long what was cancelled may take to end, in milliseconds: its connections are closed by then. */
const endsWithin = 5_000;

const isBound = process.platform === 'darwin';

function createLibrary(): AppUpdater {
  const make = { win32: () => new NsisUpdater(), darwin: () => new MacUpdater() };
  const library =
    process.platform === 'win32' || process.platform === 'darwin'
      ? make[process.platform]()
      : new WholeAppImageUpdater();
  library.logger = null;
  library.autoDownload = false;
  // Squirrel.Mac checks the signature when it takes the file in, and installs at the end; it is asked only with this on.
  library.autoInstallOnAppQuit = isBound;
  library.disableWebInstaller = true;
  // A whole file has one checksum, and no cached blocks to disagree with.
  library.disableDifferentialDownload = true;
  // Drawn by lot for staged rollouts and sent along with every question, it would be the only thing that tells installations apart.
  library.requestHeaders = { 'x-user-staging-id': 'not-told' };
  // Without a listener a proxy that wants a password is never answered.
  library.signals.login((_proxy, answer: (...none: readonly string[]) => void) => answer());
  return library;
}

/** The feed's requests go over https, after a redirect too. */
function shutPlainDoors(): void {
  ownSession().webRequest.onBeforeRequest(({ url }, answer) => {
    const address = URL.parse(url);
    answer({ cancel: address === null || !isSafeAddress(address) });
  });
}

/** Null for a list that names no file, or a file without its checksum; the library takes its YAML as it comes. */
function offerOf({ version, files }: { readonly version: string; readonly files: unknown }): Offer | null {
  if (!Array.isArray(files) || files.length === 0) return null;
  const checksums = files.flatMap(file => (isFile(file) ? [file.sha512] : []));
  return checksums.length === files.length ? { version, checksums: checksums.join(' ') } : null;
}

const isFile = (one: unknown): one is { readonly sha512: string } =>
  typeof one === 'object' &&
  one !== null &&
  ['url', 'sha512'].every(name => typeof Reflect.get(one, name) === 'string');

/** Asks the feed of the package by electron-updater. */
export function createFeedUpdater(waits = patience): Updater {
  shutPlainDoors();
  let library = createLibrary();
  /** The one that has brought a version: no later look, which may end in anything, makes it forget that. */
  let holder: AppUpdater | null = null;
  let token = new CancellationToken();
  let cancelled = (): void => undefined;
  /** What a library does, the cancelled ones too: a download that fails empties its folder at last, which it makes for that. */
  let atWork: Promise<unknown> = Promise.resolve();

  /**
   * Ends `work` if `alive` is not called for `wait` milliseconds, or once `tooSlow` is. The connections end with it: the library goes on
   * with a download that it was told to cancel (builder-util-runtime, out/httpExecutor.js: `doDownload` leaves `onCancel` alone), and
   * follows redirects without end (there, `redirectCount++`).
   */
  const limited = async <T>(
    wait: number,
    work: (alive: () => void, tooSlow: () => void) => Promise<Result<T, UpdateTrouble>>,
  ): Promise<Result<T, UpdateTrouble>> => {
    const { promise: ended, resolve } = Promise.withResolvers<UpdateTrouble>();
    let isEnded = false;
    const end = (trouble: UpdateTrouble): void => {
      isEnded = true;
      resolve(trouble);
    };
    const watch = () => setTimeout(() => end('slow'), wait);
    let timer = watch();
    let isOver = false;
    const alive = (): void => {
      clearTimeout(timer);
      if (!isOver) timer = watch();
    };
    cancelled = () => {
      if (!isOver) end('unreachable');
    };
    const stopped = ended.then(async trouble => {
      token.cancel();
      await ownSession().closeAllConnections();
      // What the old one still does is nobody's business any more.
      library = createLibrary();
      return fail(trouble);
    });
    const working = work(alive, () => end('slow')).catch(error => fail(updateTroubleOf(error)));
    atWork = Promise.all([atWork, working]);
    // What was ended fails before its connections are closed, and says less than why.
    const outcome = await Promise.race([working.then(done => (isEnded ? stopped : done)), stopped]);
    isOver = true;
    clearTimeout(timer);
    return outcome;
  };

  return {
    check: (channel: UpdateChannel) =>
      limited<Offer | null>(waits.check, async () => {
        library.channel = channel;
        // Choosing a channel allows it (out/AppUpdater.js, `set channel`).
        library.allowDowngrade = false;
        const found = await library.checkForUpdates();
        if (found?.isUpdateAvailable !== true) return ok(null);
        const offer = offerOf(found.updateInfo);
        return offer === null ? fail('feed') : ok(offer);
      }),
    download: onPercent =>
      limited<null>(waits.download, async (alive, tooSlow) => {
        const floor = watchFloor(waits.floor, tooSlow);
        const told = ({ percent, transferred }: ProgressInfo): void => {
          alive();
          floor.came(transferred);
          onPercent(Math.floor(percent));
        };
        token = new CancellationToken();
        const bringing = library;
        // What Squirrel.Mac has taken in stays until it takes in another.
        if (!isBound) holder = null;
        bringing.on('download-progress', told);
        try {
          await bringing.downloadUpdate(token);
        } finally {
          bringing.removeListener('download-progress', told);
          floor.stop();
        }
        if (bringing === library) {
          holder = bringing;
          library = createLibrary();
        }
        return ok(null);
      }),
    cancel: () => cancelled(),
    async forget() {
      cancelled();
      await Promise.race([atWork, new Promise(resolve => setTimeout(resolve, endsWithin).unref())]);
      library = createLibrary();
      holder = null;
    },
    isBound,
    install(again): Installing {
      if (holder === null) return 'kept';
      if (isBound) {
        // Squirrel.Mac has taken it in, and installs when the program has gone; asked to, it also ends and starts it.
        if (!again) return 'placed';
        holder.quitAndInstall();
        return 'ends';
      }
      if (!(holder instanceof NsisUpdater || holder instanceof WholeAppImageUpdater)) return 'kept';
      if (!holder.install(true, again)) return 'kept';
      return again ? 'starts' : 'placed';
    },
  };
}
