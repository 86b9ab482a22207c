import { createBench, type Outcome, type Replacement } from './bench.ts';

/** What the parent asks: one mutant, and the test files that reach it in the order to run them. */
export interface Question {
  readonly mutant: Replacement;
  readonly tests: readonly string[];
}

/** What it answers: that a further test file has ended, and at last what came of all. */
export type Answer = 'ran' | Outcome;

const tell = (answer: Answer): boolean | undefined => process.send?.(answer);
const bench = await createBench({
  tests: process.argv.slice(2),
  bail: 1,
  // A mutant may wait for what never comes; no unit test takes a tenth of this.
  limit: 10_000,
  onRan: () => void tell('ran'),
});
process.on('message', async ({ mutant, tests }: Question) => {
  bench.replace(mutant);
  tell(await bench.run(tests));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
