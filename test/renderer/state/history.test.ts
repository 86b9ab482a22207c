import { describe, expect, test } from 'vitest';
import type { MovedIn } from '../../../main/contract/change.ts';
import { ok } from '../../../main/contract/failure.ts';
import { dayOf, monthOf, weekOf } from '../../../renderer/state/model/days.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { byDay, lately, movedIn } from '../../../renderer/state/places/history.ts';
import { changeOf, opportunityOf, snapshot } from '../support/samples.ts';
import { lived, ready, replied, start } from './machine.ts';

const ended = (when: Date) =>
  changeOf(opportunityOf({ name: `${when}` }), 'won', { state: 'delivered', endedAt: when.getTime() });
/** Two on the 4th, three on the 3rd, one on 30 April; newest first. */
const rows = [
  new Date(2026, 4, 4, 9, 1),
  new Date(2026, 4, 4, 0, 0),
  new Date(2026, 4, 3, 23, 59),
  new Date(2026, 4, 3, 12),
  new Date(2026, 4, 3, 0, 0),
  new Date(2026, 3, 30, 8),
].map(ended);
const open: State = { ...ready, screen: 'history', history: { ...ready.history, rows, complete: true } };
const asked = { text: '', before: null, limit: 200 };

test('changes are put together by the day on which they ended', () => {
  expect(byDay(rows).map(({ from, at, changes }) => [new Date(from).getDate(), at, changes.length])).toEqual([
    [4, 0, 2],
    [3, 2, 3],
    [30, 5, 1],
  ]);
});

describe('what was moved', () => {
  const listed = (text: string, came = rows) =>
    lived(
      { ...open, history: { ...open.history, text } },
      replied('history.list', { ...asked, text }, ok(came)),
    );

  test('is asked for each day of the list, for this week and for this month', () => {
    const { asked: effects } = listed('');
    const days = [new Date(2026, 4, 4), new Date(2026, 4, 3), new Date(2026, 3, 30)].map(day => dayOf(+day));
    expect(effects).toEqual([
      { do: 'call', name: 'history.sums', request: { periods: [...days, weekOf(start, 7), monthOf(start)] } },
    ]);
  });

  test('is not asked for rows that a text chose, nor for none', () => {
    expect(listed('acme').asked).toEqual([]);
    expect(listed('', []).asked).toEqual([]);
  });

  test('is known of a period once told, but not of the rows that a text chose', () => {
    const day = dayOf(new Date(2026, 4, 4).getTime());
    const sum: MovedIn = { ...day, moved: 2, won: 2, sums: [] };
    const { state } = lived(open, replied('history.sums', { periods: [day] }, ok([sum])));
    expect(movedIn(state.history, day)).toEqual(sum);
    expect(movedIn(state.history, monthOf(day.from))).toBeNull();
    expect(movedIn({ ...state.history, text: 'acme' }, day)).toBeNull();
  });

  test('counts weeks as the region does', () => {
    const spain = { ...ready, now: start, snapshot: { ...snapshot, formatLocale: 'es-ES' } };
    expect(lately(spain).week).toEqual(weekOf(start, 1));
  });
});

describe('the keys', () => {
  const at = (index: number): State => ({ ...open, history: { ...open.history, index } });
  const day = (index: number, by: 1 | -1) => lived(at(index), { type: 'move-day', by }).state.history.index;
  const move = (index: number, to: 'next' | 'previous') =>
    lived(at(index), { type: 'move', move: to }).state.history.index;

  test('of an arrow go over the end of a day as if nothing stood there', () => {
    expect([move(-1, 'next'), move(1, 'next'), move(4, 'next'), move(5, 'next')]).toEqual([0, 2, 5, 5]);
    expect([move(5, 'previous'), move(2, 'previous'), move(0, 'previous')]).toEqual([4, 1, -1]);
  });

  test('from day to day lead to a day’s first change, and stay at the last', () => {
    expect([-1, 0, 1, 2, 3, 4, 5].map(index => day(index, 1))).toEqual([0, 2, 2, 5, 5, 5, 5]);
    expect([5, 4, 3, 2, 1, 0, -1].map(index => day(index, -1))).toEqual([2, 2, 2, 0, 0, -1, -1]);
  });

  test('from day to day do nothing where there is no change', () => {
    const empty = { ...open, history: { ...open.history, rows: [] } };
    expect(lived(empty, { type: 'move-day', by: 1 }).state.history.index).toBe(-1);
  });
});
