import type { Result } from '../../contract/failure.ts';
import type { UpdateTrouble, UpdateView } from '../../contract/snapshot.ts';
import { errorFacts } from '../../log/error-facts.ts';
import type { Log } from '../../log/log.ts';
import type { Clock, Random } from '../../outbox/model/ports.ts';
import { createAgenda } from './agenda.ts';
import type { Display, ReadyView } from './display.ts';
import type { Offer, UpdateChannel, Updater } from './updater.ts';

export interface LookingDeps {
  /** Loads the updater, at the first look. */
  readonly load: () => Promise<Updater>;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly random: Pick<Random, 'next'>;
  readonly choice: () => UpdateChannel | 'off';
  /** Deletes the newer version that an updater has brought, as far as it can. */
  readonly eraseBrought: () => void;
  readonly log: Log;
}

const isSameOffer = (one: Offer | null, other: Offer | null): boolean =>
  one?.version === other?.version && one?.checksums === other?.checksums;

/** Asks the feed when it is time to, brings what it has, and lets go of what it takes back. Nothing runs before `start`. */
export function createLooking(
  { load, clock, random, choice, eraseBrought, log }: LookingDeps,
  display: Display,
) {
  /** What the version that is ready was offered as. */
  let brought: Offer | null = null;
  let updater: Updater | null = null;
  let isBusy = false;
  let isStopped = false;
  let isForgetting = false;
  /** Goes up whenever what is under way has lost its meaning. */
  let round = 0;
  /** The look under way. */
  let underWay: Promise<void> = Promise.resolve();

  const { show } = display;
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
      const view = display.behind();
      if (mine() && view.state === 'downloading' && percent > view.percent) show({ ...view, percent });
    });
    if (!mine()) return;
    if (!came.ok) return fail(came.failure, otherwise);
    log.info('update ready', { version });
    brought = offer;
    agenda.attentive();
    show({ state: 'ready', version, offered: true, waits: false });
  };

  /** The feed has taken back what is ready: it is not installed any more. */
  const letGo = async (from: Updater): Promise<void> => {
    show({ state: 'checking' });
    await from.forget();
    eraseBrought();
  };

  /** An updater that cannot be loaded must not end the program, which then could not be mended by a newer version either. */
  const loaded = (): Promise<Updater | null> =>
    load().catch((error: unknown) => {
      log.warn('updater not loaded', errorFacts(error));
      return null;
    });

  /** Asks the feed now and brings what it has. Does nothing while it does so. What is ready stays so unless the feed takes it back. */
  const look = async (): Promise<void> => {
    // After the end the settings may be closed.
    if (isStopped || isForgetting || isBusy || display.whyOff() !== null) return;
    const channel = choice();
    if (channel === 'off') return;
    underWay = ask(channel);
    await underWay;
  };
  const ask = async (channel: UpdateChannel): Promise<void> => {
    isBusy = true;
    round += 1;
    const asked = round;
    const mine = (): boolean => round === asked;
    agenda.daily();
    if (display.behind().state !== 'ready') show({ state: 'checking' });
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
    const held = display.behind();
    if (held.state === 'ready') return reconsider(updater, held, found, mine);
    if (!found.ok) fail(found.failure);
    else if (found.value === null) show({ state: 'none', at: clock.now() });
    else await bring(updater, found.value, mine, null);
  };
  /** What the feed says while a version is ready. A feed that gives no answer takes nothing back. */
  const reconsider = async (
    from: Updater,
    held: ReadyView,
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
    if (!found.ok) return fail(found.failure, otherwise);
    if (otherwise !== null) agenda.attentive();
    show(otherwise ?? { state: 'none', at: clock.now() });
  };
  const agenda = createAgenda({ clock, random }, () => void look());

  return {
    start: agenda.start,
    /** Looks if the time has come. */
    tick: agenda.tick,
    look,
    /** What is under way, or ready, counts no more. */
    drop(): void {
      round += 1;
      updater?.cancel();
    },
    /** Drops it, and settles when nothing goes on any more and nothing is known of it. Looks again within a day. */
    async forget(): Promise<void> {
      isForgetting = true;
      round += 1;
      try {
        await updater?.forget();
        await underWay;
      } finally {
        isForgetting = false;
      }
      agenda.daily();
    },
    stop(): void {
      isStopped = true;
      round += 1;
      agenda.stop();
      updater?.cancel();
    },
    /** Null until the first look. */
    updater: () => updater,
  };
}
