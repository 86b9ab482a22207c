/**
 * The room of stages. Enters: rows as they were read, and the user's word. Leaves: pipelines with their stages in
 * order, each with its role and whether that is certain.
 */

import type { Dialect, Pipeline, PipelineId, Stage, StageId, StageRole } from '../../contract/model.ts';
import { tellsStages } from '../dialect/registry.ts';
import type { ToldPipeline } from '../dialect/stages.ts';
import { type Census, homesOf } from './census.ts';
import { type KnownPipeline, readKnownPipelines, shownPipeline } from './known-pipeline.ts';
import { inGuessedOrder } from './order.ts';
import { arrangedAs, hasWords, withMovedMarks } from './user-words.ts';

export type Pipelines = ReturnType<typeof createPipelines>;

/** The known pipelines of a lane, from answers, from rows and from the user. `text`: as `text()` returned it. */
export function createPipelines(text: string | null) {
  let pipelines = readKnownPipelines(text);
  const shown = (): readonly Pipeline[] => pipelines.filter(({ past }) => !past).map(shownPipeline);
  /** Replaces the list. Returns whether anything shown has changed. */
  const become = (next: readonly KnownPipeline[]): boolean => {
    const before = JSON.stringify(shown());
    pipelines = next;
    return JSON.stringify(shown()) !== before;
  };
  const change = (id: PipelineId, how: (pipeline: KnownPipeline) => KnownPipeline): boolean =>
    become(pipelines.map(one => (one.id === id ? how(one) : one)));

  /**
   * Per stage and pipeline the most rows in one answer, in the dialect where only rows show the pipeline. Not their
   * sum: the same row comes with many answers.
   */
  const met = new Map<string, Map<string, number>>();
  const meet = ({ id, stages, rows }: ToldPipeline): void => {
    for (const { id: stage } of stages) {
      const places = met.get(stage) ?? new Map<string, number>();
      met.set(stage, places.set(id, Math.max(places.get(id) ?? 0, rows?.get(stage) ?? 1)));
    }
  };
  /** The pipelines that a server of this dialect can have; null: of the dialect that was spoken last. */
  const present = (dialect: Dialect | null): readonly KnownPipeline[] =>
    pipelines.filter(one => !one.past && !isForeign(one, dialect));
  /** The pipeline that is known to have a stage. */
  const knownHomeOf = (stage: string, dialect: Dialect | null = null): string | undefined =>
    present(dialect).find(({ stages }) => stages.some(({ id }) => id === stage))?.id;
  /**
   * The pipeline of a stage: that of the last census, else the one with most of the rows met. A single row does not
   * take a stage from a pipeline where it is known.
   */
  const homeOf = (stage: string, dialect: Dialect | null): string | undefined => {
    const has = ({ counts }: KnownPipeline): boolean => counts.some(one => one.stage === stage);
    const settledIn = present(dialect).find(has)?.id;
    if (settledIn !== undefined) return settledIn;
    const places = met.get(stage) ?? new Map<string, number>();
    let home = knownHomeOf(stage, dialect);
    for (const [id, count] of places) {
      if (count > (home === undefined ? 0 : (places.get(home) ?? 1))) home = id;
    }
    return home;
  };

  return {
    /** For the picker: open stages in order, won and lost last. */
    all: shown,
    /** Takes in what a page told. Returns whether anything shown has changed. */
    learn(dialect: Dialect | null, told: readonly ToldPipeline[]): boolean {
      // A list of stages is complete. Stages seen in rows only add to what is known.
      const listed = tellsStages(dialect);
      if (!listed) told.forEach(meet);
      const merged = told.map(pipeline => {
        const before = pipelines.find(({ id }) => id === pipeline.id) ?? fresh(pipeline);
        const seen = plain(pipeline.stages);
        const own = seen.filter(({ id }) => homeOf(id, dialect) === pipeline.id);
        return {
          ...before,
          dialect,
          past: false,
          name: pipeline.name || before.name,
          stages: listed ? seen : withNew(before.stages, own),
        };
      });
      const others = pipelines
        .filter(({ id }) => !told.some(pipeline => pipeline.id === id))
        .map(one => ({ ...one, past: one.past || isForeign(one, dialect) }))
        .filter(one => !one.past || hasWords(one));
      const next = [...others, ...merged].map(one =>
        listed || one.past ? one : withoutStrays(one, dialect),
      );
      return become(withMoved(next.toSorted((a, b) => position(a.id) - position(b.id))));
    },
    /** Takes in a census of all rows: each stage's pipeline, role and place. A guessed order changes only at the end of a month. */
    settle(census: Census): boolean {
      const homes = homesOf(census, stage => knownHomeOf(stage));
      const settle = (one: KnownPipeline) => (one.past ? one : settled(one, census, homes));
      return become(withMoved(pipelines.map(settle)));
    },
    /** Sets the user's own order. False when there is no such pipeline. */
    reorder(id: PipelineId, order: readonly StageId[]): boolean {
      change(id, one => ({ ...one, arranged: arrangedAs(one, order) }));
      return pipelines.some(one => one.id === id);
    },
    /** Sets the user's own role of a stage; null removes it. False when the pipeline has no such stage. */
    mark(id: PipelineId, stage: StageId, role: StageRole | null): boolean {
      const own = pipelines.find(one => one.id === id);
      if (!own?.stages.some(one => one.id === stage)) return false;
      change(id, one => {
        const others = one.marked.filter(other => other.stage !== stage);
        return { ...one, marked: role === null ? others : [...others, { stage, role }] };
      });
      return true;
    },
    /** Forgets a stage that the server refused. A row that shows it brings it back. */
    forget(stage: StageId): boolean {
      const without = (one: KnownPipeline): KnownPipeline =>
        one.past ? one : { ...one, stages: one.stages.filter(({ id }) => id !== stage) };
      return become(pipelines.map(without));
    },
    text: (): string => JSON.stringify(pipelines),
  };

  /** Pipelines stay in the order in which they were met. */
  function position(id: string): number {
    const at = pipelines.findIndex(pipeline => pipeline.id === id);
    return at < 0 ? pipelines.length : at;
  }

  /** The pipeline without stages that belong to another one: a strayed row teaches nothing of its own pipeline. */
  function withoutStrays(pipeline: KnownPipeline, dialect: Dialect | null): KnownPipeline {
    const stages = pipeline.stages.filter(({ id }) => (homeOf(id, dialect) ?? pipeline.id) === pipeline.id);
    return stages.length === pipeline.stages.length ? pipeline : { ...pipeline, stages };
  }
}

const plain = (stages: readonly Stage[]): KnownPipeline['stages'] =>
  stages.map(({ id, name }) => ({ id, name }));

const fresh = ({ id, name }: ToldPipeline): KnownPipeline => ({
  id,
  name,
  stages: [],
  arranged: null,
  marked: [],
  guessed: null,
  counts: [],
  dialect: null,
  past: false,
});

/** Whether a server of this dialect cannot have the pipeline: one that lists its stages has only that pipeline. */
function isForeign(pipeline: KnownPipeline, dialect: Dialect | null): boolean {
  return dialect !== null && (tellsStages(dialect) || tellsStages(pipeline.dialect));
}

const withMoved = (pipelines: readonly KnownPipeline[]): readonly KnownPipeline[] => [
  ...withMovedMarks(pipelines.filter(({ past }) => !past)),
  ...pipelines.filter(({ past }) => past),
];

function withNew(before: KnownPipeline['stages'], seen: KnownPipeline['stages']): KnownPipeline['stages'] {
  const renamed = before.map(stage => {
    const name = seen.find(({ id }) => id === stage.id)?.name ?? '';
    return name === '' ? stage : { ...stage, name };
  });
  return [...renamed, ...seen.filter(({ id }) => !before.some(stage => stage.id === id))];
}

function settled(pipeline: KnownPipeline, census: Census, homes: ReturnType<typeof homesOf>): KnownPipeline {
  const own = [...homes.values()].filter(home => home.pipeline === pipeline.id);
  const counts = own.map(({ stage, rows, won, lost }) => ({ stage, rows, won, lost }));
  if (tellsStages(pipeline.dialect)) return { ...pipeline, counts };
  const strays = pipeline.stages.filter(
    ({ id }) => (homes.get(id as StageId)?.pipeline ?? pipeline.id) !== pipeline.id,
  );
  const seen = own.map(({ stage, name }) => ({ id: stage as string, name }));
  const stages = withNew(
    pipeline.stages.filter(stage => !strays.includes(stage)),
    seen,
  );
  const stale = pipeline.guessed === null || pipeline.guessed.month < census.month;
  const order = () => inGuessedOrder(stages, new Map(own.map(one => [one.stage as string, one])));
  const guessed = stale ? { month: census.month, order: order().map(({ id }) => id) } : pipeline.guessed;
  return { ...pipeline, counts, stages, guessed };
}
