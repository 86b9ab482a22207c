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
}

export function measurePack(pack: Pack): PackRun {
  const stolen = watchStolen();
  const figures = figuresOf(ours(), pack);
  return {
    ...figures,
    rows: pack.rows.length,
    counts: Object.fromEntries(
      [...Map.groupBy(pack.texts, groupOf)].map(([group, texts]) => [group, texts.length]),
    ),
    letters: pack.letters.length,
    stolen_percent: stolen(),
  };
}

function figuresOf(searcher: Searcher, pack: Pack): PackFigures {
  const built = buildOf(searcher, pack.rows);
  return { name: searcher.name, ...built, ...scoreOf(searcher, pack), ...speedOf(searcher, pack) };
}
