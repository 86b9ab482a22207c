import { join } from 'node:path';
import { benchOptions } from '../../../script/setup/options.mjs';
import { readCases } from '../../line/case-file.ts';
import { engineOfWorld } from '../../line/engine.ts';
import { judge } from '../../line/judge.ts';
import { commandLine } from '../../support/proof/command-line.ts';
import { speedOf } from './speed.ts';

/**
 * `--cases FILE` (those of test/line) is typed into the real search and the page's reducer; `--json` prints one line for machines,
 * otherwise what is wrong is told for each line. With `--size N` lines are typed over N rows instead, and timed.
 */
const { values } = commandLine('bench -- line', benchOptions.line);
const print = (figures: object): void => console.log(JSON.stringify(figures, null, values.json ? 0 : 1));
if (values.size === undefined) judgeAll();
else print(speedOf(Number(values.size)));

function judgeAll(): void {
  const now = Date.UTC(2026, 10, 29, 12);
  const { worlds, cases } = readCases(values.cases ?? join(import.meta.dirname, '../../line/cases.json'));
  const engines = new Map(Object.entries(worlds).map(([name, world]) => [name, engineOfWorld(world, now)]));
  const byKind = new Map<string, { cases: number; right: number }>();
  let [right, wrongCommits] = [0, 0];
  for (const one of cases) {
    const engine = engines.get(one.world);
    if (engine === undefined) throw new Error(`no world is called ${one.world}`);
    const { wrong, isWrongCommit } = judge(one, engine);
    const kind = byKind.get(one.kind) ?? { cases: 0, right: 0 };
    byKind.set(one.kind, { cases: kind.cases + 1, right: kind.right + (wrong.length === 0 ? 1 : 0) });
    if (wrong.length === 0) right++;
    if (isWrongCommit) wrongCommits++;
    if (wrong.length > 0 && !values.json)
      console.log(
        `${isWrongCommit ? '!! ' : ''}${one.kind} · ${one.world} · ${one.text.slice(0, 60)}\n   ${wrong.join('\n   ')}`,
      );
  }
  for (const engine of engines.values()) engine.close();
  const figures = {
    cases: cases.length,
    right,
    right_percent: Math.round((1000 * right) / Math.max(1, cases.length)) / 10,
    wrong_commits: wrongCommits,
    by_kind: Object.fromEntries(byKind),
  };
  print(figures);
}
