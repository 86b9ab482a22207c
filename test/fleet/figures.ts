import { type Wave, wave } from './fleet-run.ts';
import { scenes } from './scenes.ts';

export interface FleetFigures {
  readonly clients: number;
  /** Requests in the busiest second over those of an average one, in the worst scene. */
  readonly peak_over_mean: number;
  readonly naive_peak_over_mean: number;
  /** Virtual seconds, in the longest scene. */
  readonly drained_s: number;
  readonly waves: readonly Wave[];
}

/** Lets so many clients come back at once, in each scene, as the outbox does it and as a naive client would. */
export async function fleetFigures(clients: number): Promise<FleetFigures> {
  const waves: Wave[] = [];
  for (const scene of scenes(clients)) {
    const ours = await wave(scene, 'outbox');
    // Both are measured over the time in which the outbox does the work.
    waves.push(ours, await wave(scene, 'naive', ours.spanSeconds));
  }
  const of = (client: Wave['client']): readonly Wave[] => waves.filter(one => one.client === client);
  const worst = (client: Wave['client']): number =>
    Math.max(...of(client).map(({ peakOverMean }) => peakOverMean));
  return {
    clients,
    peak_over_mean: worst('outbox'),
    naive_peak_over_mean: worst('naive'),
    drained_s: Math.max(...of('outbox').map(({ drainedSeconds }) => drainedSeconds)),
    waves,
  };
}
