import { parseArgs } from 'node:util';
import { type Wave, wave } from './fleet-run.ts';
import { scenes } from './scenes.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  },
});

const began = performance.now();
const waves: Wave[] = [];
for (const scene of scenes(Number(values.clients))) {
  const ours = await wave(scene, 'outbox');
  // Both are measured over the time in which the outbox does the work.
  waves.push(ours, await wave(scene, 'naive', ours.spanSeconds));
}
const worst = (client: 'outbox' | 'naive'): number =>
  Math.max(...waves.filter(one => one.client === client).map(({ peakOverMean }) => peakOverMean));
const figures = {
  clients: Number(values.clients),
  peak_over_mean: worst('outbox'),
  naive_peak_over_mean: worst('naive'),
  drained_s: Math.max(...waves.filter(({ client }) => client === 'outbox').map(one => one.drainedSeconds)),
  waves,
  seconds: Math.round((performance.now() - began) / 1000),
};
console.log(values.json ? JSON.stringify(figures) : figures);
process.exitCode = figures.peak_over_mean <= 3 ? 0 : 1;
