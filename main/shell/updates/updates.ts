/**
 * The room of newer versions. Enters: the feed's answers, the user's choice, whether a change is being sent. Leaves: a state that
 * is shown, and the newer version put in place as the very last thing that the program does.
 */

import type { Result } from '../../contract/failure.ts';
import type { Settings } from '../../contract/settings.ts';
import type { UpdatesOff, UpdateTrouble, UpdateView } from '../../contract/snapshot.ts';
import { errorFacts } from '../../log/error-facts.ts';
import type { Log } from '../../log/log.ts';
import type { Clock, Random } from '../../outbox/model/ports.ts';
import { createAgenda } from './agenda.ts';
import { createPutOff } from './put-off.ts';
import type { Installing, Offer, UpdateChannel, Updater } from './updater.ts';

export interface UpdatesDeps {
  /** Loads the updater, at the first look. */
  readonly load: () => Promise<Updater>;
  /** Why this installation never looks, as far as it is known at the start. */
  readonly cannot: Exclude<UpdatesOff, 'policy' | 'setting'> | null;
  /** Whether who administers this computer forbids it. */
  readonly isForbidden: () => boolean;
  readonly choice: () => Settings['updates'];
  readonly isSending: () => boolean;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly random: Pick<Random, 'next'>;
  /** The view has changed. */
  readonly onChange: () => void;
  readonly quit: () => void;
  /** Deletes what an updater keeps on this computer. Returns the paths that are still there. */
  readonly eraseFiles: () => readonly string[];
  /** Deletes the newer version that an updater has brought, as far as it can. */
  readonly eraseBrought: () => void;
  readonly log: Log;
}

const isSameOffer = (one: Offer | null, other: Offer | null): boolean =>
  one?.version === other?.version && one?.checksums === other?.checksums;

/**
 * Looks for newer versions at the start and once a day, and every few hours whether the one that is ready still stands. Nothing runs
 * before `start`; nothing restarts but by `restart`.
 */
export function createUpdates(deps: UpdatesDeps) {
  const { clock, log } = deps;
  let view: UpdateView = { state: 'idle' };
  /** What the version that is ready was offered as. */
  let brought: Offer | null = null;
  let updater: Updater | null = null;
  let isBusy = false;
  /** Goes up whenever what is under way has lost its meaning. */
  let round = 0;
  let isStopped = false;
  let isErasing = false;
  /** The look under way. */
  let looking: Promise<void> = Promise.resolve();
  /** Whether the program ends with a version that is wanted: the settings cannot be read any more when it is put in place. */
  let isWanted = false;
  let isRestarting = false;

  const whyOff = (): UpdatesOff | null => {
    if (deps.cannot !== null) return deps.cannot;
    if (deps.isForbidden()) return 'policy';
    return deps.choice() === 'off' ? 'setting' : null;
  };
  const shown = (): UpdateView => {
    const because = whyOff();
    return because === null ? view : { state: 'off', because };
  };
  const show = (next: UpdateView): void => {
    view = next;
    deps.onChange();
  };
  const putOff = createPutOff(clock, () => {
    if (view.state === 'ready') show({ ...view, offered: true });
  });
  const fail = (trouble: UpdateTrouble, otherwise: UpdateView | null = null): void => {
    log.warn('update failed', { trouble });
    agenda.soon();
    show(otherwise ?? { state: 'failed', trouble });
  };

  /** `otherwise`: what is shown where it fails; null for the failure. */
  const bring = async (
    from: Updater,
    offer: Offer,
    mine: () => boolean,
    otherwise: UpdateView | null,
  ): Promise<void> => {
    const { version } = offer;
    show({ state: 'downloading', version, percent: 0 });
    const came = await from.download(percent => {
      if (mine() && view.state === 'downloading' && percent > view.percent) show({ ...view, percent });
    });
    if (!mine()) return;
    if (!came.ok) return fail(came.failure, otherwise);
    log.info('update ready', { version });
    brought = offer;
    putOff.end();
    agenda.attentive();
    show({ state: 'ready', version, offered: true, waits: false });
  };

  /** The feed has taken back what is ready: it is not installed any more. */
  const letGo = async (from: Updater): Promise<void> => {
    putOff.end();
    show({ state: 'checking' });
    await from.forget();
    deps.eraseBrought();
  };

  /** An updater that cannot be loaded must not end the program, which then could not be mended by a newer version either. */
  const loaded = (): Promise<Updater | null> =>
    deps.load().catch((error: unknown) => {
      log.warn('updater not loaded', errorFacts(error));
      return null;
    });

  /** Asks the feed now and brings what it has. Does nothing while it does so. What is ready stays so unless the feed takes it back. */
  const look = async (): Promise<void> => {
    const channel = deps.choice();
    if (isStopped || isErasing || isBusy || whyOff() !== null) return;
    if (channel === 'off') return;
    looking = ask(channel);
    await looking;
  };
  const ask = async (channel: UpdateChannel): Promise<void> => {
    isBusy = true;
    round += 1;
    const asked = round;
    const mine = (): boolean => round === asked;
    agenda.daily();
    if (view.state !== 'ready') show({ state: 'checking' });
    try {
      await answer(channel, mine);
    } finally {
      isBusy = false;
    }
    // The user chose another channel meanwhile.
    if (!mine()) await look();
  };
  /** What the feed has, shown and brought as long as it is `mine` to do so. */
  const answer = async (channel: UpdateChannel, mine: () => boolean): Promise<void> => {
    updater ??= await loaded();
    if (!mine()) return;
    if (updater === null) return fail('unreachable');
    const found = await updater.check(channel);
    if (!mine()) return;
    if (view.state === 'ready') return reconsider(updater, view, found, mine);
    if (!found.ok) fail(found.failure);
    else if (found.value === null) show({ state: 'none', at: clock.now() });
    else await bring(updater, found.value, mine, null);
  };
  /** What the feed says while a version is ready. A feed that gives no answer takes nothing back. */
  const reconsider = async (
    from: Updater,
    held: Extract<UpdateView, { readonly state: 'ready' }>,
    found: Result<Offer | null, UpdateTrouble>,
    mine: () => boolean,
  ): Promise<void> => {
    const offer = found.ok ? found.value : null;
    if (!found.ok && found.failure !== 'unlisted') return fail(found.failure, held);
    if (isSameOffer(offer, brought)) return agenda.attentive();
    log.info('update withdrawn', { version: held.version });
    // A bound one is installed all the same, until a newer one has come.
    const otherwise = from.isBound ? held : null;
    if (offer !== null) return bring(from, offer, mine, otherwise);
    if (otherwise === null) await letGo(from);
    if (!mine()) return;
    if (!found.ok) fail(found.failure, otherwise);
    else show(otherwise ?? { state: 'none', at: clock.now() });
  };
  const agenda = createAgenda(deps, () => void look());

  const leave = (): void => {
    isRestarting = true;
    deps.quit();
  };

  return {
    view: shown,
    start: agenda.start,
    /** The machine or its network was away: what fell due meanwhile is done now. */
    woke: agenda.tick,
    look,
    /** Another channel, or off: what the old choice brought or was bringing counts no more. */
    choiceChanged(): void {
      round += 1;
      putOff.end();
      updater?.cancel();
      show({ state: 'idle' });
      void look();
    },
    /**
     * Drops the version that is ready or on its way, deletes what the updater keeps, and looks again within a day. Returns the paths that
     * are still there. What Squirrel.Mac has taken in, it installs at the end all the same.
     */
    async erase(): Promise<readonly string[]> {
      isErasing = true;
      round += 1;
      putOff.end();
      try {
        await updater?.forget();
        await looking;
      } finally {
        isErasing = false;
      }
      agenda.daily();
      show({ state: 'idle' });
      return deps.eraseFiles();
    },
    /** Offers the version that is ready again in a day. */
    putOff(): void {
      if (view.state !== 'ready') return;
      show({ ...view, offered: false, waits: false });
      putOff.begin();
    },
    /** The user wants the version that is ready now. Waits until no change is being sent. */
    restart(): void {
      if (shown().state !== 'ready' || view.state !== 'ready') return;
      if (deps.isSending()) show({ ...view, waits: true });
      else leave();
    },
    /** Something changed in the outbox: what waited for a change to be sent may go on. */
    outboxChanged(): void {
      if (view.state === 'ready' && view.waits && shown().state === 'ready' && !deps.isSending()) leave();
    },
    /** Whether the program ends because the user asked for the newer version. */
    isRestarting: () => isRestarting,
    /** The last act of the program, after `stop`, if everything was closed in order. `again`: somebody wants the program to run. */
    install(again: boolean): Installing {
      if (!isWanted || updater === null) return 'kept';
      const done = updater.install(again);
      log.info('update', { done });
      return done;
    },
    /** Call it while the settings can still be read. */
    stop(): void {
      isStopped = true;
      isWanted = shown().state === 'ready';
      round += 1;
      agenda.stop();
      putOff.end();
      updater?.cancel();
    },
  };
}

export type Updates = ReturnType<typeof createUpdates>;
