import { type KnownPipeline, readKnownPipelines } from './known-pipeline.ts';

/** What the user said of a pipeline: the order and roles of its stages. */
type Words = Pick<KnownPipeline, 'arranged' | 'marked'>;

export const hasWords = ({ arranged, marked }: Words): boolean => arranged !== null || marked.length > 0;

/** For the order, and for each stage, the first of these that says something. */
function joined(said: readonly Words[]): Words {
  const marked = new Map<string, Words['marked'][number]>();
  for (const mark of said.flatMap(one => one.marked)) {
    if (!marked.has(mark.stage)) marked.set(mark.stage, mark);
  }
  return {
    arranged: said.find(one => one.arranged !== null)?.arranged ?? null,
    marked: [...marked.values()],
  };
}

/**
 * The pipelines in `kept`, plus those it lacks, with what the user said in any of these texts of the same account; an
 * earlier text counts for more. A text that does not parse says nothing.
 */
export function withWordsOf(kept: string | null, said: readonly (string | null)[]): string | null {
  const texts = said.map(readKnownPipelines);
  const known = new Map(
    [...texts.toReversed().flat(), ...readKnownPipelines(kept)].map(one => [one.id, one]),
  );
  if (known.size === 0) return kept;
  const pipelines = [...known.values()].map(pipeline => ({
    ...pipeline,
    ...joined(texts.flatMap(text => text.filter(({ id }) => id === pipeline.id))),
  }));
  return JSON.stringify(pipelines);
}

/** The user's new order. A stage that is missing now stays behind the one it stood behind. */
export function arrangedAs(
  { arranged, stages }: Pick<KnownPipeline, 'arranged' | 'stages'>,
  order: readonly string[],
): string[] {
  const next = [...order];
  const before = arranged ?? [];
  before.forEach((stage, at) => {
    if (next.includes(stage) || stages.some(({ id }) => id === stage)) return;
    const ahead = before.slice(0, at).findLast(one => next.includes(one));
    next.splice(ahead === undefined ? 0 : next.indexOf(ahead) + 1, 0, stage);
  });
  return next;
}

/** The pipelines, each with what the user said of its stages while another pipeline seemed to have them. */
export function withMovedMarks(pipelines: readonly KnownPipeline[]): readonly KnownPipeline[] {
  const has = ({ stages }: KnownPipeline, stage: string): boolean => stages.some(({ id }) => id === stage);
  const moved = pipelines.flatMap(from =>
    from.marked.flatMap(mark => {
      const into = has(from, mark.stage) ? undefined : pipelines.find(one => has(one, mark.stage));
      return into === undefined ? [] : [{ from: from.id, into: into.id, mark }];
    }),
  );
  if (moved.length === 0) return pipelines;
  return pipelines.map(one => {
    const left = one.marked.filter(mark => !moved.some(move => move.from === one.id && move.mark === mark));
    const come = moved.filter(
      ({ into, mark }) => into === one.id && !left.some(own => own.stage === mark.stage),
    );
    return { ...one, marked: [...left, ...come.map(({ mark }) => mark)] };
  });
}
