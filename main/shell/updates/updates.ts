/**
 * The room of newer versions. Enters: the feed's answers, the user's choice, whether a change is being sent. Leaves: a state that
 * is shown, and the newer version put in place as the very last thing that the program does.
 */

import { createDisplay, type DisplayDeps } from './display.ts';
import { createLooking, type LookingDeps } from './looking.ts';
import type { Installing } from './updater.ts';

export interface UpdatesDeps extends LookingDeps, DisplayDeps {
  readonly isSending: () => boolean;
  readonly quit: () => void;
  /** Deletes what an updater keeps on this computer. Returns the paths that are still there. */
  readonly eraseFiles: () => readonly string[];
}

/**
 * Looks for newer versions at the start and once a day, and every few hours whether the one that is ready still stands. Nothing runs
 * before `start`; nothing restarts but by `restart`.
 */
export function createUpdates(deps: UpdatesDeps) {
  const display = createDisplay(deps);
  const looking = createLooking(deps, display);
  /** Whether the program ends with a version that is wanted: the settings cannot be read any more when it is put in place. */
  let isWanted = false;
  let isRestarting = false;

  const leave = (): void => {
    isRestarting = true;
    deps.quit();
  };

  return {
    view: display.view,
    start: looking.start,
    /** The machine or its network was away: what fell due meanwhile is done now. */
    woke: looking.tick,
    look: looking.look,
    /** Another channel, or off: what the old choice brought or was bringing counts no more. */
    choiceChanged(): void {
      looking.drop();
      display.show({ state: 'idle' });
      void looking.look();
    },
    /**
     * Drops the version that is ready or on its way, deletes what the updater keeps, and looks again within a day. Returns the paths that
     * are still there. What Squirrel.Mac has taken in, it installs at the end all the same.
     */
    async erase(): Promise<readonly string[]> {
      await looking.forget();
      display.show({ state: 'idle' });
      return deps.eraseFiles();
    },
    /** Offers the version that is ready again in a day. */
    putOff(): void {
      const view = display.behind();
      if (view.state === 'ready') display.show({ ...view, offered: false, waits: false });
    },
    /** The user wants the version that is ready now. Waits until no change is being sent. */
    restart(): void {
      const ready = display.ready();
      if (ready === null) return;
      if (deps.isSending()) display.show({ ...ready, waits: true });
      else leave();
    },
    /** Something changed in the outbox: what waited for a change to be sent may go on. */
    outboxChanged(): void {
      if (display.ready()?.waits === true && !deps.isSending()) leave();
    },
    /** Whether the program ends because the user asked for the newer version. */
    isRestarting: () => isRestarting,
    /** The last act of the program, after `stop`, if everything was closed in order. `again`: somebody wants the program to run. */
    install(again: boolean): Installing {
      const updater = looking.updater();
      if (!isWanted || updater === null) return 'kept';
      const done = updater.install(again);
      deps.log.info('update', { done });
      return done;
    },
    /** Call it while the settings can still be read. */
    stop(): void {
      isWanted = display.ready() !== null;
      looking.stop();
      display.stop();
    },
  };
}

export type Updates = ReturnType<typeof createUpdates>;
