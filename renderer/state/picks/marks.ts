import { type ChangeView, mostAtOnce } from '../../../main/contract/change.ts';
import type { Hit } from '../../../main/contract/find.ts';
import type { OpportunityId } from '../../../main/contract/model.ts';
import { noMarks } from '../model/initial.ts';
import { bare, isMarked, listed, selectionAfter } from '../model/selection.ts';
import type { Marks, State, Step } from '../model/state.ts';

/** For how long marks outlive the popup's hiding, in milliseconds: after that nobody remembers what is marked. */
const remembered = 2 * 60_000;

/** Marks a row, or takes its mark away. */
export function markRow(state: State, id: OpportunityId): Step {
  const hit = listed(state.search).find(({ opportunity }) => opportunity.id === id);
  if (hit === undefined || state.saving) return [state];
  const next = { ...state, search: { ...state.search, active: id, chosen: true } };
  return [isMarked(state.search.marks, id) ? unmarked(next, id) : withMarks(next, [...rowsOf(next), hit])];
}

/**
 * Shift and an arrow key. The first press marks the selected row, or takes its mark away; those that follow go on and mark each row
 * on the way, or come back and take the marks away again.
 */
export function markOn(state: State, move: 'next' | 'previous'): Step {
  const { search } = state;
  const { active, marks } = search;
  // The rows belong to an older text.
  if (active === null || search.answered !== search.text || state.saving) return [state];
  const rows = listed(search);
  const placeOf = (id: OpportunityId) => rows.findIndex(({ opportunity }) => opportunity.id === id);
  // Beside a row that has left the list no key goes on: from the top it would mark all rows on the way.
  if (placeOf(active) < 0) return [{ ...state, notice: { kind: 'row-gone' } }];
  if (marks.range === null) {
    const [next] = markRow(state, active);
    if (!isMarked(next.search.marks, active)) return [next];
    return [withRange(next, { from: active, before: marks.rows })];
  }
  // Where the row on which it began has left the list, it goes on from here.
  const isThere = placeOf(marks.range.from) >= 0;
  const range = isThere ? marks.range : { from: active, before: marks.rows };
  const start = placeOf(range.from);
  const to = selectionAfter(placeOf(active), move, rows.length, false);
  const between = rows.slice(Math.min(start, to), Math.max(start, to) + 1);
  const fresh = between.filter(
    ({ opportunity }) => !isMarked({ ...marks, rows: range.before }, opportunity.id),
  );
  const next = withMarks(state, [...range.before, ...(to < start ? fresh.toReversed() : fresh)]);
  if (next.search.marks === marks) return [next];
  const id = rows[to]?.opportunity.id ?? active;
  return [withRange({ ...next, search: { ...next.search, active: id, chosen: true } }, range)];
}

/** Lists the marked rows alone, or what was found again. */
export function listMarked(state: State, alone: boolean): State {
  const marks = { ...state.search.marks, alone: alone && rowsOf(state).length > 0, range: null };
  const [first] = listed({ ...state.search, marks });
  const search = { ...state.search, marks, active: first?.opportunity.id ?? null, chosen: false };
  return { ...state, search, focus: state.focus + 1 };
}

export function clearMarks(state: State): State {
  return { ...listMarked({ ...state, search: { ...state.search, marks: noMarks } }, false), notice: null };
}

/** Marking by key ends with anything else that is done. */
export function withoutRange(state: State): State {
  return state.search.marks.range === null ? state : withRange(state, null);
}

/** The marks after a change was told: its row is shown as the change leaves it, also where no answer lists it. */
export function marksAfter(marks: Marks, change: ChangeView): Marks {
  if (!change.currentLane || !isMarked(marks, change.opportunity)) return marks;
  const rows = marks.rows.map(row => (row.opportunity.id === change.opportunity ? moved(row, change) : row));
  return { ...marks, rows };
}

function moved(row: Hit, change: ChangeView): Hit {
  if (change.endedAt === null) return { ...row, change };
  const isOpen = row.change !== null && row.change.id !== change.id;
  const stage = change.state === 'delivered' ? change.to : row.opportunity.stage;
  return { ...row, change: isOpen ? row.change : null, opportunity: { ...row.opportunity, stage } };
}

/** The marks of a popup that is shown anew. */
export function keptMarks(marks: Marks, now: number): Marks {
  const age = now - marks.at;
  return age >= 0 && age < remembered ? { ...marks, range: null, alone: false } : noMarks;
}

const rowsOf = ({ search }: State): readonly Hit[] => search.marks.rows;

/** The same state, with a notice, where there would be too many. */
function withMarks(state: State, rows: readonly Hit[]): State {
  if (rows.length > mostAtOnce) return { ...state, notice: { kind: 'most-marked' } };
  const { marks } = state.search;
  return {
    ...state,
    search: { ...state.search, marks: { ...marks, rows: rows.map(bare), range: null, at: state.now } },
    notice: null,
  };
}

function withRange(state: State, range: Marks['range']): State {
  return { ...state, search: { ...state.search, marks: { ...state.search.marks, range } } };
}

/** Where the marked rows are listed alone, the row leaves the list, and the one after it is selected. */
function unmarked(state: State, id: OpportunityId): State {
  const before = rowsOf(state);
  const rows = before.filter(({ opportunity }) => opportunity.id !== id);
  const next = withMarks(state, rows);
  if (!state.search.marks.alone) return next;
  if (rows.length === 0) return listMarked(next, false);
  const at = before.findIndex(({ opportunity }) => opportunity.id === id);
  const active = rows[Math.min(at, rows.length - 1)]?.opportunity.id ?? null;
  return { ...next, search: { ...next.search, active } };
}
