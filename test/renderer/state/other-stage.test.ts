import { describe, expect, test } from 'vitest';
import type { ChangeView } from '../../../main/contract/change.ts';
import type { PipelineId } from '../../../main/contract/model.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import {
  boardOf,
  changeOf,
  opportunities,
  opportunityOf,
  pipeline,
  snapshot,
  stageOf,
} from '../support/samples.ts';
import { lived, names, ready } from './machine.ts';

const [joao = opportunityOf({ name: '' })] = opportunities;
const parked: ChangeView = { ...changeOf(joao, 'won'), state: 'parked', reason: 'stage-refused' };
const chooses = (change: ChangeView, part: Partial<State> = {}, id = change.id) =>
  lived({ ...ready, screen: 'pending', outbox: [change], ...part }, { type: 'choose-stage', change: id });
const within = (...pipelines: (typeof pipeline)[]): Partial<State> => ({
  snapshot: { ...snapshot, pipelines },
});

describe('another stage for an open change', () => {
  test('is chosen where its opportunity is found', () => {
    const { state, asked } = chooses(parked);
    expect(asked).toMatchObject([{ name: 'find', request: { text: joao.id } }]);
    expect(state).toMatchObject({
      screen: 'search',
      focus: 1,
      search: { fill: { text: '', opportunity: joao.id, stage: null } },
    });
  });

  test.each<readonly [string, ChangeView, Partial<State>]>([
    [
      'while another change is on its way to the disk',
      parked,
      { saving: { keep: true, name: 'Ana', to: stageOf('won'), typed: '' } },
    ],
    ['where the change may not have one', changeOf(joao, 'won'), {}],
    ['before main has told of any pipeline', parked, { snapshot: null }],
    ['where its pipeline is not known', { ...parked, pipeline: 'gone' as PipelineId }, {}],
    [
      'where its pipeline has only the stage it is in',
      parked,
      within(boardOf(pipeline.id, [stageOf('proposal')])),
    ],
  ])('is not chosen %s', (_when, change, part) => {
    expect(chooses(change, part)).toMatchObject({ asked: [], state: { screen: 'pending' } });
  });

  test('is not chosen for a change that has ended', () => {
    expect(chooses(parked, {}, changeOf(joao, 'won').id)).toMatchObject({
      asked: [],
      state: { screen: 'pending' },
    });
  });

  test('is one of the pipeline where the opportunity is by now, other than the stage it is in', () => {
    const after = boardOf('after', [stageOf('new'), stageOf('paid')]);
    const gone: ChangeView = {
      ...parked,
      reason: 'pipeline-changed',
      theirs: stageOf('new'),
      trouble: { code: 'pipeline-changed', pipeline: after.id },
    };
    expect(names(chooses(gone, within(pipeline, after)).asked)).toEqual(['find']);
    expect(chooses(gone).asked).toEqual([]);
    const single = within(pipeline, boardOf('after', [stageOf('new')]));
    expect(chooses(gone, single).asked).toEqual([]);
    expect(names(chooses({ ...gone, theirs: null }, single).asked)).toEqual(['find']);
  });

  test('of an opportunity that was not known is one of the only pipeline there is', () => {
    const unknown: ChangeView = { ...parked, from: null, pipeline: 'elsewhere' as PipelineId };
    const only = within(boardOf('only', [stageOf('new')]));
    expect(names(chooses(unknown, only).asked)).toEqual(['find']);
    expect(chooses({ ...unknown, from: stageOf('new') }, only).asked).toEqual([]);
  });
});

test('a move is not asked for twice while the first is on its way to the disk', () => {
  const saving = { keep: true, name: 'Ana', to: stageOf('won'), typed: '' };
  const overwrote = { ...parked, overwrote: stageOf('new') };
  expect(lived({ ...ready, saving }, { type: 'put-back', change: overwrote }).asked).toEqual([]);
});
