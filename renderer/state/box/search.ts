/**
 * The room of the box. Enters: the text of the box, and main's answers to it. Leaves: the call `find`, the opened list, the menu
 * of a row.
 */

import type { FindReply, Hit } from '../../../main/contract/find.ts';
import type { OpportunityId } from '../../../main/contract/model.ts';
import { cutNote } from '../../../main/contract/note.ts';
import type { Fill } from '../../../main/contract/pushes.ts';
import { ask, type Effect, type SelectionMove } from '../model/event.ts';
import { listed, refreshedMarks, selectionAfter, shownHits } from '../model/selection.ts';
import type { State, Step } from '../model/state.ts';
import { remembered } from '../model/typing.ts';

/** Asks main again. The answer counts only if no newer question was asked meanwhile. */
export function askFind(state: State, text = state.search.text): Step {
  const seq = state.search.seq + 1;
  const opened =
    state.search.opened && text.startsWith(state.search.opened.text) ? state.search.opened : null;
  const list = opened?.text === text ? { list: opened.at } : {};
  const asked = { seq, text, limit: shownHits, ...list };
  return [{ ...state, search: { ...state.search, text, seq, opened } }, ask('find', asked)];
}

export function typed(state: State, text: string, composing = false): Step {
  if (text === state.search.text) return [state];
  const typing = remembered(state.search.typing, state.search.text, text, state.now, composing);
  const marks = { ...state.search.marks, alone: false };
  const search = { ...state.search, typing, waiting: null, fill: null, server: null, marks };
  return askFind({ ...state, search, notice: null }, text);
}

export function filled(state: State, fill: Fill): Step {
  const text = fill.text || fill.opportunity || '';
  const typing = remembered(state.search.typing, state.search.text, text, state.now);
  const search = { ...state.search, typing, waiting: null, server: null, fill };
  return askFind({ ...state, screen: 'search', picker: null, search }, text);
}

/** Drops an Enter that waits for its answer. */
export function withoutWaiting(state: State): State {
  return state.search.waiting === null ? state : { ...state, search: { ...state.search, waiting: null } };
}

/**
 * Takes in an answer if it is the newest. Rows of the same question keep their places. The selected row stays selected even when
 * it has left the list: Enter may already be pressed, and must not act on a row that the user did not see selected. `goOn` does what
 * waited for the answer.
 */
export function found(
  state: State,
  reply: FindReply,
  goOn: (state: State, waiting: State['search']['waiting']) => Step,
): Step {
  const { search } = state;
  if (reply.seq !== search.seq) return [state];
  const same = search.answered === search.text;
  const isSteady = same && search.reply !== null && reply.lists.length === 0;
  const hits = isSteady ? steady(search.reply.hits, reply.hits) : reply.hits;
  const kept = same ? search.active : null;
  const next: State = {
    ...state,
    search: {
      ...search,
      reply: { ...reply, hits },
      answered: search.text,
      marks: refreshedMarks(search.marks, hits),
      active: kept ?? hits[0]?.opportunity.id ?? null,
      chosen: kept !== null && search.chosen,
      waiting: null,
    },
  };
  const [after, ...effects] = goOn(next, search.waiting);
  return [after, ...lookSoon(next), ...effects];
}

/** Known rows keep their places; new ones follow. */
function steady(before: readonly Hit[], after: readonly Hit[]): readonly Hit[] {
  const fresh = new Map(after.map(hit => [hit.opportunity.id, hit]));
  const stayed = before.flatMap(({ opportunity: { id } }) => {
    const hit = fresh.get(id);
    fresh.delete(id);
    return hit ? [hit] : [];
  });
  return [...stayed, ...fresh.values()];
}

const stillness = 350;

/** Looks an id up only when the text has not changed for a moment, so that typing it costs one request. */
function lookSoon(state: State): readonly Effect[] {
  const id = unknownOnTop(state);
  return id === null ? [] : [{ do: 'later', ms: stillness, event: { type: 'look', id } }];
}

/** Looks a pasted id up once, if it is still in the box. */
export function look(state: State, id: OpportunityId): Step {
  if (unknownOnTop(state) !== id) return [state];
  const looked = new Map(state.search.looked).set(id, null);
  return [{ ...state, search: { ...state.search, looked } }, ask('opportunity.look', { id })];
}

/** The unverified id at the top that was not looked up yet, if there probably is a network. */
function unknownOnTop({ search, snapshot }: State): OpportunityId | null {
  const [hit] = search.reply?.hits ?? [];
  if (!hit || hit.verified || !snapshot || snapshot.network === 'offline') return null;
  return search.looked.has(hit.opportunity.id) ? null : hit.opportunity.id;
}

export function moveRow(state: State, move: SelectionMove): Step {
  const rows = listed(state.search);
  const at = rows.findIndex(hit => hit.opportunity.id === state.search.active);
  const active = rows[selectionAfter(at, move, rows.length, true)]?.opportunity.id ?? null;
  return [{ ...state, search: { ...state.search, active, chosen: true } }];
}

/** What is searched for: the text in the box without its note. */
export const searchedText = ({ search }: State): string => cutNote(search.text).text.trim();

export function askServer(state: State): Step {
  const text = searchedText(state);
  if (text === '' || state.search.server?.phase === 'asking') return [state];
  const search = { ...state.search, server: { phase: 'asking' } as const };
  return [{ ...state, search }, ask('find.on-server', { text })];
}
