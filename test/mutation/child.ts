import { createBench, type Outcome, type Replacement } from './bench.ts';

/** What the parent asks: one mutant, and the test files that reach it in the order to run them. */
export interface Question {
  readonly mutant: Replacement;
  readonly tests: readonly string[];
}

const bench = await createBench({ tests: process.argv.slice(2), bail: 1 });
process.on('message', async ({ mutant, tests }: Question) => {
  bench.replace(mutant);
  const outcome: Outcome = await bench.run(tests);
  process.send?.(outcome);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
