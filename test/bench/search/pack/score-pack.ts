import { rounded } from '../measure.ts';
import type { Searcher } from '../searcher.ts';
import { groupOf, type Pack, type TypedText } from './load-pack.ts';

/** Rows looked at: what stands in view, and who is meant should be among them. */
const inView = 5;

/** A text none of whose wanted rows is among the first five. */
export interface Missed {
  readonly text: TypedText;
  /** Ids, best first. */
  readonly found: readonly string[];
}

/** How well a searcher answers a pack's texts, in percent. */
export interface Score {
  /** By group: what stands before the colon of a class. */
  readonly recall5: Readonly<Record<string, number>>;
  /** By class. */
  readonly kinds: Readonly<Record<string, number>>;
  /** How many of the first five should be there for one or two letters; each text weighs as many as it has hot rows. */
  readonly letters_overlap: number;
  /** The same, all texts alike. */
  readonly letters_overlap_plain: number;
  readonly missed: readonly Missed[];
}

export function scoreOf(searcher: Searcher, { texts, letters }: Pack): Score {
  const answered = texts.map((text): Missed & { readonly hit: boolean } => {
    const found = searcher.find(text.text, inView).slice(0, inView);
    return { text, found, hit: found.some(id => text.want.includes(id)) };
  });
  const shareBy = (classOf: (text: TypedText) => string): Record<string, number> =>
    Object.fromEntries(
      [...Map.groupBy(answered, ({ text }) => classOf(text))].map(([name, all]) => [
        name,
        percent(all.filter(({ hit }) => hit).length, all.length),
      ]),
    );
  const overlaps = letters.map(({ text, want, hot }) => {
    const found = searcher.find(text, inView).slice(0, inView);
    return { share: found.filter(id => want.includes(id)).length / inView, weight: hot.length };
  });
  const overlap = (weightOf: (weight: number) => number): number =>
    percent(
      overlaps.reduce((sum, { share, weight }) => sum + share * weightOf(weight), 0),
      overlaps.reduce((sum, { weight }) => sum + weightOf(weight), 0),
    );
  return {
    recall5: shareBy(groupOf),
    kinds: shareBy(text => text.class),
    letters_overlap: overlap(weight => weight),
    letters_overlap_plain: overlap(() => 1),
    missed: answered.filter(({ hit }) => !hit),
  };
}

const percent = (part: number, whole: number): number => rounded((100 * part) / Math.max(1, whole), 1);
