import { watchStolen } from '../../stolen.ts';
import { type Built, buildOf } from '../measure.ts';
import { ours } from '../ours.ts';
import type { Searcher } from '../searcher.ts';
import { groupOf, type Pack } from './load-pack.ts';
import { type Score, scoreOf } from './score-pack.ts';
import { type Speed, speedOf } from './time-pack.ts';

/** What one searcher did with one pack. */
export interface PackFigures extends Built, Score, Speed {
  readonly name: string;
}

export interface PackRun extends PackFigures {
  readonly rows: number;
  /** How many texts each group has. */
  readonly counts: Readonly<Record<string, number>>;
  readonly letters: number;
  readonly stolen_percent: number | null;
  readonly peers: readonly PackFigures[] | null;
}

/** @param peers whatever is measured beside ours; null for nothing */
export function measurePack(pack: Pack, peers: readonly (() => Searcher)[] | null): PackRun {
  const stolen = watchStolen();
  const figures = figuresOf(ours(), pack, Infinity);
  return {
    ...figures,
    rows: pack.rows.length,
    counts: Object.fromEntries(
      [...Map.groupBy(pack.texts, groupOf)].map(([group, texts]) => [group, texts.length]),
    ),
    letters: pack.letters.length,
    stolen_percent: stolen(),
    peers: peers?.map(make => figuresOf(make(), pack, patience_ms)) ?? null,
  };
}

/** A searcher that would take longer to type every key three times is given fewer of them. */
const patience_ms = 20_000;
const keysPerText = 5;

function figuresOf(searcher: Searcher, pack: Pack, patience: number): PackFigures {
  const built = buildOf(searcher, pack.rows);
  const start = performance.now();
  const score = scoreOf(searcher, pack);
  const every = Math.ceil(((performance.now() - start) * keysPerText * 3) / patience);
  return { name: searcher.name, ...built, ...score, ...speedOf(searcher, pack, Math.max(1, every)) };
}
