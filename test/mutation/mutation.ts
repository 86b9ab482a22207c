import { commandLine } from '../support/proof/command-line.ts';
import { type Area, areas, bar, isArea, testGlobs } from './areas.ts';
import { cover } from './coverage.ts';
import { equivalents } from './equivalent.ts';
import { allMutants, type Mutant, sampleOf } from './mutants.ts';
import { createTrial, type Verdict } from './trial.ts';

const { values, count } = commandLine('mutation', {
  json: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  sample: { type: 'string', default: '420', least: 1 },
  seed: { type: 'string', default: '1', least: 1 },
  area: { type: 'string', multiple: true, default: Object.keys(areas), choices: Object.keys(areas) },
  /** Only mutants of files whose name contains one of these. */
  file: { type: 'string', multiple: true, default: [''] },
  /** Only these test files, instead of every unit test of the areas. */
  tests: { type: 'string', multiple: true, default: [] },
  workers: { type: 'string', default: '2', least: 1 },
});

const workers = count('workers');
// A run that is ended by hand ends its children too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const began = performance.now();
const chosen: Area[] = values.area.filter(isArea);

const isEquivalent = ({ file, code, change }: Mutant): boolean =>
  equivalents.some(it => it.file === file && it.code === code && it.change === change);
const living = allMutants(chosen).filter(
  mutant => values.file.some(part => mutant.file.includes(part)) && !isEquivalent(mutant),
);
const mutants = values.all ? living : sampleOf(living, count('sample'), count('seed'));

process.stderr.write(`${mutants.length} of ${living.length} mutants; first the tests without any\n`);
const globs = values.tests.length > 0 ? values.tests : testGlobs(chosen);
const coverage = await cover(chosen, globs, workers);

/** How many mutants of a file each test file noticed so far: the likeliest is asked first. */
const noticed = new Map<string, number>();
const pair = (test: string, mutant: Mutant): string => `${test} ${mutant.file}`;

const lineOf = (mutant: Mutant): string =>
  `${mutant.file}:${mutant.line}${coverage.covering(mutant).length === 0 ? ' (not reached)' : ''} ${mutant.change}   | ${mutant.code}`;

const verdicts = new Map<Mutant, Verdict['was']>();
const waiting = mutants.toReversed();
async function work(): Promise<void> {
  const trial = createTrial(globs);
  for (let mutant = waiting.pop(); mutant !== undefined; mutant = waiting.pop()) {
    const it = mutant;
    const tests = coverage
      .covering(it)
      .toSorted((a, b) => (noticed.get(pair(b, it)) ?? 0) - (noticed.get(pair(a, it)) ?? 0));
    const { was, ran } =
      tests.length === 0
        ? ({ was: 'survived', ran: [] } as const)
        : await trial.try({ mutant: it, tests }, test => 10_000 + 3 * coverage.takes(test));
    verdicts.set(it, was);
    const killer = ran.find(({ passed }) => !passed);
    if (killer !== undefined)
      noticed.set(pair(killer.file, it), (noticed.get(pair(killer.file, it)) ?? 0) + 1);
    if (was === 'survived') process.stderr.write(`\r${lineOf(it)}\n`);
    if (!values.json || verdicts.size % 20 === 0)
      process.stderr.write(`\r${verdicts.size} of ${mutants.length} `);
  }
  trial.close();
}
await Promise.all(Array.from({ length: workers }, work));

const figuresOf = (of: readonly Mutant[]) => {
  const survived = of.filter(mutant => verdicts.get(mutant) === 'survived').length;
  const score = of.length === 0 ? 0 : Math.round((1000 * (of.length - survived)) / of.length) / 10;
  return { mutants: of.length, killed: of.length - survived, survived, score };
};
const byArea = Object.fromEntries(
  chosen.map(area => [area, figuresOf(mutants.filter(mutant => mutant.area === area))]),
);
const survivors = mutants.filter(mutant => verdicts.get(mutant) === 'survived').map(lineOf);
const figures = {
  ...figuresOf(mutants),
  by_area: byArea,
  bar,
  of: living.length,
  endless: [...verdicts.values()].filter(was => was === 'endless').length,
  equivalent: equivalents.length,
  survivors,
  seconds: Math.round((performance.now() - began) / 1000),
};
process.stderr.write('\n');
if (values.json) console.log(JSON.stringify(figures));
else {
  for (const line of survivors) console.log(line);
  console.log({ ...figures, survivors: survivors.length });
}
process.exit(Object.values(byArea).every(({ score }) => score >= bar) ? 0 : 1);
