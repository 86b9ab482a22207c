import { staleDays } from '../contract/find.ts';
import { lettersOf } from '../contract/folded.ts';
import type { Pipeline, PipelineId } from '../contract/model.ts';
import {
  type Naming,
  type StagesMeant,
  type StageWords,
  stagesMeant,
  wordsOf,
} from '../contract/stages/words.ts';
import { parseLine, type Word } from './line.ts';
import { days, fillers, stale, staleFor } from './vocabulary.ts';

/** What words mean in each pipeline in which they mean a stage. */
export type Meanings = ReadonlyMap<PipelineId, StagesMeant>;

/** A line read as a name and a stage. */
export interface LineReading {
  readonly name: readonly Word[];
  /** The words for the stage, or its number. */
  readonly phrase: readonly Word[];
  readonly meanings: Meanings;
  /** How well the words name a stage where they do it best. */
  readonly naming: Naming;
}

/** The most words that name a stage. */
const longestPhrase = 4;

export const joinWords = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

/** What the words mean in each pipeline; empty where they mean nothing. */
export function meaningsOf(words: readonly Word[], pipelines: readonly Pipeline[]): Meanings {
  const text = joinWords(words);
  return new Map(
    pipelines.flatMap(pipeline => {
      const meant = stagesMeant(text, pipeline, knownWords(pipeline));
      return meant === null ? [] : [[pipeline.id, meant] as const];
    }),
  );
}

const knownByPipeline = new WeakMap<Pipeline, readonly StageWords[]>();

/** A pipeline's words are worked out once, since every key asks for them. */
function knownWords(pipeline: Pipeline): readonly StageWords[] {
  const known = knownByPipeline.get(pipeline) ?? wordsOf(pipeline);
  knownByPipeline.set(pipeline, known);
  return known;
}

/**
 * The ways to read a line as a name and a stage, the likeliest first: a stage in full before one by its first letters or with a typo, a
 * longer one before a shorter, at the end before at the start.
 */
export function lineReadings(all: readonly Word[], pipelines: readonly Pipeline[]): readonly LineReading[] {
  const words = between(all, word => !isSign(word));
  const readings: LineReading[] = [];
  for (let length = Math.min(longestPhrase, words.length - 1); length > 0; length--) {
    const ends = [
      { phrase: words.slice(-length), name: nameOf(words.slice(0, -length)) },
      { phrase: words.slice(0, length), name: nameOf(words.slice(length)) },
    ];
    for (const { phrase, name } of ends) {
      if (name.every(isSign) || isSign(phrase[0]) || isSign(phrase.at(-1))) continue;
      const meanings = meaningsOf(phrase, pipelines);
      const isNumber = /^#\d$/.test(joinWords(phrase));
      if (meanings.size === 0 && !isNumber) continue;
      readings.push({ name, phrase, meanings, naming: bestOf(meanings) });
    }
  }
  const order: readonly Naming[] = ['whole', 'part', 'typo'];
  return readings.sort((a, b) => order.indexOf(a.naming) - order.indexOf(b.naming));
}

/** The words of a name without fillers around them; fillers alone may be a name. */
function nameOf(words: readonly Word[]): readonly Word[] {
  const name = withoutFillers(words);
  return name.length > 0 ? name : words;
}

/** Letters from which on the end of a line is taken for a stage when its name is to be remembered. */
const rememberedFrom = 3;

/** The name in a line that names a stage of this pipeline; any other line as it is. */
export function nameIn(typed: string, pipeline: Pipeline): string {
  const reading = lineReadings(parseLine(typed).words, [pipeline]).find(({ phrase, naming }) => {
    const said = joinWords(phrase);
    return naming !== 'typo' && (said.length >= rememberedFrom || said.startsWith('#'));
  });
  return reading === undefined ? typed : joinWords(reading.name);
}

/** A line without a stage, as it stands while the word before the stage is typed. */
export const nameAlone = (words: readonly Word[]): LineReading => ({
  name: words,
  phrase: [],
  meanings: new Map(),
  naming: 'whole',
});

/** A word without letters or digits, which is no part of a stage's name. */
const isSign = (word: Word | undefined): boolean => word !== undefined && lettersOf(word.folded) === '';

function bestOf(meanings: Meanings): Naming {
  const all = [...meanings.values()].map(({ naming }) => naming);
  return all.includes('whole') || all.length === 0 ? 'whole' : all.includes('part') ? 'part' : 'typo';
}

/** Without the fillers and signs at both ends; nothing of fillers alone. */
export const withoutFillers = (words: readonly Word[]): readonly Word[] =>
  between(words, word => !fillers.has(word.folded) && !isSign(word));

/** From the first such word to the last. */
const between = (words: readonly Word[], isSuch: (word: Word) => boolean): readonly Word[] => {
  const from = words.findIndex(isSuch);
  return from < 0 ? [] : words.slice(from, words.findLastIndex(isSuch) + 1);
};

/** For how many days the line wants rows untouched; null where it asks for no such list. */
export function staleDaysIn(words: readonly Word[]): number | null {
  const said = words.map(({ folded }) => folded).join(' ');
  const phrase = stale.find(one => said === one || said.startsWith(`${one} `));
  if (phrase === undefined) return null;
  const rest = staleFor.exec(said.slice(phrase.length));
  if (rest === null) return null;
  const [, number, unit] = rest;
  if (unit !== undefined && !days.has(unit)) return null;
  return number === undefined ? staleDays : Number(number);
}

/** Where words stand in the text; null without words. */
export function rangeOfWords(words: readonly Word[]): readonly [start: number, end: number] | null {
  const [first, last] = [words[0], words.at(-1)];
  return first === undefined || last === undefined ? null : [first.start, last.end];
}
