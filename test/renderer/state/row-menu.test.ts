import { expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import { intentOf, isHeldBack, type Key } from '../../../renderer/state/keys.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { changeOf, hitOf, opportunities, stageOf } from '../support/samples.ts';
import {
  bad,
  bug,
  good,
  lived,
  names,
  offline,
  pushed,
  ready,
  replied,
  replyOf,
  showing,
  start,
} from './machine.ts';

const [first, second] = opportunities.map(opportunity => hitOf(opportunity));
if (first === undefined || second === undefined) throw new Error('no samples');
const one = first.opportunity.id;
const other = second.opportunity.id;
const rows = showing([first, second]);
const open = lived(rows, { type: 'open-menu' }).state;

const key = (part: Partial<Key>): Key => ({
  ...{ key: 'a', code: 'KeyA', ctrl: false, meta: false, alt: false, shift: false },
  ...{ repeat: false, composing: false, field: 'box', ...part },
});

test('the menu opens for the selected row, and asks nothing of main', () => {
  expect(open.menu).toEqual({ at: null });
  expect(open.search.active).toBe(one);
  expect(lived(rows, { type: 'open-menu' }).asked).toEqual([]);
});

test('a right click selects its row and opens the menu where it was made', () => {
  const { state } = lived(rows, { type: 'open-menu', row: other, at: { x: 3, y: 4 } });
  expect(state.menu).toEqual({ at: { x: 3, y: 4 } });
  expect([state.search.active, state.search.chosen]).toEqual([other, true]);
});

test.each<[string, State]>([
  ['without rows', showing([])],
  ['while the text is not answered', { ...rows, search: { ...rows.search, text: 'joaoo' } }],
  [
    'while a change is being saved',
    { ...rows, saving: { keep: true, name: '', to: stageOf('won'), typed: '' } },
  ],
  ['in another place', { ...rows, screen: 'history' }],
])('no menu opens %s', (_, state) => {
  expect(lived(state, { type: 'open-menu' }).state.menu).toBeNull();
});

test('a row that has left the list has no menu, and that is said', () => {
  const { state } = lived(showing([first], { active: other }), { type: 'open-menu' });
  expect([state.menu, state.notice]).toEqual([null, { kind: 'row-gone' }]);
});

test('Esc closes the menu and nothing else: the box has the focus, with its text', () => {
  const { state, asked } = lived(open, { type: 'back' });
  expect([state.menu, state.screen, state.search.text, asked]).toEqual([null, 'search', 'joao', []]);
  expect(state.focus).toBe(open.focus + 1);
});

test('whatever else is done closes the menu too', () => {
  expect(lived(open, { type: 'move', move: 'next' }).state.menu).toBeNull();
  expect(lived(open, { type: 'go', place: 'history' }).state.menu).toBeNull();
  expect(lived(open, pushed('shown', { view: null, fill: null })).state.menu).toBeNull();
});

test('news of the list leaves the menu open', () => {
  expect(lived(open, pushed('found', null)).state.menu).not.toBeNull();
});

test('moving from the menu opens the stages and moves nothing', () => {
  const { state, asked } = lived(open, { type: 'choose-stage' });
  expect([state.screen, state.menu, names(asked)]).toEqual(['picker', null, []]);
  expect(state.picker?.hit.opportunity.id).toBe(one);
});

test('while the menu is open a key that the box still has is kept from it', () => {
  expect(isHeldBack(open, { field: 'box' })).toBe(true);
  expect(intentOf(open, key({ key: 'Enter', code: 'Enter' }))).toBeNull();
  expect(intentOf(open, key({ key: 'ArrowDown', code: 'ArrowDown' }))).toBeNull();
  expect(intentOf(open, key({ key: 'Escape', code: 'Escape' }))).toEqual({ type: 'back' });
  expect(isHeldBack(open, { field: 'control' })).toBe(false);
  expect(isHeldBack(rows, { field: 'box' })).toBe(false);
});

test('a text of the selected row is copied by main, and the notice says what was', () => {
  const { state, asked } = lived(open, { type: 'copy', what: 'email' });
  const request = { id: one, what: 'email' } as const;
  expect(asked).toEqual([{ do: 'call', name: 'row.copy', request }]);
  expect(state.notice).toBeNull();
  const copied = lived(state, replied('row.copy', request, ok('joao@acme.example'))).state;
  expect(copied.notice).toEqual({ kind: 'copied', text: 'joao@acme.example' });
});

test('the undo key takes the menu back, and no change behind it', () => {
  const undoable = [{ id: changeOf(first.opportunity, 'won').id, at: start }];
  const { state, asked } = lived(
    { ...open, undoable, search: recents.search, menu: { at: null } },
    { type: 'undo' },
  );
  expect([state.menu, asked]).toEqual([null, []]);
  expect(lived(state, { type: 'undo' }).asked).toEqual([]);
  expect(names(lived({ ...state, tookBackAt: 0 }, { type: 'undo' }).asked)).toEqual(['undo']);
});

test('the menu of a row that leaves the list closes, and what is typed then goes into the box', () => {
  const { seq, text } = open.search;
  const request = { seq, text, limit: 20 };
  const stays = lived(open, replied('find', request, ok(replyOf(seq, [first, second])))).state;
  expect(stays.menu).toEqual({ at: null });
  const { state } = lived(open, replied('find', request, ok(replyOf(seq, [second]))));
  expect([state.menu, isHeldBack(state, { field: 'box' })]).toEqual([null, false]);
  expect(state.focus).toBeGreaterThan(open.focus);
});

test('where there was nothing to copy, or it failed, that is said', () => {
  const request = { id: one, what: 'phone' } as const;
  const none = lived(rows, replied('row.copy', request, ok(''))).state;
  expect(none.notice).toEqual({ kind: 'nothing-to-copy', what: 'phone' });
  const failed = lived(rows, replied('row.copy', request, bug)).state;
  expect(failed.notice).toEqual({ kind: 'trouble', trouble: { code: 'internal' } });
});

test('nothing of a row is copied that the next answer may take from under the key', () => {
  const unanswered: State = { ...rows, search: { ...rows.search, text: 'joaoo' } };
  expect(lived(unanswered, { type: 'copy', what: 'phone' }).asked).toEqual([]);
});

const detailed = lived(open, { type: 'details' });
const ofOne = { id: one } as const;

test('the details of the selected row ask for its changes, and show them when they come', () => {
  expect([detailed.state.screen, detailed.state.menu]).toEqual(['details', null]);
  expect(detailed.asked).toEqual([{ do: 'call', name: 'opportunity.changes', request: ofOne }]);
  const changes = [changeOf(first.opportunity, 'won')];
  const { state } = lived(detailed.state, replied('opportunity.changes', ofOne, ok(changes)));
  expect(state.details).toEqual({ hit: first, changes });
});

test('changes of another row than the one shown are not taken for its own', () => {
  const late = replied('opportunity.changes', { id: other }, ok([changeOf(second.opportunity, 'won')]));
  expect(lived(detailed.state, late).state.details?.changes).toBeNull();
  expect(lived(rows, late).state.details).toBeNull();
});

test('what happens to the row meanwhile is asked for again while its details are shown', () => {
  expect(names(lived(detailed.state, pushed('found', null)).asked)).toEqual(['find', 'opportunity.changes']);
  expect(names(lived(detailed.state, { type: 'back' }, pushed('found', null)).asked)).toEqual(['find']);
});

test('Esc leads from the details to the box, and from there the stages open as ever', () => {
  const { state } = lived(detailed.state, { type: 'back' });
  expect([state.screen, state.search.text]).toEqual(['search', 'joao']);
  expect(lived(detailed.state, { type: 'choose-stage' }).state.screen).toBe('picker');
});

test('arrows and Enter do nothing to the row behind its details', () => {
  const { state, asked } = lived(detailed.state, { type: 'move', move: 'next' });
  expect([state.search.active, asked]).toEqual([one, []]);
});

const third = opportunities[2] ? hitOf(opportunities[2]) : second;
const recents: State = {
  ...showing([first, second, third], { text: '', active: third.opportunity.id }),
};
const inRecents: State = {
  ...recents,
  search: { ...recents.search, reply: replyOf(5, [first, second, third], { kind: 'recent' }) },
};
const pinning = (on: boolean, id = third.opportunity.id) => ({ id, on });
const order = ({ search }: State) =>
  search.reply?.hits.map(({ opportunity, pinned }) => [opportunity.id, pinned]);

test('a row is pinned, and let go where it is pinned', () => {
  expect(lived(inRecents, { type: 'pin' }).asked).toEqual([
    { do: 'call', name: 'row.pin', request: pinning(true) },
  ]);
  const pinned = showing([{ ...first, pinned: true }]);
  expect(lived(pinned, { type: 'pin' }).asked).toEqual([
    { do: 'call', name: 'row.pin', request: pinning(false, one) },
  ]);
});

test('among the recent rows it takes its place at once, stays selected, and that is said', () => {
  const { state, asked } = lived(
    inRecents,
    replied('row.pin', pinning(true), good([second.opportunity.id, third.opportunity.id])),
  );
  expect(order(state)).toEqual([
    [other, true],
    [third.opportunity.id, true],
    [one, false],
  ]);
  expect([state.search.active, state.notice]).toEqual([
    third.opportunity.id,
    { kind: 'pinned', name: third.opportunity.name },
  ]);
  expect(names(asked)).toEqual(['find']);
});

test('among the results of a search it is marked and keeps its place', () => {
  const { state } = lived(rows, replied('row.pin', pinning(true, other), good([other])));
  expect(order(state)).toEqual([
    [one, false],
    [other, true],
  ]);
});

test('what became of it is said: let go, too many, or not saved', () => {
  const noticeOf = (on: boolean, reply: Parameters<typeof replied<'row.pin'>>[2]) =>
    lived(inRecents, replied('row.pin', pinning(on), reply)).state.notice;
  expect(noticeOf(false, good([]))).toEqual({ kind: 'unpinned', name: third.opportunity.name });
  expect(noticeOf(true, good([one]))).toEqual({ kind: 'pins-full' });
  expect(noticeOf(true, bad)).toEqual({ kind: 'trouble', trouble: offline });
});

test('a pin that is answered before there are rows changes nothing but the notice', () => {
  const { state } = lived(ready, replied('row.pin', pinning(true), good([third.opportunity.id])));
  expect([state.search.reply, state.notice]).toEqual([null, { kind: 'pinned', name: third.opportunity.id }]);
});
