import { createHash } from 'node:crypto';
import { lineAt, type Node, type Place, parse, textOf, walk } from '../house/source.ts';
import { type Area, filesOf } from './areas.ts';
import { type Change, changesAt } from './changes.ts';

/** One change to one file that a test should notice. */
export interface Mutant extends Change {
  readonly area: Area;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** What was there and what is there now, in one line. */
  readonly change: string;
  /** The trimmed line it is in: with `file` and `change`, its name in `equivalent.ts`. */
  readonly code: string;
}

const typeOnly = (node: Node): boolean =>
  /^TS(?!AsExpression|NonNullExpression|SatisfiesExpression)/.test(node.type) ||
  node.type === 'ImportDeclaration';

const brief = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
};

/** Every mutant of a file, in the order of the text. */
export function mutantsOf(area: Area, file: string): Mutant[] {
  const text = textOf(file);
  const lines = text.split('\n');
  const found: Mutant[] = [];
  walk(parse(file, text), (place: Place) => {
    if (typeOnly(place.node)) return false;
    for (const change of changesAt(place, text)) {
      const line = lineAt(text, change.start);
      const was = brief(text.slice(change.start, change.end));
      const now = change.put === '' || change.put === ';' ? 'removed' : `→ ${brief(change.put)}`;
      found.push({
        ...change,
        area,
        file,
        line,
        change: `${was} ${now}${change.within === undefined ? '' : ` in ${brief(change.within)}`}`,
        code: (lines[line - 1] ?? '').trim(),
      });
    }
    return true;
  });
  return found.sort((a, b) => a.start - b.start);
}

export const allMutants = (of: readonly Area[]): Mutant[] =>
  of.flatMap(area => filesOf(area).flatMap(file => mutantsOf(area, file)));

/** The same for the same mutant also where lines move, so that a sample stays what it is while other code changes. */
const lot = (mutant: Mutant, seed: number): string =>
  createHash('sha256')
    .update([seed, mutant.file.split('/').pop(), mutant.code, mutant.change].join('\n'))
    .digest('hex');

/** About `size` mutants, as many of each area; the same seed draws the same ones. */
export function sampleOf(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  const byArea = Map.groupBy(mutants, ({ area }) => area);
  const each = Math.ceil(size / byArea.size);
  return [...byArea.values()].flatMap(own =>
    own
      .map(mutant => ({ mutant, lot: lot(mutant, seed) }))
      .sort((a, b) => (a.lot < b.lot ? -1 : 1))
      .slice(0, each)
      .map(({ mutant }) => mutant),
  );
}
