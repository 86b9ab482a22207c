import { describe, expect, test } from 'vitest';
import type { Opportunity, Pipeline, PipelineId, Stage, StageId } from '../../../main/contract/model.ts';
import { roleOf } from '../../../main/contract/model.ts';
import { documentedPipeline } from '../../../main/raze/dialect/stages.ts';
import { createPipelines } from '../../../main/raze/pipelines.ts';
import { opportunity } from '../../support/rows.ts';

const stage = (name: string, id = name): Stage => ({ id: id as StageId, name, role: roleOf(name) });
const sales = (...stages: Stage[]): Pipeline => ({ id: 'sales' as PipelineId, name: 'Sales', stages });
const aged = (id: string, days: number): Opportunity =>
  opportunity(`${id}${days}`, {
    pipeline: 'sales' as PipelineId,
    stage: stage(id),
    createdAt: 0,
    updatedAt: days * 86_400_000,
  });
const order = (pipelines: { all(): readonly Pipeline[] }): string =>
  (pipelines.all()[0]?.stages ?? []).map(({ name }) => name).join(' ');

describe('a list of stages', () => {
  test('is the whole truth: a stage that is no longer in it is gone', () => {
    const pipelines = createPipelines(null);
    const told = (...names: string[]): Pipeline => ({
      ...documentedPipeline,
      stages: names.map(name => stage(name)),
    });
    expect(pipelines.learn('status', [told('leads', 'asked', 'won')], [])).toBe(true);
    expect(pipelines.learn('status', [told('leads', 'asked', 'won')], [])).toBe(false);
    expect(pipelines.learn('status', [told('leads', 'met', 'won')], [])).toBe(true);
    expect(order(pipelines)).toBe('leads met won');
  });

  test('replaces the pipelines of another dialect', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [sales(stage('a'))], []);
    pipelines.learn('documented', [documentedPipeline], []);
    expect(pipelines.all().map(({ id }) => id)).toEqual(['default']);
  });

  test('an empty page tells nothing', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [sales(stage('a'))], []);
    expect(pipelines.learn(null, [], [])).toBe(false);
    expect(order(pipelines)).toBe('a');
  });
});

describe('stages learnt from rows', () => {
  test('add up, take new names, and stand by age once they are placed', () => {
    const pipelines = createPipelines(null);
    pipelines.learn(
      'stage_id',
      [sales(stage('late'), stage('won'), stage('early'))],
      [aged('late', 40), aged('won', 2)],
    );
    pipelines.learn(
      'stage_id',
      [sales(stage('middle'), stage('Early', 'early'))],
      [aged('middle', 20), aged('early', 1)],
    );
    expect(order(pipelines)).toBe('late Early middle won');
    expect(pipelines.settle()).toBe(true);
    expect(order(pipelines)).toBe('Early middle late won');
  });

  test('keep their place until a new one comes', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [sales(stage('a'), stage('b'))], [aged('a', 1), aged('b', 2)]);
    pipelines.settle();
    pipelines.learn('stage_id', [sales(stage('a'))], [aged('a', 900)]);
    expect(pipelines.settle()).toBe(false);
    pipelines.learn('stage_id', [sales(stage('c'))], [aged('c', 10)]);
    pipelines.settle();
    expect(order(pipelines)).toBe('b c a');
  });

  test('the user’s order stays, new stages after it, won and lost last', () => {
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', [sales(stage('a'), stage('b'), stage('lost'))], []);
    pipelines.reorder('sales' as PipelineId, ['lost', 'b', 'a'] as StageId[]);
    pipelines.learn('stage_id', [sales(stage('c'))], []);
    expect(order(pipelines)).toBe('b a c lost');
    expect(order(createPipelines(pipelines.text()))).toBe('b a c lost');
  });

  test('a text that is none is no reason to fail', () => {
    expect(createPipelines('[{"id":1}]').all()).toEqual([]);
    expect(createPipelines('{').all()).toEqual([]);
  });
});
