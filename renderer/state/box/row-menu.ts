import type { Request } from '../../../main/contract/calls.ts';
import type { Hit } from '../../../main/contract/find.ts';
import type { OpportunityId } from '../../../main/contract/model.ts';
import type { Copyable } from '../../../main/contract/row-copy.ts';
import { ask, type Effect, type PagePoint } from '../model/event.ts';
import type { Notice } from '../model/news.ts';
import type { State, Step } from '../model/state.ts';
import { withAnswered } from '../picks/accept.ts';
import { askFind } from './search.ts';

/** Opens the menu of a row, which is selected by that. Nothing else is chosen. */
export function openMenu(before: State, row?: OpportunityId, at: PagePoint | null = null): Step {
  if (before.saving || before.screen !== 'search') return [before];
  const search = row === undefined ? before.search : { ...before.search, active: row, chosen: true };
  const state = { ...before, search };
  return withAnswered(state, () => [{ ...state, menu: { at }, notice: null }]);
}

/** Closes the menu; the box has the focus again. */
export function withoutMenu(state: State): State {
  return state.menu === null ? state : { ...state, menu: null, focus: state.focus + 1 };
}

export function copy(state: State, what: Copyable): Step {
  return withAnswered(state, hit => [state, ask('row.copy', { id: hit.opportunity.id, what })]);
}

/** Shows what is known of the selected row. */
export function openDetails(state: State): Step {
  return withAnswered(state, hit => [
    { ...state, screen: 'details', details: { hit, changes: null }, notice: null, focus: state.focus + 1 },
    ask('opportunity.changes', { id: hit.opportunity.id }),
  ]);
}

/** Asks again for the changes of the details on the screen. */
export function askDetails({ screen, details }: State): readonly Effect[] {
  if (screen !== 'details' || details === null) return [];
  return [ask('opportunity.changes', { id: details.hit.opportunity.id })];
}

export function pin(state: State): Step {
  return withAnswered(state, ({ opportunity: { id }, pinned }) => [
    state,
    ask('row.pin', { id, on: !pinned }),
  ]);
}

/** The pins as main has them now. The rows of an empty box take their places at once, the user being who moved them. */
export function pinsCame(state: State, { id, on }: Request<'row.pin'>, pins: readonly OpportunityId[]): Step {
  const { reply } = state.search;
  const hits = (reply?.hits ?? []).map(hit => ({ ...hit, pinned: pins.includes(hit.opportunity.id) }));
  const placeOf = ({ opportunity, pinned }: Hit): number =>
    pinned ? pins.indexOf(opportunity.id) : pins.length;
  const placed = reply?.kind === 'recent' ? hits.toSorted((a, b) => placeOf(a) - placeOf(b)) : hits;
  const name = hits.find(({ opportunity }) => opportunity.id === id)?.opportunity.name || id;
  const notice: Notice =
    on && !pins.includes(id) ? { kind: 'pins-full' } : { kind: on ? 'pinned' : 'unpinned', name };
  return askFind({
    ...state,
    notice,
    search: { ...state.search, reply: reply && { ...reply, hits: placed } },
  });
}
