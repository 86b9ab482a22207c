import { expect, test } from 'vitest';
import type { Hit } from '../../../main/contract/find.ts';
import { answerLine } from '../../../main/line/answer.ts';
import type { LineDeps } from '../../../main/line/deps.ts';
import { changeOf, hitOf, opportunityOf, pipeline, stageOf } from '../../renderer/support/samples.ts';

const unknown = { updatedAt: null, createdAt: null, stage: stageOf('proposal'), value: 100 };
const here = opportunityOf({ name: 'Ana', ...unknown });
const leaving = opportunityOf({ name: 'Bia', ...unknown });
const coming = opportunityOf({ name: 'Cid', ...unknown, stage: stageOf('new') });
const named = opportunityOf({ name: 'Proposta Dia', ...unknown });

const asked = (
  changing: readonly Hit[],
  literal: readonly Hit[] = [],
  { text = 'proposta', limit = 20 }: { readonly text?: string; readonly limit?: number } = {},
) => {
  const rows = [here, leaving, ...literal.map(({ opportunity }) => opportunity)];
  const deps: LineDeps = {
    search: () => literal.map(hit => ({ hit, exact: true })),
    pasted: () => [],
    pipelines: () => [pipeline],
    list: ({ limit }) => ({
      count: rows.length,
      sums: [{ currency: 'BRL', sum: 100 * rows.length }],
      valued: rows.length,
      rows: rows.slice(0, limit),
    }),
    counts: () => [],
    whose: () => ({ isMine: false, owner: null, isTold: true }),
    hitOf: row => hitOf(row),
    changing: () => changing,
    movedToday: () => [],
    now: () => 0,
  };
  return answerLine(text, limit, deps);
};
const names = (hits: readonly Hit[] = []) => hits.map(({ opportunity }) => opportunity.name);

test('a list has rows with an open change where that takes them, also those of an unknown time', () => {
  const answer = asked([
    hitOf(leaving, { change: changeOf(leaving, 'won') }),
    hitOf(coming, { change: changeOf(coming, 'proposal') }),
  ]);
  expect(names(answer?.hits)).toEqual(['Ana', 'Cid']);
  expect(answer?.lists).toMatchObject([
    { at: 0, count: 2, valued: 2, sums: [{ currency: 'BRL', sum: 200 }] },
  ]);
});

test('a row whose name is the line stands once, before the list, and counts once', () => {
  const answer = asked([], [hitOf(named)]);
  expect(names(answer?.hits)).toEqual(['Proposta Dia', 'Ana', 'Bia']);
  expect([answer?.total, answer?.lists.map(({ at }) => at)]).toEqual([3, [1]]);
});

test('a row that leaves the list gives its place to the next one', () => {
  const answer = asked([hitOf(here, { change: changeOf(here, 'won') })], [], { limit: 1 });
  expect(names(answer?.hits)).toEqual(['Bia']);
});

test('a row of which nobody knows where it stands is in no list', () => {
  const lost = opportunityOf({ name: 'Eva', ...unknown });
  const change = changeOf(lost, 'proposal', { state: 'parked', from: null });
  const answer = asked([hitOf(lost, { verified: false, change })]);
  expect([names(answer?.hits), answer?.total]).toEqual([['Ana', 'Bia'], 2]);
});

test('a name alone is left to the search', () => {
  expect(asked([], [hitOf(here)], { text: 'ana' })).toBeNull();
});
