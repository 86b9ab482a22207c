import type { Pipeline } from '../contract/model.ts';
import type { Line, Word } from './line.ts';
import { joinWords, type Meanings, meaningsOf, staleDaysIn } from './reading.ts';
import { today } from './vocabulary.ts';

/** Letters from which on the first letters of a stage list it, where they find names too. */
const listedFrom = 3;

/** Which list a line asks for. */
export type ListAsked =
  | { readonly kind: 'stale'; readonly days: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'stages'; readonly meanings: Meanings };

/** The list that a line may ask for; null where it asks for none. `words`: those of the line without the fillers at its ends. */
export function listAsked(
  words: readonly Word[],
  { words: all }: Line,
  pipelines: readonly Pipeline[],
): ListAsked | null {
  const days = staleDaysIn(words);
  if (days !== null) return { kind: 'stale', days };
  if (today.includes(joinWords(words).toLowerCase())) return { kind: 'today' };
  const meanings = stagesNamed(words, all, pipelines);
  return meanings.size > 0 ? { kind: 'stages', meanings } : null;
}

/** Whether words name stages well enough to list them where they find names too. */
export function isClear(meanings: Meanings, words: readonly Word[]): boolean {
  const meant = [...meanings.values()];
  const isOne = meant.every(({ stages }) => stages.length === 1);
  return meant.some(({ naming }) => naming !== 'part') || (isOne && joinWords(words).length >= listedFrom);
}

/** The stages that a line names, with or without the fillers at its ends. */
function stagesNamed(words: readonly Word[], all: readonly Word[], pipelines: readonly Pipeline[]): Meanings {
  const asTyped = meaningsOf(all, pipelines);
  return asTyped.size > 0 ? asTyped : meaningsOf(words, pipelines);
}
