/**
 * The room of starting and ending. Enters: second starts, links and signals to quit. Leaves: visits answered once there
 * is a popup, an orderly end, and uncaught exceptions reported as bugs.
 */

import { app, BrowserWindow } from 'electron';
import type { WordOf } from '../../log/events.ts';
import type { Log } from '../../log/log.ts';
import { argumentsFor, parseLink } from '../links/link.ts';
import type { Updates } from '../updates/updates.ts';
import { createVisits, type Visit, type Visits, visitOf } from './visits.ts';

/** Starts receiving visits. Call it before `ready`: macOS reports a link that started the app by then. */
export function receiveVisits(): Visits {
  const visits = createVisits();
  app.on('second-instance', (_event, argv) => {
    const visit = visitOf(argv);
    if (visit !== null) visits.arrive(visit);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    visits.arrive({ kind: 'open', fill: parseLink(url) });
  });
  // A click in Finder or Launchpad, for when the tray is hidden or out of reach.
  app.on('activate', () => visits.knock({ kind: 'open', fill: null }));
  // A tray app goes on without windows.
  app.on('window-all-closed', () => {});
  return visits;
}

export interface QuitDeps {
  /** Ends what is under way, calls to the keychain included: Node's exit waits for their threads, and they may never end. */
  readonly drain: () => Promise<void>;
  readonly updates: LastAct;
  readonly visits: Visits;
  readonly log: Log;
}

/** How long quitting may wait for unfinished work, in milliseconds. Everything accepted is on disk already. */
const patience = 3_000;

/** What the updater does at the very end; see `main/shell/updates/updates`. */
export type LastAct = Pick<Updates, 'isRestarting' | 'install'>;

/**
 * Runs `drain` once before the app goes, whoever asked (menu, system shutdown, a signal), then takes the windows
 * down and lets it go; after three seconds it goes anyway. Returns how to quit. If everything was closed in order, a newer
 * version takes the place last of all: its installer ends what still runs, and a newer program opens the same database.
 *
 * A start meanwhile ends with the app running. It gets the single-instance lock at once, for the quitting app gives it up
 * first of all, and waits for the database; where the system brings it to the running app instead (macOS: `activate`,
 * `open-url`), the app starts anew when it has gone (https://www.electronjs.org/docs/latest/api/app#apprelaunchoptions).
 *
 * `sessionEnds` says that the system is about to log out or restart. The next request to quit is the system's (macOS asks by
 * `terminate:`, which nothing tells apart from the menu's), and one that is prevented would stand in its way: then nothing is drained,
 * since everything accepted is on disk.
 */
export function quitOrderly({ drain, updates, visits, log }: QuitDeps) {
  let state: 'running' | 'draining' | 'drained' = 'running';
  let hasNoTime = false;
  let next: Visit | null = null;
  const startAgain = (): void => {
    const fill = next?.kind === 'open' ? next.fill : null;
    app.relaunch({ args: argumentsFor(fill, process.argv.slice(1)) });
  };
  const finish = (outcome: Exclude<WordOf<'quit', 'outcome'>, 'session'>): void => {
    if (state === 'drained') return;
    state = 'drained';
    log.info('quit', { outcome });
    letGo(outcome === 'impatient');
    const again = next !== null || updates.isRestarting();
    const installing = outcome === 'drained' ? updates.install(again) : 'kept';
    if (installing === 'ends') {
      setTimeout(() => app.exit(0), patience);
      return;
    }
    if (again && installing !== 'starts') startAgain();
    app.quit();
  };
  app.on('before-quit', event => {
    if (state === 'drained') return;
    if (hasNoTime) {
      state = 'drained';
      log.info('quit', { outcome: 'session' });
      letGo(true);
      return;
    }
    event.preventDefault();
    if (state === 'draining') return;
    state = 'draining';
    app.releaseSingleInstanceLock();
    visits.answerWith(visit => {
      next = visit;
    });
    setTimeout(() => finish('impatient'), patience);
    drain().then(
      () => finish('drained'),
      () => finish('failed'),
    );
  });
  const quit = (): void => app.quit();
  process.on('SIGTERM', quit);
  process.on('SIGINT', quit);
  return {
    quit,
    /** The app is going, or has gone as far as this process is concerned. */
    hasBegun: () => state !== 'running',
    sessionEnds(): void {
      hasNoTime = true;
    },
  };
}

/**
 * Takes the windows down: the popup hides when it is asked to close, and now it must go. `atOnce`: the exit waits for nothing, libuv's
 * threads included.
 */
function letGo(atOnce: boolean): void {
  if (atOnce) process.on('exit', () => process.kill(process.pid, 'SIGKILL'));
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
}
