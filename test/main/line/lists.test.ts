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

const asked = (changing: readonly Hit[], literal: readonly Hit[] = []) => {
  const rows = [here, leaving, ...literal.map(({ opportunity }) => opportunity)];
  const deps: LineDeps = {
    search: () => literal.map(hit => ({ hit, exact: true })),
    pasted: () => [],
    pipelines: () => [pipeline],
    list: () => ({
      count: rows.length,
      sums: [{ currency: 'BRL', sum: 100 * rows.length }],
      valued: rows.length,
      rows,
    }),
    counts: () => [],
    whose: () => ({ isMine: false, owner: null, isTold: true }),
    hitOf: row => hitOf(row),
    changing: () => changing,
    movedToday: () => [],
    now: () => 0,
  };
  return answerLine('proposta', 20, deps);
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
