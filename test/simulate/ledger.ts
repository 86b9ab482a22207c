import type { ChangeView } from '../../main/contract/change.ts';
import {
  type ChangeId,
  defaultPipeline,
  type LaneId,
  type OpportunityId,
  type PipelineId,
  type StageId,
} from '../../main/contract/model.ts';
import { isEnded } from '../../main/outbox/model/entry.ts';
import { expireAfter, keepFor, tellAfter } from '../../main/outbox/model/policy.ts';
import type { Store } from '../../main/outbox/model/ports.ts';
import type { ManualClock } from '../support/ports/manual-clock.ts';
import type { Leaving, Returning } from './network.ts';
import type { Served, Ticket, World } from './world.ts';

/** What the user was told is accepted, and when (true time). */
interface Accepted {
  readonly at: number;
  readonly to: StageId;
  readonly opportunity: OpportunityId;
  /** What the user wrote beside it. */
  readonly note: string;
}

/** Keeps the books of one simulated life and finds what breaks the promise. */
export interface Ledger {
  readonly violations: readonly string[];
  /** The user picks, with this note. */
  picks(opportunity: OpportunityId, note: string): void;
  accepted(change: ChangeView): void;
  /** The user withdrew it, or answered it away. */
  withdrawn(id: ChangeId): void;
  /** The user's answer renewed it: from here on it counts as picked now. */
  reasserted(id: ChangeId): void;
  /** The server was asked in the background and said what it holds. */
  read(id: OpportunityId): void;
  leaves(request: Leaving, lane: LaneId | null): Ticket | null;
  served(request: Leaving, what: Served): void;
  returns(request: Leaving, answer: Returning): void;
  /** The key was entered anew. */
  rekeyed(lane: LaneId): void;
  /** The process ended; whoever starts next has only the disk. */
  crashed(): void;
  /** The outbox lost patience with a change: it told the user, or gave it up. */
  tired(id: ChangeId, how: 'told of' | 'given up'): void;
  /** What the user sees must be what lies on disk. */
  looksRight(open: readonly ChangeView[]): void;
  /** Every accepted change is where it must be. */
  audit(): void;
  /** 4, the second half: where the client wrote last, the server holds the last surviving pick. */
  finalStages(): void;
  violate(what: string): void;
}

/** As fresh as a base must be, with what a look's own way takes. */
const fresh = 31_000;

export function createLedger(deps: {
  readonly store: Store;
  readonly world: World;
  readonly clock: ManualClock;
  /** False once a wall clock was set: what rests on time is then not judged. */
  readonly judgesTime: () => boolean;
}): Ledger {
  const { store, world, clock } = deps;
  const violations: string[] = [];
  const accepted = new Map<ChangeId, Accepted>();
  const withdrawn = new Set<ChangeId>();
  const seenAt = new Map<OpportunityId, number>();
  const servedAt = new Map<string, number>();
  const judged = new Map<OpportunityId, number>();
  const pausedUntil = new Map<LaneId, number>();
  const shut = new Set<LaneId>();
  const verified = new Set<ChangeId>();
  /** The pipeline that answers last showed an opportunity in, by lane: what one learns another does not know. */
  const shownIn = new Map<string, PipelineId>();
  /** Opportunities whose PATCH the server answered with another pipeline than the row's, until the user is told. */
  const owed = new Map<OpportunityId, ChangeId>();
  /** When each row was last willed, in order: the pick, or the answer that renewed it. */
  const willed = new Map<ChangeId, number>();
  /** And by true time. */
  const willedAt = new Map<ChangeId, number>();
  /** When each row was last seen open, by true time: it ended later. */
  const openAt = new Map<ChangeId, number>();
  /** The last pick, which may be on disk although the process ended before it could say so. */
  let picked: Pick<Accepted, 'opportunity' | 'note'> | null = null;
  /** Changes at whose reason the server failed, until the user has them tried anew. */
  const failedAt = new Set<ChangeId>();
  let wills = 0;
  let out = 0;

  const violate = (what: string): void => {
    if (violations.length < 20) violations.push(`${Math.round(clock.elapsed())} ms: ${what}`);
  };

  const will = (id: ChangeId): void => {
    wills += 1;
    willed.set(id, wills);
    willedAt.set(id, clock.elapsed());
  };

  /** 3: no foreign stage overwritten without consent. 4: the server's order is a subsequence of the picks. */
  const judge = (id: OpportunityId): void => {
    const history = world.history(id);
    for (let at = judged.get(id) ?? 1; at < history.length; at += 1) {
      const [before, held] = [history[at - 1], history[at]];
      if (held?.by !== 'client' || held.ticket === null || before === undefined) continue;
      const { allowed, seenAt: seen, unchecked, will: willedAt, lane } = held.ticket;
      const foreign =
        before.by !== 'client' && before.stage !== held.stage && !allowed.includes(before.stage);
      const raced = seen !== null && before.at >= seen;
      if (foreign && !raced && !unchecked) violate(`3: ${id} ${before.stage} overwritten by ${held.stage}`);
      const earlier = history.slice(0, at).findLast(({ ticket }) => ticket?.lane === lane)?.ticket;
      if (deps.judgesTime() && !unchecked && earlier != null && earlier.will > willedAt) {
        violate(`4: ${id} will ${willedAt} arrived after will ${earlier.will}`);
      }
    }
    judged.set(id, history.length);
  };

  /** 2: delivered means that the server held the target after the pick. */
  const deliveredRightly = ({ at, to, opportunity }: Accepted): boolean => {
    const history = world.history(opportunity);
    return history.some(
      (held, index) => held.stage === to && (history[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= at,
    );
  };

  /** 12, the second half: what stands in no column of its board is said. */
  const saysWhatIsOwed = (): void => {
    for (const [opportunity, id] of owed) {
      const row = store.find(id);
      if (row?.state === 'sending') continue;
      owed.delete(opportunity);
      const rows = [...store.open(), ...store.history('', null, 10_000)];
      const isSaid = rows.some(one => one.opportunity === opportunity && one.reason === 'misplaced');
      if (row !== null && !isSaid) violate(`12: ${opportunity} ${row.to.id} is of another pipeline, unsaid`);
    }
  };

  const ledger: Ledger = {
    violations,
    violate,
    accepted: change => {
      const { id, to, opportunity, note } = change;
      const before = accepted.get(id);
      accepted.set(id, { at: before?.at ?? clock.elapsed(), to: to.id, opportunity, note });
      if (before === undefined) will(id);
    },
    picks: (opportunity, note) => {
      picked = { opportunity, note };
    },
    withdrawn: id => void withdrawn.add(id),
    reasserted: id => {
      failedAt.delete(id);
      will(id);
    },
    read: id => {
      seenAt.set(id, clock.elapsed());
      // The outbox does not hear of it.
      for (const lane of world.keys.keys()) shownIn.delete(`${lane}/${id}`);
    },
    leaves: (request, lane) => {
      out += 1;
      if (out > 1) violate('8: two requests at once');
      if (request.lane !== lane) violate(`5: a request for lane ${request.lane} while ${lane} is in use`);
      if (deps.judgesTime()) {
        if ((pausedUntil.get(request.lane) ?? 0) > clock.elapsed())
          violate('6: a request before the server’s time');
        if (shut.has(request.lane)) violate('6: a request under a key that was refused');
      }
      if (request.to === null) return null;
      const row = store.open().find(({ state }) => state === 'sending');
      if (row === undefined || row.opportunity !== request.id || row.to.id !== request.to) {
        violate(`7: a PATCH left that is not on disk as being sent: ${request.id} ${request.to}`);
        return null;
      }
      if (request.reason !== '' && request.reason !== row.note)
        violate('13: the note of another change was sent');
      if (request.reason !== '' && failedAt.has(row.id)) violate('13: a reason was sent again after a 500');
      if (row.lane !== request.lane) violate('5: a row left under another lane’s key');
      if (withdrawn.has(row.id)) violate('7: a withdrawn change was sent');
      if ((shownIn.get(`${request.lane}/${request.id}`) ?? row.pipeline) !== row.pipeline) {
        violate(`12: ${request.id} ${request.to} was sent, and it was known to be in another pipeline`);
      }
      const since = row.baseAt ?? row.markedAt;
      const ours = store.sentBefore(row, since);
      const seen = seenAt.get(request.id);
      return {
        lane: row.lane,
        will: willed.get(row.id) ?? 0,
        allowed: [...(row.base === null ? [] : [row.base.id]), ...ours],
        seenAt: seen !== undefined && clock.elapsed() - seen <= fresh ? seen : null,
        unchecked: row.unchecked,
      };
    },
    served: (request, what) => {
      if (what.kind === 'row') servedAt.set(`${request.id}/${request.to}`, clock.elapsed());
      judge(request.id);
    },
    returns: (request, answer) => {
      out -= 1;
      const sending = store.open().find(({ state }) => state === 'sending');
      if (
        answer.kind === 'failing' &&
        answer.status === 500 &&
        request.reason !== '' &&
        sending !== undefined
      )
        failedAt.add(sending.id);
      const served = servedAt.get(`${request.id}/${request.to}`);
      if (answer.kind === 'done' && served !== undefined) seenAt.set(request.id, served);
      if (answer.kind === 'done' && answer.opportunity !== null) {
        const { pipeline } = answer.opportunity;
        shownIn.set(`${request.lane}/${request.id}`, pipeline);
        const row = store.open().find(({ state }) => state === 'sending');
        const isElsewhere = pipeline !== defaultPipeline && row !== undefined && row.pipeline !== pipeline;
        if (request.to !== null && isElsewhere) owed.set(request.id, row.id);
      }
      if (answer.kind === 'limited') {
        pausedUntil.set(
          request.lane,
          clock.elapsed() + Math.min(Math.max(answer.waitMs, 1000), 65 * 60_000) - 2,
        );
      }
      if (answer.kind === 'unauthorised') shut.add(request.lane);
    },
    rekeyed: lane => void shut.delete(lane),
    crashed: () => {
      out = 0;
      shownIn.clear();
      for (const id of failedAt) if (store.find(id)?.failures === 0) failedAt.delete(id);
      // What was not written down is found out anew.
      for (const [id, row] of owed) if (store.find(row)?.state === 'sending') owed.delete(id);
      // A pause that had not reached the disk is nothing the next process can know.
      const onDisk = (lane: LaneId) => store.pauses().get(lane)?.pause.kind;
      for (const lane of [...shut]) if (onDisk(lane) !== 'auth') shut.delete(lane);
      for (const [lane, until] of [...pausedUntil]) {
        const leftOnDisk = (store.pauses().get(lane)?.until ?? 0) - clock.now();
        if (onDisk(lane) !== 'quota' || leftOnDisk < until - clock.elapsed()) pausedUntil.delete(lane);
      }
      for (const [id, was] of accepted) {
        const note = store.find(id)?.note ?? was.note;
        if (picked?.opportunity === was.opportunity && note.endsWith(picked.note))
          accepted.set(id, { ...was, note });
      }
      for (const row of store.open()) {
        if (!accepted.has(row.id)) {
          const { to, opportunity, note } = row;
          accepted.set(row.id, { at: clock.elapsed(), to: to.id, opportunity, note });
          will(row.id);
        }
      }
    },
    tired: (id, how) => {
      const least = how === 'told of' ? tellAfter : expireAfter;
      const age = clock.elapsed() - (willedAt.get(id) ?? 0);
      if (age < least) violate(`11: ${how} before its time: after ${Math.round(age / 60_000)} minutes`);
    },
    looksRight: open => {
      saysWhatIsOwed();
      for (const { id } of open) openAt.set(id, clock.elapsed());
      const onDisk = store.open().map(({ id }) => id);
      if (onDisk.join() !== open.map(({ id }) => id).join()) violate('10: the list is not what lies on disk');
      if (open.some(({ state, reason }) => state === 'parked' && reason === null)) {
        violate('10: a parked change without a reason');
      }
    },
    audit: () => {
      for (const [id, change] of accepted) {
        const row = store.find(id);
        if (row === null) {
          const isOver = clock.elapsed() - (openAt.get(id) ?? change.at) >= keepFor;
          if (!isOver) violate(`1: an accepted change is gone: ${change.opportunity} ${change.to}`);
        } else if (row.to.id !== change.to) violate('1: an accepted change has another target');
        else if (row.note !== change.note) violate(`13: the note “${change.note}” reads “${row.note}”`);
        else if (isEnded(row.state) && row.endedAt === null) violate('1: ended without a time');
        else if (row.state === 'cancelled' && !withdrawn.has(id))
          violate('1: cancelled, and not by the user');
        else if (row.state === 'delivered' && !verified.has(id)) {
          verified.add(id);
          if (!deliveredRightly(change))
            violate(`2: delivered, but never there: ${change.opportunity} ${change.to}`);
        }
      }
      for (const id of world.ids) judge(id);
    },
    finalStages: () => {
      if (!deps.judgesTime()) return;
      const ended = store.history('', null, 10_000).filter(({ state }) => state === 'delivered');
      for (const id of world.ids) {
        const survivors = ended.filter(row => row.opportunity === id);
        const last = survivors.toSorted((a, b) => (willed.get(a.id) ?? 0) - (willed.get(b.id) ?? 0)).at(-1);
        const final = world.history(id).at(-1);
        const lanes = new Set(
          [...survivors, ...world.history(id).flatMap(({ ticket }) => ticket ?? [])].map(({ lane }) => lane),
        );
        // Two keys may open one account, and nobody can know it: changes of different lanes have no order.
        if (lanes.size > 1) continue;
        // A change given up on, or replaced, while in doubt may have taken effect; the user was told that nobody knows.
        const doubtful = store
          .history('', null, 10_000)
          .some(row => row.opportunity === id && row.state !== 'delivered' && row.inDoubt !== null);
        // Of one that arrived in another pipeline the user has said what becomes of it.
        const isMisplaced = store
          .history('', null, 10_000)
          .some(row => row.opportunity === id && row.reason === 'misplaced');
        if (doubtful || isMisplaced) continue;
        if (last === undefined || final?.by !== 'client' || final.stage === last.to.id) continue;
        violate(`4: ${id} ends as ${final.stage}, the last surviving pick was ${last.to.id}`);
      }
    },
  };
  return ledger;
}
