import type { ChangeView } from '../../contract/change.ts';
import type { Language } from '../../contract/language.ts';
import type { LaneId, OpportunityId } from '../../contract/model.ts';
import type { UndoStanding } from '../../contract/undo.ts';
import { type Entry, isEnded, isOut } from '../model/entry.ts';
import type { Store } from '../model/ports.ts';
import { csvOf } from './csv.ts';
import type { OpenEntries } from './open-entries.ts';
import { reasonsIn } from './reasons.ts';
import { type Newer, undoStandingOf } from './undo.ts';

/** Chooses the lanes whose changes are wanted. */
export type AmongLanes = (lane: LaneId) => boolean;

/** What the outbox tells of its changes, from the open rows and from the disk. */
export interface Queries {
  /** The view of a row that is open or has just ended. An unchanged view is the same object as before. */
  view(entry: Entry): ChangeView;
  /** The newest later change of the same opportunity that counts. */
  newer(entry: Entry): Newer;
  /** Open changes of all lanes, oldest first. An unchanged change is the same object as before. */
  open(): readonly ChangeView[];
  /** Opportunities with an open change on the lane in use, the newest change first. */
  openLately(limit: number): readonly OpportunityId[];
  /** The newest open change of an opportunity on the lane in use. Its target is the stage that the user sees. */
  newest(opportunity: OpportunityId): ChangeView | null;
  /**
   * Ended changes of the last `historyDays`, newest first, of the lanes that `among` chooses. `before` pages on by
   * `endedAt`.
   */
  history(text: string, before: number | null, limit: number, among?: AmongLanes): readonly ChangeView[];
  /** All changes of an opportunity on the lane in use that are kept, open and ended ones, newest first. */
  ofOpportunity(opportunity: OpportunityId): readonly ChangeView[];
  /** Open and ended changes of those lanes as `csvOf` writes them, newest first. `zone` is an IANA name. */
  csv(language: Language, zone: string, among?: AmongLanes): string;
  /** The notes beside losses of those lanes, the most used first, the newest of equals first. */
  reasons(limit: number, among?: AmongLanes): readonly string[];
  /** Drops all views: another lane is in use, so every change may look different. */
  forget(): void;
}

/** `current`: the lane in use. */
export function createQueries(store: Store, openEntries: OpenEntries, current: () => LaneId | null): Queries {
  /** A row is replaced, never changed, so its view is made once per lane in use and undo standing. */
  let made = new WeakMap<Entry, ChangeView>();
  let shown: { readonly rows: readonly Entry[]; readonly views: readonly ChangeView[] } | null = null;

  const standingOf = (entry: Entry, newer: () => Newer): UndoStanding =>
    undoStandingOf(entry, current(), newer);
  const openAfter = ({ lane, opportunity, seq }: Entry): Entry | null =>
    openEntries.of(lane, opportunity).findLast(open => open.seq > seq) ?? null;

  const newer = (entry: Entry): Newer => openAfter(entry) ?? (store.isOvertaken(entry) ? 'ended' : null);

  const view = (entry: Entry): ChangeView => {
    // Anything later than a row that has just ended, and that counts, is open.
    const undo = standingOf(entry, () => openAfter(entry));
    const known = made.get(entry);
    const shows = known?.undo === undo ? known : viewOf(entry, current(), undo);
    made.set(entry, shows);
    return shows;
  };

  const endedView = (entry: Entry): ChangeView =>
    viewOf(
      entry,
      current(),
      standingOf(entry, () => newer(entry)),
    );

  return {
    view,
    newer,
    open() {
      const rows = openEntries.rows();
      if (shown?.rows !== rows) shown = { rows, views: rows.map(view) };
      return shown.views;
    },
    openLately(limit) {
      const own = openEntries.rows().filter(({ lane }) => lane === current());
      return [...new Set(own.toReversed().map(({ opportunity }) => opportunity))].slice(0, limit);
    },
    newest(opportunity) {
      const lane = current();
      const row = lane === null ? undefined : openEntries.of(lane, opportunity).at(-1);
      return row === undefined ? null : view(row);
    },
    history: (text, before, limit, among) => store.history(text, before, limit, among).map(endedView),
    ofOpportunity(opportunity) {
      const lane = current();
      if (lane === null) return [];
      const open = openEntries.of(lane, opportunity).toReversed().map(view);
      return [...open, ...store.endedOf(lane, opportunity).map(endedView)];
    },
    csv(language, zone, among = () => true) {
      const open = openEntries.rows().filter(({ lane }) => among(lane));
      const ended = store.history('', null, Number.MAX_SAFE_INTEGER, among);
      return csvOf([...open.toReversed(), ...ended].map(view), language, zone);
    },
    reasons(limit, among = () => true) {
      return reasonsIn(store.noted(among)).slice(0, limit);
    },
    forget() {
      made = new WeakMap();
      shown = null;
    },
  };
}

/**
 * A row as the popup shows it. An open change of another key is shown as parked with `foreign-key`. On disk it keeps
 * its state, so it goes on when its key is in use again.
 */
export function viewOf(entry: Entry, current: LaneId | null, undo: UndoStanding): ChangeView {
  const currentLane = entry.lane === current;
  const frozen = !currentLane && current !== null && !isEnded(entry.state);
  return {
    id: entry.id,
    rev: entry.rev,
    opportunity: entry.opportunity,
    name: entry.name,
    company: entry.company,
    pipeline: entry.pipeline,
    from: entry.base,
    to: entry.to,
    note: entry.note,
    noteInCrm: entry.noteInCrm,
    byProgram: entry.byProgram,
    state: frozen ? 'parked' : entry.state,
    reason: frozen ? 'foreign-key' : entry.reason,
    trouble: entry.trouble,
    markedAt: entry.markedAt,
    undoUntil: entry.state === 'held' ? (entry.held?.at ?? null) : null,
    endedAt: entry.endedAt,
    nextAttemptAt: frozen || isEnded(entry.state) ? null : (entry.due?.at ?? null),
    attempts: entry.attempts,
    theirs: entry.theirs,
    undo,
    overwrote: entry.overwrote,
    unchecked: entry.unchecked,
    out: isOut(entry.state),
    currentLane,
    lane: entry.lane,
  };
}
