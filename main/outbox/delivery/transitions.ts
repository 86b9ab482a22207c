import type { ParkReason } from '../../contract/change.ts';
import { assertNever } from '../../contract/failure.ts';
import type { LaneId, PipelineId, Stage, StageId } from '../../contract/model.ts';
import { replaceBy } from '../changes/coalesce.ts';
import type { RequestKind, RowNext } from '../lanes/consequence.ts';
import type { Parts } from '../lanes/lanes.ts';
import { type Alarm, type Entry, isEnded, isOut, transitioned } from '../model/entry.ts';
import * as policy from '../model/policy.ts';
import type { Batch } from '../model/ports.ts';
import { type ChangeTrouble, failureOf, type Trouble } from '../model/trouble.ts';
import { backoff } from '../time/backoff.ts';
import type { Verdict } from './verdict.ts';

/** What becomes of a row, as the batch to write. Pure apart from the clock and the dice. */
export interface Transitions {
  delivered(entry: Entry, patch: Partial<Pick<Entry, 'base' | 'overwrote' | 'noteInCrm'>>): Batch;
  /** Waits for `ms` milliseconds at least (null: until its lane opens). */
  waiting(entry: Entry, ms: number | null, patch?: Partial<Entry>): Batch;
  /** Parks the row. If the user has picked anew behind it, that pick replaces it instead. */
  parked(entry: Entry, reason: ParkReason, trouble?: ChangeTrouble | null, theirs?: Stage | null): Batch;
  /** The server holds `theirs` in `pipeline`, which the outbox must not replace without asking. */
  asked(
    entry: Entry,
    judged: Exclude<Verdict, 'there' | 'go'>,
    pipeline: PipelineId,
    theirs: Stage | null,
  ): Batch;
  /**
   * The opportunity stands in a stage that this outbox sent and that its pipeline does not have. Parks the row at once,
   * even if the user has picked anew behind it. `overwrote`: the stage that was replaced, null when unknown.
   */
  misplaced(entry: Entry, pipeline: PipelineId, theirs: Stage | null, overwrote: Stage | null): Batch;
  /**
   * Parks the changes that keep failing on a stage that the server no longer has, so that the user can pick another
   * one. Changes not tried yet are left alone.
   */
  withdrawn(lane: LaneId, stage: StageId): readonly Batch[];
  /** Applies what the table of outcomes (`nextAfter`) says. */
  troubled(entry: Entry, next: RowNext, trouble: Trouble, asked: RequestKind): Batch;
}

export function createTransitions({
  openEntries,
  store,
  clock,
  random,
}: Pick<Parts, 'openEntries' | 'store' | 'clock' | 'random'>): Transitions {
  const later = (ms: number): Alarm => ({ at: clock.now() + ms, setAt: clock.now() });

  /** Returns the row to the unsent ones. An opportunity has one of these, so a pick behind it replaces it. */
  const back = (entry: Entry, patch: Partial<Entry>): Batch => {
    const next = transitioned(entry, patch);
    const successor = openEntries.of(entry.lane, entry.opportunity).find(row => row.seq > entry.seq);
    if (successor === undefined || isOut(next.state)) return { update: [next] };
    return replaceBy(successor, entry, clock.now());
  };

  const parked: Transitions['parked'] = (entry, reason, trouble = null, theirs = null) =>
    back(entry, { state: 'parked', reason, trouble, theirs, due: null });

  const waiting: Transitions['waiting'] = (entry, ms, patch = {}) => {
    // A row whose own PATCH is in doubt stays in `verify`.
    const state = entry.inDoubt !== null && entry.sentAt !== null ? 'verify' : 'waiting';
    return back(entry, { ...patch, state, due: ms === null ? null : later(ms) });
  };

  const misplaced: Transitions['misplaced'] = (entry, pipeline, theirs, overwrote) => {
    const told = {
      state: 'parked',
      reason: 'misplaced',
      trouble: { code: 'pipeline-changed', pipeline },
      theirs,
      overwrote,
      held: null,
      due: null,
    } as const;
    const batch = back(entry, told);
    return { update: (batch.update ?? []).map(row => (isEnded(row.state) ? row : transitioned(row, told))) };
  };

  /** Whether this row alone fails: eight 500s while others were delivered since the first of them. */
  const poisoned = (entry: Entry, failures: number, since: number): boolean =>
    failures >= policy.poisonAfter &&
    store
      .history('', null, policy.poisonWitnesses)
      .some(
        row =>
          row.state === 'delivered' &&
          row.lane === entry.lane &&
          row.opportunity !== entry.opportunity &&
          row.sentAt !== null &&
          row.sentAt >= since,
      );

  const verifying = (entry: Entry, said: Partial<Entry>, attempts: number, inFlight: boolean): Batch => {
    const sentAt = entry.sentAt ?? clock.now();
    const doubt = { at: inFlight ? sentAt + policy.inFlightFor : sentAt, setAt: sentAt };
    const due = later(inFlight ? policy.verifyAfter : backoff(attempts, random));
    return { update: [transitioned(entry, { ...said, state: 'verify', attempts, inDoubt: doubt, due })] };
  };

  return {
    parked,
    waiting,
    misplaced,
    withdrawn: (lane, stage) =>
      openEntries
        .rows()
        .filter(row => row.lane === lane && row.to.id === stage && row.failures > 0)
        .filter(({ state }) => state === 'waiting' || state === 'verify')
        .map(row => parked(row, 'stage-refused', { code: 'stage-unknown' })),
    asked: (entry, judged, pipeline, theirs) => {
      switch (judged) {
        case 'conflict':
          return parked(entry, 'conflict', null, theirs);
        case 'elsewhere':
          return parked(entry, 'pipeline-changed', { code: 'pipeline-changed', pipeline }, theirs);
        case 'misplaced':
          return misplaced(entry, pipeline, theirs, entry.overwrote);
        default:
          return assertNever(judged);
      }
    },
    delivered: (entry, patch) => {
      const settled: Partial<Entry> = { reason: null, trouble: null, due: null, inDoubt: null, theirs: null };
      const ended = { state: 'delivered', endedAt: clock.now() } as const;
      return { update: [transitioned(entry, { ...patch, ...settled, ...ended })] };
    },
    troubled: (entry, next, trouble, asked) => {
      const now = clock.now();
      const failure = failureOf(trouble, now);
      const is500 = trouble.kind === 'failing' && trouble.status === 500;
      const failures = is500 ? entry.failures + 1 : entry.failures;
      const failingSince = is500 ? (entry.failingSince ?? now) : entry.failingSince;
      if (is500 && poisoned(entry, failures, failingSince ?? now)) return parked(entry, 'poison', failure);
      const said = { trouble: failure, failures, failingSince };
      switch (next.kind) {
        case 'again': {
          const attempts = entry.attempts + (next.counted ? 1 : 0);
          return waiting(entry, next.backoff ? backoff(attempts, random) : null, { ...said, attempts });
        }
        case 'verify':
          return verifying(entry, said, entry.attempts + (next.counted ? 1 : 0), next.inFlight);
        case 'contended': {
          const contended = entry.contended + 1;
          const gives = asked === 'look' || contended >= policy.contendedAfter;
          if (gives) return parked(entry, 'contended', failure);
          return waiting(entry, backoff(0, random), { ...said, contended });
        }
        case 'unchecked':
          return {};
        case 'park':
          return parked(entry, next.reason, failure);
        default:
          return assertNever(next);
      }
    },
  };
}

/** Rows that were being sent when the program ended, as `verify`: the server has to be asked whether the request arrived. */
export const interrupted = (rows: readonly Entry[]): readonly Entry[] =>
  rows
    .filter(({ state }) => state === 'sending')
    .map(row => {
      const sentAt = row.sentAt ?? row.markedAt;
      const inDoubt = { at: sentAt + policy.inFlightFor, setAt: sentAt };
      return transitioned(row, { state: 'verify', inDoubt, due: null, attempts: row.attempts + 1 });
    });
