import type { ParkReason } from '../contract/change.ts';
import { assertNever, type Failure } from '../contract/failure.ts';
import type { LaneId, Opportunity, Stage, StageId } from '../contract/model.ts';
import type { QuotaView } from '../contract/snapshot.ts';
import type { Alarms } from './alarms.ts';
import { backoff } from './backoff.ts';
import type { Book } from './book.ts';
import { replaceBy } from './coalesce.ts';
import { type Alarm, type Entry, isOut, step } from './entry.ts';
import type { Lane } from './lanes.ts';
import { type Asked, nextAfter, type RowNext } from './outcome.ts';
import * as policy from './policy.ts';
import type { Answer, Batch, Clock, Courier, LanePause, Listener, Random, Store, Trouble } from './ports.ts';
import type { Teller } from './teller.ts';
import { failureOf } from './trouble.ts';
import { isExpected, verdict } from './verdict.ts';

export interface AttemptDeps {
  readonly book: Book;
  readonly store: Store;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly random: Random;
  readonly alarms: Alarms;
  readonly listener: Listener;
  readonly teller: Teller;
  /** False once another lane was chosen or the outbox is being stopped: no further request may leave. */
  goesOn(lane: LaneId): boolean;
}

/** What was so before the PATCH left. */
interface Before {
  readonly sentAt: number | null;
  /** Stages of our own that it may rightly replace. */
  readonly ours: readonly StageId[];
}

type Sent = Answer<{ readonly opportunity: Opportunity | null; readonly from: Stage | null }>;

/**
 * One try at delivering one row: a look at what the server holds, where the rules want one, then the PATCH.
 * Every outcome is on disk before this resolves. False: the disk refused and nothing can go on.
 */
export function createAttempt(deps: AttemptDeps): (entry: Entry, lane: Lane) => Promise<boolean> {
  const { book, store, courier, clock, random, alarms, listener, teller } = deps;

  const oursOf = (entry: Entry): readonly StageId[] =>
    store.sentBefore(entry, entry.baseAt ?? entry.markedAt);

  /** The check is spared only for a first try whose base the server was known to hold within half a minute. */
  const mustLook = (entry: Entry, lane: Lane): boolean => {
    if (lane.gate.read === 'no') return false;
    if (entry.sentAt !== null || entry.doubt !== null || entry.contended > 0 || entry.base === null)
      return true;
    const stage = lane.fresh.stage(entry.opportunity);
    return stage === null || stage === entry.to.id || !isExpected(entry, stage, oursOf(entry));
  };

  /** Writes down what has happened, and the lane's hold where that is not on disk yet. */
  const settle = (batch: Batch, lane: Lane, hold: LanePause | null): void => {
    const news = hold === lane.onDisk ? batch : { ...batch, pause: { lane: lane.id, pause: hold } };
    lane.onDisk = hold;
    teller.written(Object.keys(news).length > 0 ? book.settle(news) : []);
  };

  const write = (batch: Batch): boolean => {
    const written = book.commit(batch);
    if (written.ok) teller.written(written.value);
    return written.ok || written.failure.code === 'stale';
  };

  /**
   * The row goes back to the unsent ones. Where the user has picked anew behind it, that pick takes its place
   * instead: one unsent row per opportunity.
   */
  const back = (entry: Entry, patch: Partial<Entry>): Batch => {
    const next = step(entry, patch);
    const successor = book.of(entry.lane, entry.opportunity).find(row => row.seq > entry.seq);
    if (successor === undefined || isOut(next.state)) return { update: [next] };
    return replaceBy(successor, entry, clock.now());
  };

  const parked = (entry: Entry, reason: ParkReason, trouble: Failure | null, theirs: Stage | null): Batch =>
    back(entry, { state: 'parked', reason, trouble, theirs, due: null });

  const delivered = (entry: Entry, patch: Partial<Pick<Entry, 'base' | 'overwrote'>>): Batch => ({
    update: [
      step(entry, {
        ...patch,
        state: 'delivered',
        endedAt: clock.now(),
        reason: null,
        trouble: null,
        due: null,
        doubt: null,
        theirs: null,
      }),
    ],
  });

  const later = (ms: number): Alarm => ({ at: clock.now() + ms, setAt: clock.now() });

  /** Waits for its time: a row whose own PATCH is in doubt stays in `verify`. */
  const waiting = (entry: Entry, patch: Partial<Entry>): Batch => {
    const { doubt, sentAt } = { ...entry, ...patch };
    return back(entry, { ...patch, state: doubt !== null && sentAt !== null ? 'verify' : 'waiting' });
  };

  const poisoned = (entry: Entry, failures: number, since: number): boolean =>
    failures >= policy.poisonAfter &&
    store
      .history('', null, 50)
      .some(
        row =>
          row.state === 'delivered' &&
          row.lane === entry.lane &&
          row.opportunity !== entry.opportunity &&
          row.sentAt !== null &&
          row.sentAt >= since,
      );

  /** What the table of outcomes says of the row, as a batch. */
  const troubled = (entry: Entry, next: RowNext, trouble: Trouble, asked: Asked): Batch => {
    const now = clock.now();
    const failure = failureOf(trouble, now);
    const five = trouble.kind === 'failing' && trouble.status === 500;
    const failures = five ? entry.failures + 1 : entry.failures;
    const failingSince = five ? (entry.failingSince ?? now) : entry.failingSince;
    if (five && poisoned(entry, failures, failingSince ?? now)) return parked(entry, 'poison', failure, null);
    const said = { trouble: failure, failures, failingSince };
    switch (next.kind) {
      case 'again': {
        const attempts = entry.attempts + (next.counted ? 1 : 0);
        const due = next.backoff ? later(backoff(attempts, random)) : null;
        return waiting(entry, { ...said, attempts, due });
      }
      case 'verify': {
        const attempts = entry.attempts + (next.counted ? 1 : 0);
        const sentAt = entry.sentAt ?? now;
        const doubt = { at: next.ghost ? sentAt + policy.ghostFor : sentAt, setAt: sentAt };
        const due = later(next.ghost ? policy.verifyAfter : backoff(attempts, random));
        return { update: [step(entry, { ...said, state: 'verify', attempts, doubt, due })] };
      }
      case 'contended': {
        const contended = entry.contended + 1;
        if (asked === 'look' || contended >= policy.contendedAfter) {
          return parked(entry, 'contended', failure, null);
        }
        return waiting(entry, { ...said, contended, due: later(backoff(0, random)) });
      }
      case 'unchecked':
        return {};
      case 'park':
        if (next.stagesStale) listener.stagesStale(entry.lane);
        return parked(entry, next.reason, failure, null);
      default:
        return assertNever(next);
    }
  };

  const heard = (quota: QuotaView | null, lane: Lane): void => {
    if (quota !== null) lane.quota.observe(quota);
  };

  /** False when the hour's requests are spent; the lane is then closed until the window ends. */
  const affordable = (requests: number, lane: Lane): boolean => {
    const blocked = lane.quota.blockedUntil(requests);
    if (blocked === null) return true;
    settle({}, lane, lane.gate.exhausted(blocked));
    return false;
  };

  const settleTrouble = (
    tried: Entry,
    lane: Lane,
    trouble: Trouble,
    asked: Asked,
    sentBefore: number | null,
  ): void => {
    // Nothing left this machine: the row is as unsent as it was.
    const entry = trouble.kind === 'unreached' ? { ...tried, sentAt: sentBefore } : tried;
    const next = nextAfter(trouble, asked);
    if (trouble.kind === 'limited') lane.quota.exhausted(trouble.waitMs);
    lane.fresh.forget(entry.opportunity);
    const hold = lane.gate.after(next.lane, entry.opportunity);
    settle(troubled(entry, next.row, trouble, asked), lane, hold);
  };

  const settleSent = (entry: Entry, lane: Lane, answer: Sent, before: Before): void => {
    heard(answer.quota, lane);
    if (answer.kind !== 'done') {
      settleTrouble(entry, lane, answer, 'send', before.sentAt);
      return;
    }
    const { ours } = before;
    const { from, opportunity } = answer;
    const hold = lane.gate.after({ kind: 'proven' }, entry.opportunity);
    lane.fresh.learn(entry.opportunity, entry.to.id, 0);
    const lostRace =
      from !== null && entry.base !== null && from.id !== entry.to.id && !isExpected(entry, from.id, ours);
    settle(delivered(entry, { base: entry.base ?? from, overwrote: lostRace ? from : null }), lane, hold);
    listener.seen(entry.lane, entry.opportunity, entry.to, opportunity);
  };

  /** False when the user has withdrawn, replaced or answered the row while the request was out. */
  const isAsItWas = (entry: Entry): boolean =>
    book.rows().find(({ id }) => id === entry.id)?.rev === entry.rev;

  /** Looks, and says with which row to go on; null when there is nothing to send now. */
  const look = async (entry: Entry, lane: Lane): Promise<Entry | null> => {
    const asked = { wall: clock.now(), steady: clock.monotonic() };
    const answer = await courier.look(entry.lane, entry.opportunity).catch(crashed);
    heard(answer.quota, lane);
    if (answer.kind !== 'done') {
      const next = nextAfter(answer, 'look');
      if (next.row.kind === 'unchecked') lane.gate.read = 'no';
      if (isAsItWas(entry) && next.row.kind !== 'unchecked') {
        settleTrouble(entry, lane, answer, 'look', entry.sentAt);
        return null;
      }
      settle({}, lane, lane.gate.after(next.lane, entry.opportunity));
      return isAsItWas(entry) ? entry : null;
    }
    const { opportunity } = answer;
    lane.gate.read = 'yes';
    const hold = lane.gate.after({ kind: 'proven' }, entry.opportunity);
    const age = Math.max(clock.now() - asked.wall, clock.monotonic() - asked.steady);
    lane.fresh.learn(entry.opportunity, opportunity.stage.id, age);
    listener.seen(entry.lane, entry.opportunity, opportunity.stage, opportunity);
    // The machine may have slept between the question and its answer.
    if (!isAsItWas(entry) || age > policy.freshFor) {
      settle({}, lane, hold);
      return null;
    }
    const judged = verdict(entry, opportunity, oursOf(entry), clock.now());
    if (judged === 'there') {
      settle(delivered(entry, {}), lane, hold);
      return null;
    }
    // A request that may still arrive would undo whatever is decided now.
    if (entry.doubt !== null && alarms.left(entry.doubt) > 0) {
      settle(waiting(entry, { due: later(alarms.left(entry.doubt)) }), lane, hold);
      return null;
    }
    if (judged === 'conflict' || judged === 'elsewhere') {
      const reason = judged === 'conflict' ? 'conflict' : 'stage-refused';
      const trouble = judged === 'conflict' ? null : ({ code: 'stage-unknown' } as const);
      // Looked up after its time: whatever was in doubt has come to this.
      settle(parked({ ...entry, doubt: null }, reason, trouble, opportunity.stage), lane, hold);
      return null;
    }
    settle({}, lane, hold);
    return { ...entry, doubt: null, base: entry.base ?? opportunity.stage };
  };

  return async (entry, lane) => {
    const looks = mustLook(entry, lane);
    if (!affordable(looks ? 2 : 1, lane)) return true;
    let going: Entry | null = entry;
    if (looks) {
      going = await look(entry, lane);
      if (going === null || !deps.goesOn(entry.lane)) return !book.inDebt();
      if (lane.gate.opensIn() !== 0 || !affordable(1, lane)) return !book.inDebt();
    }
    if (going.doubt !== null && alarms.left(going.doubt) > 0) {
      return write(waiting(going, { due: later(alarms.left(going.doubt)) }));
    }
    const ours = oursOf(entry);
    const sending = step(going, {
      state: 'sending',
      sentAt: clock.now(),
      due: null,
      reason: null,
      theirs: null,
      unchecked: lane.gate.read === 'no',
    });
    const committed = book.commit({ update: [sending] });
    if (!committed.ok) return committed.failure.code === 'stale';
    const [out] = committed.value;
    if (out === undefined) return false;
    teller.written([out]);
    const answer = await courier.send(out.lane, out.opportunity, out.to.id).catch(crashed);
    settleSent(out, lane, answer, { sentAt: entry.sentAt, ours });
    return !book.inDebt();
  };
}

/** A courier must not throw; one that does may have sent. */
function crashed(): Answer<never> {
  return { kind: 'lost', cause: 'reset', quota: null };
}
