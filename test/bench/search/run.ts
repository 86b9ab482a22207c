import { watchStolen } from '../stolen.ts';
import { keystrokes } from './keystrokes.ts';
import { meaningIn } from './meaning.ts';
import { type Built, buildOf, type Latency, latencyOf, rounded, scanOf, timeKeys } from './measure.ts';
import { ours } from './ours.ts';
import { opportunity, people, placeOf } from './people.ts';
import { judged, qualityOf } from './quality.ts';
import { type Searcher, shown } from './searcher.ts';
import { type Unseen, unseenOf } from './unseen.ts';
import { type Updates, updatesOf } from './updates.ts';

/** What one searcher did with one collection. */
export interface Figures extends Built, Latency {
  readonly name: string;
  readonly recall5_exact: number;
  readonly recall5_typo: number;
  readonly mrr: number;
  /** How many keystrokes were timed, and how many judged: fewer than all for a searcher that would take hours. */
  readonly keystrokes: number;
  readonly judged: number;
}

export interface Run extends Figures, Updates {
  readonly size: number;
  readonly scan_ms: number;
  /** p95 in scans of all text: what stays the same on a slow or busy machine. */
  readonly p95_per_scan: number;
  /** Percentage of the time that the machine's host gave to others: see `watchStolen`. */
  readonly stolen_percent: number | null;
  /** How p95 grows from 10,000 rows to this size: 1 would be as fast as the collection. Null up to 10,000. */
  readonly exponent: number | null;
  readonly unseen: Unseen | null;
  readonly peers: readonly Figures[] | null;
  /** p95 of the fastest peer that finds three quarters of the typos, over ours. */
  readonly best_peer_ratio: number | null;
}

export interface Options {
  readonly size: number;
  /** Whatever is measured beside ours; null for nothing. */
  readonly peers: readonly (() => Searcher)[] | null;
  /** Seed of the unseen texts; null leaves them out. */
  readonly unseen: number | null;
}

const passes = 5;
const unseenTexts = 3000;
const small = 10_000;
/** A searcher that would take longer to type every text once, or all those that are judged, is given fewer keystrokes. */
const patience_ms = { typing: 40_000, judging: 60_000 };

export function measure({ size, peers, unseen }: Options): Run {
  const rows = people(size);
  const opportunities = rows.map(opportunity);
  const stolen = watchStolen();
  const mine = ours();
  const built = buildOf(mine, opportunities);
  // Before the judge of quality fills the heap: clearing up after it is not a change's work.
  const updates = updatesOf(opportunities);
  const meaning = meaningIn(rows);
  const keys = judged(keystrokes, meaning, key => (key.target === null ? null : placeOf(size, key.target)));

  const figuresOf = (searcher: Searcher, built: Built, times: number): Figures => {
    const each_ms = keystrokeOf(searcher);
    const typed = affordable(keystrokes, each_ms, patience_ms.typing).map(key => key.text);
    timeKeys(searcher, typed.slice(0, 200), 1);
    const latency = latencyOf(timeKeys(searcher, typed, times));
    const known = affordable(keys, each_ms, patience_ms.judging);
    const idOf = (row: number): string => rows[row]?.id ?? '';
    const quality = (typo: boolean) =>
      qualityOf(
        searcher,
        known.filter(({ key }) => key.typo === typo),
        idOf,
      );
    const right = quality(false);
    const wrong = quality(true);
    const mrr = (right.mrr * right.keystrokes + wrong.mrr * wrong.keystrokes) / Math.max(1, known.length);
    return {
      name: searcher.name,
      ...built,
      ...latency,
      recall5_exact: rounded(right.recall, 1),
      recall5_typo: rounded(wrong.recall, 1),
      mrr: rounded(mrr),
      keystrokes: typed.length,
      judged: known.length,
    };
  };

  const own = figuresOf(mine, built, passes);
  const scan_ms = scanOf(opportunities);
  const others =
    peers?.map(make => {
      const peer = make();
      return figuresOf(peer, buildOf(peer, opportunities), 3);
    }) ?? null;
  return {
    size,
    ...own,
    ...updates,
    scan_ms,
    p95_per_scan: rounded(own.p95_ms / scan_ms),
    stolen_percent: stolen(),
    exponent: size > small ? exponentOf(own.p95_ms, size) : null,
    unseen: unseen === null ? null : unseenOf(mine, rows, meaning, unseenTexts, unseen),
    peers: others,
    best_peer_ratio: others === null ? null : ratioOf(own, others),
  };
}

/** About how long one keystroke takes, from some spread over all. */
function keystrokeOf(searcher: Searcher): number {
  const some = keystrokes.filter((_, at) => at % 80 === 7);
  const start = performance.now();
  for (const { text } of some) searcher.find(text, shown);
  return (performance.now() - start) / some.length;
}

/** All of them, or as many, evenly spread, as can be waited for. */
function affordable<T>(all: readonly T[], each_ms: number, patience: number): readonly T[] {
  const every = Math.max(1, Math.ceil((each_ms * all.length) / patience));
  return all.filter((_, at) => at % every === 0);
}

function exponentOf(p95: number, size: number): number {
  const searcher = ours();
  searcher.build(people(small).map(opportunity));
  const texts = keystrokes.map(key => key.text);
  const before = latencyOf(timeKeys(searcher, texts, passes)).p95_ms;
  return rounded(Math.log(p95 / before) / Math.log(size / small), 2);
}

function ratioOf(own: Figures, others: readonly Figures[]): number | null {
  const able = others.filter(other => other.recall5_typo >= 75).map(other => other.p95_ms);
  return able.length === 0 ? null : rounded(Math.min(...able) / own.p95_ms, 1);
}
