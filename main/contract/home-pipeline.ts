import type { Opportunity, Pipeline } from './model.ts';

/**
 * The pipeline a row may be moved in: its own. Of an id that nobody has looked up, which one that is can be known only where
 * there is one.
 */
export function homePipeline(
  row: Pick<Opportunity, 'pipeline'>,
  isVerified: boolean,
  pipelines: readonly Pipeline[],
): Pipeline | undefined {
  const own = pipelines.find(({ id }) => id === row.pipeline);
  return own === undefined && !isVerified && pipelines.length === 1 ? pipelines[0] : own;
}
