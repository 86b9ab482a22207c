import type { Pause } from '../../contract/change.ts';
import { assertNever, type Failure, fail, ok, type Result } from '../../contract/failure.ts';
import type { LaneId, OpportunityId } from '../../contract/model.ts';
import { replaceBy } from '../changes/coalesce.ts';
import type { Lane, LaneInUse, Parts } from '../lanes/lanes.ts';
import type { Signals } from '../lanes/signals.ts';
import { type Entry, isOut, transitioned } from '../model/entry.ts';
import { rebindLooks } from '../model/policy.ts';
import type { Batch } from '../model/ports.ts';
import { failureOf } from '../model/trouble.ts';
import { refused } from './command-plan.ts';

export interface RebindingDeps extends Parts {
  readonly signals: Signals;
  /** False once another lane was chosen or the outbox is being stopped. */
  goesOn(lane: LaneId): boolean;
  /** Runs this with no other request in flight. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Moves the open rows of `from` to the lane in use after one of their opportunities was found there. No endpoint names
 * the account, so a look is the only proof. A second call during the first joins it.
 */
export function createRebinding(
  deps: RebindingDeps,
): (from: LaneId, into: LaneInUse | null, known: readonly OpportunityId[]) => Promise<Result<number>> {
  const { store, courier, clock, openEntries, signals, notifier } = deps;
  const moving = new Map<LaneId, Promise<Result<number>>>();

  const isSameAccount = async (into: Lane, ids: readonly OpportunityId[]): Promise<Result<null>> => {
    const { gate, quota } = into;
    for (const id of [...new Set(ids)].slice(0, rebindLooks)) {
      if (!deps.goesOn(into.id)) return fail({ code: 'wrong-account' });
      const blocked = quota.blockedUntil(1);
      if (blocked !== null) return fail({ code: 'rate-limited', until: blocked });
      if (gate.opensIn() !== 0) return fail(failureWhile(gate.pause()));
      gate.departs();
      const answer = await courier.look(into.id, id);
      signals.heard(into.id, answer);
      if (answer.kind === 'done') return ok(null);
      if (answer.kind === 'missing') continue;
      const isStrange = answer.kind === 'forbidden' && answer.permission === '';
      return fail(isStrange ? { code: 'wrong-account' } : failureOf(answer, clock.now()));
    }
    return fail({ code: 'wrong-account' });
  };

  const move = async (
    from: LaneId,
    { lane, fingerprint }: LaneInUse,
    known: readonly OpportunityId[],
  ): Promise<Result<number>> => {
    const frozen = (): readonly Entry[] => openEntries.rows().filter(row => row.lane === from);
    const same = await isSameAccount(lane, [...frozen().map(({ opportunity }) => opportunity), ...known]);
    if (!same.ok) return same;
    if (!deps.goesOn(lane.id)) return fail({ code: 'wrong-account' });
    const rows = frozen();
    const ended = store.history('', null, Number.MAX_SAFE_INTEGER, id => id === lane.id);
    const into = { lane: lane.id, fingerprint };
    const batch = rebound({ frozen: rows, open: openEntries.rows(), ended, into, now: clock.now() });
    const written = openEntries.commit(batch);
    if (!written.ok) return fail(refused(written.failure));
    notifier.written(written.value);
    return ok(rows.length);
  };

  return async (from, into, known) => {
    if (!store.writable) return fail({ code: 'store-newer' });
    if (into === null) return fail({ code: 'key-none' });
    const isKnown = known.length > 0 || openEntries.rows().some(row => row.lane === from);
    if (from === into.lane.id || !isKnown) return ok(0);
    const under = moving.get(from) ?? deps.alone(() => move(from, into, known));
    moving.set(from, under);
    return under.finally(() => moving.delete(from));
  };
}

/** The failure to reply with while this pause lets no request leave. */
function failureWhile(pause: Pause | null): Failure {
  switch (pause?.kind) {
    case 'quota':
      return { code: 'rate-limited', until: pause.until };
    case 'auth':
      return { code: 'key-invalid' };
    case 'account':
      return { code: 'wrong-account' };
    case 'tls':
    case 'not-our-api':
      return { code: pause.kind };
    case 'server':
      return { code: 'server-failing', status: 503 };
    case 'disk':
      return { code: 'disk-failing' };
    case 'network':
    case 'newer':
    case undefined:
      return { code: 'offline' };
    default:
      return assertNever(pause);
  }
}

interface Rebound {
  /** The open rows of the frozen lane. */
  readonly frozen: readonly Entry[];
  /** The open rows of all lanes. */
  readonly open: readonly Entry[];
  /** Ended rows of the lane in use. */
  readonly ended: readonly Entry[];
  readonly into: Pick<Entry, 'lane' | 'fingerprint'>;
  readonly now: number;
}

/**
 * The batch that moves the open rows of a frozen lane to the lane in use, as if they had been picked there. Of two
 * unsent rows of one opportunity the later pick replaces the earlier one. A pick older than a delivered one of the lane
 * in use ends as superseded.
 */
export function rebound({ frozen, open, ended, into, now }: Rebound): Batch {
  const superseded: Entry[] = [];
  const kept: Entry[] = [];
  for (const old of frozen) {
    const row = { ...old, ...into };
    const isTwin = (other: Entry): boolean =>
      other.lane === into.lane && other.opportunity === row.opportunity;
    const end = (overtaken: Entry): Entry =>
      transitioned(overtaken, { state: 'superseded', endedAt: now, due: null });
    const isOvertaken =
      ended.some(other => isTwin(other) && other.state === 'delivered' && other.seq > row.seq) ||
      (!isOut(row.state) && open.some(other => isTwin(other) && isOut(other.state) && other.seq > row.seq));
    if (isOvertaken) {
      superseded.push(end(row));
      continue;
    }
    const unsent = open.find(other => isTwin(other) && !isOut(other.state));
    if (isOut(row.state) && unsent !== undefined && unsent.seq < row.seq) superseded.push(end(unsent));
    const twin = isOut(row.state) ? undefined : unsent;
    if (twin === undefined) {
      kept.push(row);
      continue;
    }
    const [older, newer] = row.seq < twin.seq ? [row, twin] : [twin, row];
    const [gone, stays] = replaceBy(newer, older, now).update;
    superseded.push(gone);
    kept.push(stays);
  }
  // Ended rows first: at no time two unsent rows of one opportunity are in the table.
  return { update: [...superseded, ...kept] };
}
