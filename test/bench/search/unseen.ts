import { keysOf } from './keystrokes.ts';
import type { Meaning } from './meaning.ts';
import { rounded } from './measure.ts';
import type { Person } from './people.ts';
import { judged } from './quality.ts';
import { type Searcher, shown } from './searcher.ts';
import { unseen } from './typos.ts';

/** Percent of rows found among the first five, by kind of typo: `typed` when all has been typed, `keys` at every key. */
export interface Unseen {
  readonly seed: number;
  readonly recall5_exact: number;
  readonly recall5_typo: number;
  readonly recall5_exact_keys: number;
  readonly recall5_typo_keys: number;
  readonly kinds: Readonly<
    Record<string, { readonly typed: number; readonly keys: number; readonly count: number }>
  >;
}

interface Tally {
  typed: number;
  typedFound: number;
  keys: number;
  keysFound: number;
}

const exact = 'exact';
const share = (found: number, all: number): number => rounded((100 * found) / Math.max(1, all), 1);

/** Types `count` made-up texts that nothing was tuned to. */
export function unseenOf(
  searcher: Searcher,
  rows: readonly Person[],
  meaning: Meaning,
  count: number,
  seed: number,
): Unseen {
  const tallies = new Map<string, Tally>();
  for (const { text, meant, row, typo } of unseen(rows, count, seed)) {
    const keys = keysOf(text, meant, row, 'typo');
    for (const { key } of judged(keys, meaning, one => one.target)) {
      const kind = key.typo ? (typo ?? exact) : exact;
      const tally = tallies.get(kind) ?? { typed: 0, typedFound: 0, keys: 0, keysFound: 0 };
      tallies.set(kind, tally);
      const place = searcher.find(key.text, shown).indexOf(rows[row]?.id ?? '');
      const found = place >= 0 && place < 5 ? 1 : 0;
      tally.keys++;
      tally.keysFound += found;
      if (key !== keys.at(-1)) continue;
      tally.typed++;
      tally.typedFound += found;
    }
  }
  const sum = (kinds: readonly string[], of: keyof Tally): number =>
    kinds.reduce((total, kind) => total + (tallies.get(kind)?.[of] ?? 0), 0);
  const typos = [...tallies.keys()].filter(kind => kind !== exact);
  const kindOf = (kind: string) => ({
    typed: share(sum([kind], 'typedFound'), sum([kind], 'typed')),
    keys: share(sum([kind], 'keysFound'), sum([kind], 'keys')),
    count: sum([kind], 'typed'),
  });
  return {
    seed,
    recall5_exact: share(sum([exact], 'typedFound'), sum([exact], 'typed')),
    recall5_typo: share(sum(typos, 'typedFound'), sum(typos, 'typed')),
    recall5_exact_keys: share(sum([exact], 'keysFound'), sum([exact], 'keys')),
    recall5_typo_keys: share(sum(typos, 'keysFound'), sum(typos, 'keys')),
    kinds: Object.fromEntries([...tallies.keys()].sort().map(kind => [kind, kindOf(kind)])),
  };
}
