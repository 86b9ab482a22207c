import type { LaneId, StageId } from '../../contract/model.ts';
import { doubtsStage, nextAfter, type RequestKind } from '../lanes/consequence.ts';
import type { Lane, Parts } from '../lanes/lanes.ts';
import { type Entry, transitioned } from '../model/entry.ts';
import * as policy from '../model/policy.ts';
import type { Answer, Batch, LanePause, Looked, Sent } from '../model/ports.ts';
import type { Trouble } from '../model/trouble.ts';
import type { Transitions } from './transitions.ts';
import { isElsewhere, isExpected, sighted, verdict } from './verdict.ts';

export interface AttemptDeps extends Parts {
  readonly transitions: Transitions;
  /** False once another lane was chosen or the outbox is being stopped: no further request may leave. */
  goesOn(lane: LaneId): boolean;
}

/**
 * One attempt to deliver one row: a look at the server where `mustLook` says so, then the PATCH. Every outcome is on
 * disk before this resolves. Resolves with false when the disk refused and nothing can go on.
 */
export function createAttempt(deps: AttemptDeps): (entry: Entry, lane: Lane) => Promise<boolean> {
  const { openEntries, store, courier, clock, odometer, alarms, listener, notifier, transitions } = deps;

  /** Stages that this outbox itself sent since the base: replacing them overwrites nobody. */
  const oursOf = (entry: Entry): readonly StageId[] =>
    store.sentBefore(entry, entry.baseAt ?? entry.markedAt);

  /**
   * The look is spared only on a first attempt whose base the server is known to have held within the last 30 s, with
   * the network up since then.
   */
  const mustLook = (entry: Entry, lane: Lane): boolean => {
    if (lane.gate.read === 'no') return false;
    if (lane.gate.network() === 'offline') return true;
    const isFirst = entry.sentAt === null && entry.inDoubt === null && entry.contended === 0;
    if (!isFirst || entry.base === null) return true;
    const place = lane.fresh.place(entry.opportunity);
    if (place === null || place.stage === entry.to.id || isElsewhere(entry, place.pipeline)) return true;
    return !isExpected(entry, place.stage, oursOf(entry));
  };

  /** Writes what has happened, with the lane's pause where it differs from the one on disk. */
  const settle = (batch: Batch, lane: Lane, pause: LanePause | null): void => {
    const news = pause === lane.onDisk ? batch : { ...batch, pause: { lane: lane.id, pause } };
    lane.onDisk = pause;
    notifier.written(Object.keys(news).length > 0 ? openEntries.settle(news) : []);
  };

  /** False when the hour's requests are spent; the lane is then paused until the window ends. */
  const affordable = (requests: number, lane: Lane): boolean => {
    const blocked = lane.quota.blockedUntil(requests);
    if (blocked === null) return true;
    settle({}, lane, lane.gate.exhausted(blocked));
    return false;
  };

  const settleTrouble = (entry: Entry, lane: Lane, trouble: Trouble, asked: RequestKind): void => {
    const next = nextAfter(trouble, asked);
    if (trouble.kind === 'limited') lane.quota.exhausted(trouble.waitMs);
    lane.fresh.forget(entry.opportunity);
    const pause = lane.gate.after(next.lane, entry.opportunity);
    settle(transitions.troubled(entry, next.row, trouble, asked), lane, pause);
    if (doubtsStage(trouble, asked, entry.failures + 1)) listener.stagesStale(entry.lane, entry.to.id);
  };

  /** `before`: the row as it was before this PATCH was written down as `sending`. */
  const settleSent = (out: Entry, before: Entry, lane: Lane, answer: Sent): void => {
    if (answer.kind !== 'done') {
      // Nothing left this machine, so the row keeps the `sentAt` from before.
      const sentAt = answer.kind === 'unreached' ? before.sentAt : out.sentAt;
      settleTrouble({ ...out, sentAt }, lane, answer, 'send');
      return;
    }
    const { from, opportunity, reason } = answer;
    const pause = lane.gate.after({ kind: 'key-accepted' }, out.opportunity);
    const isOwn = from === null || from.id === out.to.id || isExpected(out, from.id, oursOf(out));
    const replaced = isOwn ? null : from;
    if (opportunity !== null && isElsewhere(out, opportunity.pipeline)) {
      lane.fresh.forget(out.opportunity);
      settle(transitions.misplaced(out, opportunity.pipeline, out.to, replaced), lane, pause);
    } else {
      const pipeline = opportunity?.pipeline ?? out.pipeline;
      lane.fresh.learn(out.opportunity, { stage: out.to.id, pipeline }, 0);
      const overwrote = out.base === null ? null : replaced;
      const told = { base: out.base ?? from, overwrote, noteInCrm: isNote(out, reason) };
      settle(transitions.delivered(out, told), lane, pause);
    }
    listener.seen(out.lane, out.opportunity, out.to, opportunity);
  };

  /** False when the user withdrew, replaced or answered the row while the request was out. */
  const isAsItWas = (entry: Entry): boolean =>
    openEntries.rows().find(({ id }) => id === entry.id)?.rev === entry.rev;

  /** The look failed. Returns the row to send unchecked when the key may not read, else null. */
  const notLooked = (entry: Entry, lane: Lane, trouble: Trouble): Entry | null => {
    const next = nextAfter(trouble, 'look');
    const unchecked = next.row.kind === 'unchecked';
    if (unchecked) lane.gate.read = 'no';
    if (isAsItWas(entry) && !unchecked) {
      settleTrouble(entry, lane, trouble, 'look');
      return null;
    }
    settle({}, lane, lane.gate.after(next.lane, entry.opportunity));
    return isAsItWas(entry) ? entry : null;
  };

  /** The look succeeded. Returns the row to send, or null when there is nothing to send now. */
  const looked = (
    entry: Entry,
    lane: Lane,
    { opportunity, reason }: Pick<Extract<Looked, { kind: 'done' }>, 'opportunity' | 'reason'>,
    ageMs: number,
  ): Entry | null => {
    lane.gate.read = 'yes';
    const pause = lane.gate.after({ kind: 'key-accepted' }, entry.opportunity);
    const { stage, pipeline } = opportunity;
    lane.fresh.learn(entry.opportunity, { stage: stage.id, pipeline }, ageMs);
    listener.seen(entry.lane, entry.opportunity, stage, opportunity);
    // The machine may have slept between request and answer.
    if (!isAsItWas(entry) || ageMs > policy.freshFor) {
      settle({}, lane, pause);
      return null;
    }
    const judged = verdict(entry, opportunity, oursOf(entry), lane.justPicked.has(entry.id));
    const doubtful = entry.inDoubt === null ? 0 : alarms.left(entry.inDoubt);
    if (judged === 'there')
      settle(transitions.delivered(entry, { noteInCrm: isNote(entry, reason) }), lane, pause);
    // A lost request may still arrive and undo whatever is decided now.
    else if (doubtful > 0) settle(transitions.waiting(entry, doubtful), lane, pause);
    else {
      // The lost request can no longer arrive: what the server holds is the outcome.
      // An opportunity may stand in no stage (id ''): then there is none to go back to.
      const theirs = stage.id === '' ? null : stage;
      const sure = transitioned(entry, { inDoubt: null });
      if (judged === 'go') {
        settle({}, lane, pause);
        return sighted(sure, theirs, pipeline);
      }
      settle(transitions.asked(sure, judged, pipeline, theirs), lane, pause);
    }
    return null;
  };

  const look = async (entry: Entry, lane: Lane): Promise<Entry | null> => {
    const asked = { wall: clock.now(), steady: clock.monotonic() };
    lane.gate.departs();
    const answer: Looked = await courier.look(entry.lane, entry.opportunity).catch(crashed);
    if (answer.quota !== null) lane.quota.observe(answer.quota);
    if (answer.kind !== 'done') return notLooked(entry, lane, answer);
    const ageMs = Math.max(clock.now() - asked.wall, clock.monotonic() - asked.steady);
    return looked(entry, lane, answer, ageMs);
  };

  const send = async (entry: Entry, before: Entry, lane: Lane): Promise<boolean> => {
    const sending = transitioned(entry, {
      state: 'sending',
      sentAt: clock.now(),
      due: null,
      reason: null,
      theirs: null,
      unchecked: lane.gate.read === 'no',
    });
    // On disk before the first byte leaves, so that after a crash the next start knows that it was out.
    const committed = openEntries.commit({ update: [sending] });
    if (!committed.ok) return committed.failure.code === 'stale';
    const [out] = committed.value;
    if (out === undefined) return false;
    notifier.written([out]);
    lane.gate.departs();
    const { lane: of, opportunity, to, note } = out;
    const reason = mayMindReason(before) ? '' : note;
    const answer: Sent = await courier.send(of, opportunity, to.id, reason).catch(crashed);
    if (answer.quota !== null) lane.quota.observe(answer.quota);
    // A note may have been written beside it meanwhile.
    const now = openEntries.find(out.id);
    settleSent(now?.state === 'sending' ? now : out, before, lane, answer);
    return !openEntries.inDebt();
  };

  return async (entry, lane) => {
    const looks = mustLook(entry, lane);
    if (!affordable(looks ? 2 : 1, lane)) return true;
    const going = looks ? await look(entry, lane) : entry;
    if (going === null || !deps.goesOn(entry.lane)) return !openEntries.inDebt();
    if (looks && (lane.gate.opensIn() !== 0 || !affordable(1, lane))) return !openEntries.inDebt();
    // The look's answer may have shown how long the machine was off. A change older than a week is not sent without
    // asking.
    if (odometer.elapsedSince(going.since) >= policy.expireAfter) return true;
    const doubtful = going.inDoubt === null ? 0 : alarms.left(going.inDoubt);
    if (doubtful === 0) return send(going, entry, lane);
    settle(transitions.waiting(going, doubtful), lane, lane.onDisk);
    return !openEntries.inDebt();
  };
}

/** Whether the server holds the row's note as the reason of the loss. */
const isNote = ({ note }: Entry, reason: string | null): boolean => note !== '' && reason === note;

/** Whether the server failed (500) at an earlier PATCH of the row, perhaps at the reason, which no documentation names. */
const mayMindReason = ({ sentAt, failures }: Entry): boolean => sentAt !== null && failures > 0;

/** A courier must not throw. If one does, the request may have been sent. */
function crashed(): Answer<never> {
  return { kind: 'lost', cause: 'reset', quota: null };
}
