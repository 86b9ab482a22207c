import { describe, expect, test } from 'vitest';
import { mostAtOnce } from '../../../main/contract/change.ts';
import type { OpportunityId } from '../../../main/contract/model.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import type { Event } from '../../../renderer/state/model/event.ts';
import { listed } from '../../../renderer/state/model/selection.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { changeOf, hitOf, opportunities, opportunityOf, snapshot } from '../support/samples.ts';
import { lived, names, pushed, ready, replied, replyOf, showing, start } from './machine.ts';

const hits = opportunities.slice(0, 5).map(row => hitOf(row));
const list = showing(hits);
const [a, b, c, d, e] = hits.map(({ opportunity }) => opportunity.id) as OpportunityId[];
const down: Event = { type: 'mark', move: 'next' };
const up: Event = { type: 'mark', move: 'previous' };
const click = (row: OpportunityId | undefined): Event => ({ type: 'mark-row', row: row as OpportunityId });
const marked = ({ search }: State) => search.marks.rows.map(({ opportunity }) => opportunity.id);
const once = (...events: Event[]) => lived(list, ...events).state;

describe('Shift and an arrow key', () => {
  test('first mark the selected row alone, and then each row on the way', () => {
    expect(marked(once(down))).toEqual([a]);
    expect(once(down).search.active).toBe(a);
    expect(marked(once(down, down, down))).toEqual([a, b, c]);
    expect(once(down, down, down).search).toMatchObject({ active: c, chosen: true });
  });

  test('take marks away again on the way back, but none from before', () => {
    expect(marked(once(down, down, down, up))).toEqual([a, b]);
    const moved: Event = { type: 'move', move: 'next' };
    expect(marked(once(click(a), moved, moved, down, up, up))).toEqual([a, c, b]);
    expect(marked(once(click(a), moved, moved, down, up, up, down, down))).toEqual([a, c]);
  });

  test('do not go round at the ends', () => {
    expect(marked(once(down, up))).toEqual([a]);
    expect(marked(once({ type: 'move', move: 'previous' }, down, down))).toEqual([e]);
  });

  test('take the mark of a row away where marking begins on it', () => {
    expect(marked(once(click(a), click(b), down))).toEqual([a]);
  });

  test('begin anew after anything else', () => {
    const skipped: Event = { type: 'move', move: 'next' };
    expect(marked(once(down, skipped, skipped, down))).toEqual([a, c]);
  });

  /** Two rows marked by the keys, and a list without one of the five. */
  const without = (gone: OpportunityId | undefined): State => {
    const { search } = once({ type: 'move', move: 'next' }, down, down);
    const left = hits.filter(({ opportunity }) => opportunity.id !== gone);
    return { ...list, search: { ...search, reply: replyOf(search.seq, left) } };
  };

  test('mark nothing beside a selected row that has left the list, and say so', () => {
    const { state } = lived(without(c), down);
    expect([marked(state), state.notice]).toEqual([[b, c], { kind: 'row-gone' }]);
  });

  test('go on where the row on which marking began has left the list', () => {
    expect(marked(lived(without(b), down).state)).toEqual([b, c, d]);
    expect(marked(lived(without(b), down, up).state)).toEqual([b, c]);
  });

  test('mark no row of an older text', () => {
    const typing = { ...list, search: { ...list.search, text: 'joaoz' } };
    expect(marked(lived(typing, down).state)).toEqual([]);
  });
});

describe('marks', () => {
  test('come and go by a click with the modifier', () => {
    expect(marked(once(click(c), click(a)))).toEqual([c, a]);
    expect(marked(once(click(c), click(a), click(c)))).toEqual([a]);
    expect(once(click(c)).search).toMatchObject({ active: c, chosen: true });
  });

  test('stay when the text changes, and show each row as it is now', () => {
    const [first, ...others] = opportunities;
    const typed = lived(once(click(a)), { type: 'text', text: 'other' }).state;
    expect(marked(typed)).toEqual([a]);
    const fresh = hitOf({ ...opportunityOf({ name: 'new name' }), ...first, name: 'Renamed' });
    const reply = replyOf(typed.search.seq, [fresh, ...others.map(row => hitOf(row))]);
    const request = { seq: typed.search.seq, text: 'other', limit: 20 };
    const { state } = lived(typed, replied('find', request, { ok: true, value: reply }));
    expect(state.search.marks.rows.map(({ opportunity }) => opportunity.name)).toEqual(['Renamed']);
  });

  test('show what became of their rows, also where no answer lists them', () => {
    const state = once(click(a), click(b));
    const [row] = opportunities;
    if (!row) throw new Error('an opportunity');
    const held = changeOf(row, 'won');
    const told = (...changed: (typeof held)[]) =>
      lived(
        state,
        ...changed.map((change, at) => pushed('outbox', { seq: at + 1, changed: [change], gone: [] })),
      ).state.search.marks.rows.map(hit => shownStage(hit)?.name);
    const ended = { ...held, endedAt: start };
    expect(told(held)).toEqual(['won', 'negotiation']);
    expect(told(held, { ...ended, state: 'cancelled' })).toEqual(['proposal', 'negotiation']);
    expect(told({ ...held, currentLane: false })).toEqual(['proposal', 'negotiation']);
    const receipt = pushed('receipt', {
      kind: 'delivered',
      change: { ...ended, state: 'delivered' },
      late: false,
    });
    const { rows } = lived(state, receipt).state.search.marks;
    expect(rows[0]).toMatchObject({ change: null, opportunity: { stage: { name: 'won' } } });
  });

  test('are listed alone where they are asked for, until the text changes', () => {
    const alone = once(click(c), click(a), { type: 'list-marked', alone: true });
    expect(listed(alone.search).map(({ opportunity }) => opportunity.id)).toEqual([c, a]);
    expect(alone.search.active).toBe(c);
    expect(alone.focus).toBe(list.focus + 1);
    const typed = lived(alone, { type: 'text', text: 'x' }).state;
    expect(listed(typed.search)).toEqual(hits);
    expect(marked(typed)).toEqual([c, a]);
  });

  test('that are listed alone select the next when one goes, and the list comes back with the last', () => {
    const alone = lived(once(click(c), click(a)), { type: 'list-marked', alone: true });
    const one = lived(alone.state, down).state;
    expect([marked(one), one.search.active]).toEqual([[a], a]);
    const none = lived(one, down).state;
    expect(none.search).toMatchObject({ active: a, marks: { rows: [], alone: false } });
    expect(listed(none.search)).toEqual(hits);
  });

  test('go with Esc before the popup does, after their list', () => {
    const alone = lived(once(click(a), click(b)), { type: 'list-marked', alone: true }).state;
    const back = lived(alone, { type: 'back' });
    expect([marked(back.state), back.state.search.marks.alone]).toEqual([[a, b], false]);
    const cleared = lived(back.state, { type: 'back' });
    expect([marked(cleared.state), cleared.state.search.text, names(cleared.asked)]).toEqual([
      [],
      'joao',
      [],
    ]);
    expect(names(lived(cleared.state, { type: 'back' }).asked)).toEqual(['popup.hide']);
  });

  test('are at most as many as go at once, and it is said', () => {
    const many = Array.from({ length: mostAtOnce + 1 }, (_, at) => hitOf(opportunityOf({ name: `n${at}` })));
    const events = many.map(({ opportunity }) => click(opportunity.id));
    const { state } = lived(showing(many), ...events);
    expect(marked(state)).toHaveLength(mostAtOnce);
    expect(state.notice).toEqual({ kind: 'most-marked' });
  });

  test('outlive the popup’s hiding for two minutes', () => {
    const shown = pushed('shown', { view: null, fill: null });
    const at = (moment: number) => {
      const { marks } = once(click(a)).search;
      return { ...list, search: { ...list.search, marks: { ...marks, at: moment } } };
    };
    expect(marked(lived(at(start - 119_000), shown).state)).toEqual([a]);
    expect(marked(lived(at(start - 120_000), shown).state)).toEqual([]);
    expect(marked(lived(at(start + 1), shown).state)).toEqual([]);
  });

  test('go with the account', () => {
    const other = { ...snapshot, account: { kind: 'sample' } as const };
    expect(marked(lived(once(click(a)), pushed('snapshot', other)).state)).toEqual([]);
    expect(marked(lived(once(click(a)), pushed('snapshot', { ...snapshot })).state)).toEqual([a]);
  });

  test('are told to a screen reader with their number', () => {
    const told = (...events: Event[]) => once(...events).hearing.announced.at(-1)?.news;
    const name = hits[0]?.opportunity.name;
    expect(told(click(a))).toEqual({ kind: 'marks', name, isMarked: true, count: 1 });
    expect(told(click(b), click(a))).toMatchObject({ name, isMarked: true, count: 2 });
    expect(told(click(b), click(a), click(a))).toMatchObject({ name, isMarked: false, count: 1 });
    expect(told(click(b), click(a), { type: 'clear-marks' })).toMatchObject({ name: null, count: 0 });
  });

  test('of a row that nothing lists are none', () => {
    expect(marked(lived(ready, click(d)).state)).toEqual([]);
  });
});
