import type { StageCount } from '../contract/find.ts';
import type { Pipeline } from '../contract/model.ts';
import { digitsOf } from '../contract/stages/digits.ts';
import { shownStage } from '../contract/stages/shown.ts';
import type { LineDeps } from './deps.ts';
import { ownerWanted } from './whose.ts';

/**
 * The open stages of the pipeline with the most open rows, in its order, each with its count; empty where nothing is open. Rows with
 * an open change count where that takes them.
 */
export function countsOfStages(
  deps: Pick<LineDeps, 'pipelines' | 'counts' | 'changing' | 'whose'>,
): readonly StageCount[] {
  const rows = new Map<string, number>();
  const add = (pipeline: string, stage: string, count: number): void => {
    const key = `${pipeline}\n${stage}`;
    rows.set(key, (rows.get(key) ?? 0) + count);
  };
  const { owner: wanted } = ownerWanted(deps.whose());
  const isWanted = ({ owner }: { readonly owner: string }): boolean => wanted === null || owner === wanted;
  for (const one of deps.counts().filter(isWanted)) add(one.pipeline, one.stage, one.rows);
  for (const hit of deps.changing().filter(({ opportunity }) => isWanted(opportunity))) {
    const { pipeline, stage } = hit.opportunity;
    const shown = shownStage(hit);
    if (!hit.verified || shown === null || shown.id === stage.id) continue;
    add(pipeline, stage.id, -1);
    add(pipeline, shown.id, 1);
  }
  const boards = deps.pipelines().map(pipeline => openStages(pipeline, rows));
  const [most] = boards.toSorted((a, b) => openIn(b) - openIn(a));
  return most === undefined || openIn(most) === 0 ? [] : most;
}

function openStages({ id, stages }: Pipeline, rows: ReadonlyMap<string, number>): readonly StageCount[] {
  const digits = digitsOf(stages);
  return stages.flatMap(({ id: stage, role }, at) =>
    role === 'open'
      ? [{ pipeline: id, stage, count: rows.get(`${id}\n${stage}`) ?? 0, digit: digits[at] ?? null }]
      : [],
  );
}

const openIn = (stages: readonly StageCount[]): number => stages.reduce((sum, { count }) => sum + count, 0);
