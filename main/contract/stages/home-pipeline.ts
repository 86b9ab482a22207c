import type { Opportunity, Pipeline } from '../model.ts';

/**
 * The pipeline in which a row may be moved: its own. For an id that was never looked up it is known only if there is a
 * single pipeline.
 */
export function homePipeline(
  row: Pick<Opportunity, 'pipeline'>,
  isVerified: boolean,
  pipelines: readonly Pipeline[],
): Pipeline | undefined {
  const own = pipelines.find(({ id }) => id === row.pipeline);
  return own === undefined && !isVerified && pipelines.length === 1 ? pipelines[0] : own;
}
