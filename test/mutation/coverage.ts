import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { nameOf, parse, textOf, walk } from '../house/source.ts';
import { type Area, filesOf, isTestOf } from './areas.ts';
import { createBench } from './bench.ts';
import type { Mutant } from './mutants.ts';

/** A block of code: where control enters it, everything in it up to the next block may run. */
interface Block {
  readonly start: number;
  readonly end: number;
  readonly arrow: boolean;
}

function blocksOf(file: string, text: string): Block[] {
  const blocks: Block[] = [];
  walk(parse(file, text), ({ node, field, parent }) => {
    const arrow = parent?.node.type === 'ArrowFunctionExpression' && field === 'body';
    if (node.type === 'BlockStatement') blocks.push({ start: node.start, end: node.end, arrow: false });
    else if (arrow) blocks.push({ start: node.start, end: node.end, arrow });
    return true;
  });
  return blocks;
}

const blockName = (file: string, start: number): string => `${file}:${start}`;

/** The text with a mark where each block begins. */
function marked(file: string, text: string): string {
  const mark = (start: number): string => `globalThis.reached?.add('${blockName(file, start)}')`;
  const puts = blocksOf(file, text).flatMap(({ start, end, arrow }) =>
    arrow
      ? [
          { at: start, rank: 1, put: `(${mark(start)}, ` },
          { at: end, rank: -start, put: ')' },
        ]
      : [{ at: start + 1, rank: 0, put: `${mark(start)};` }],
  );
  let out = '';
  let from = 0;
  for (const { at, put } of puts.sort((a, b) => a.at - b.at || a.rank - b.rank)) {
    out += text.slice(from, at) + put;
    from = at;
  }
  return `${out}${text.slice(from)}\nglobalThis.reached?.add('${file}');`;
}

/** Marks what is under test, so that each test file can say what it reached. */
const marking = (files: ReadonlySet<string>): Plugin => ({
  name: 'marks',
  enforce: 'pre',
  transform(code, id) {
    const file = nameOf(id);
    return files.has(file) ? { code: marked(file, code), map: null } : null;
  },
});

export interface Coverage {
  /** The test files that reach a mutant, the quickest first. */
  covering(mutant: Mutant): readonly string[];
  /** How long a test file takes, in milliseconds. */
  takes(test: string): number;
}

/** Runs every unit test once, unchanged. Throws where one fails: what fails anyway notices nothing. */
export async function cover(
  areas: readonly Area[],
  globs: readonly string[],
  workers: number,
): Promise<Coverage> {
  const files = new Set(areas.flatMap(filesOf));
  const folder = mkdtempSync(join(tmpdir(), 'reached-'));
  process.env.REACHED_FOLDER = folder;
  const bench = await createBench({
    tests: globs,
    bail: 0,
    // Here nothing waits in vain, and a busy machine is slow.
    limit: 120_000,
    workers,
    plugins: [marking(files)],
  });
  const { ran } = await bench.run();
  delete process.env.REACHED_FOLDER;
  const failed = ran.filter(({ passed }) => !passed);
  if (failed.length > 0)
    throw new Error(`Without any mutant: ${failed.map(({ file }) => file).join(', ')} failed`);
  const takes = new Map(ran.map(({ file, milliseconds }) => [file, milliseconds]));
  const testsOf = new Map<string, string[]>();
  for (const name of readdirSync(folder)) {
    const report: { testPath: string; reached: string[] } = JSON.parse(
      readFileSync(join(folder, name), 'utf8'),
    );
    const test = nameOf(report.testPath);
    for (const block of report.reached) testsOf.set(block, [...(testsOf.get(block) ?? []), test]);
  }
  rmSync(folder, { recursive: true, force: true });
  const blocks = new Map([...files].map(file => [file, blocksOf(file, textOf(file))]));
  return {
    takes: test => takes.get(test) ?? 0,
    covering(mutant) {
      const around = (blocks.get(mutant.file) ?? [])
        .filter(({ start, end }) => start <= mutant.start && mutant.end <= end)
        .sort((a, b) => b.start - a.start || a.end - b.end)[0];
      const tests =
        testsOf.get(around === undefined ? mutant.file : blockName(mutant.file, around.start)) ?? [];
      return tests
        .filter(test => isTestOf(mutant.area, test))
        .sort((a, b) => (takes.get(a) ?? 0) - (takes.get(b) ?? 0));
    },
  };
}
