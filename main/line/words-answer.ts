import type { Hit, RowCommand } from '../contract/find.ts';
import { foldWords } from '../contract/folded.ts';
import type { Opportunity, OpportunityId, Pipeline } from '../contract/model.ts';
import { homePipeline } from '../contract/stages/home-pipeline.ts';
import { shownStage } from '../contract/stages/shown.ts';
import type { FoundRow, LineAnswer, LineDeps } from './deps.ts';
import { isWorth, type Line, type Word } from './line.ts';
import { type ListAsked, listAsked } from './list-asked.ts';
import { listFor, touched } from './lists.ts';
import {
  joinWords,
  type LineReading,
  lineReadings,
  type Meanings,
  nameAlone,
  rangeOfWords,
  withoutFillers,
} from './reading.ts';

/** How many readings are tried with typos in the name, where none has it as typed: each costs a whole search. */
const mostFuzzy = 3;

/** Answers the words of a line that does not say whose rows it wants. */
export function answerWords(line: Line, text: string, limit: number, deps: LineDeps): LineAnswer | null {
  const inner = withoutFillers(line.words);
  const words = inner.length > 0 ? inner : line.words;
  const hasMore = words.length < line.words.length || line.amount !== null;
  if (words.length === 0) return null;
  const ids = deps.pasted(text);
  if (ids.length > 0) return ofPasted(ids, words, deps);
  const readings = [...lineReadings(line.words, deps.pipelines()), ...(hasMore ? [nameAlone(words)] : [])];
  const asked = listAsked(words, line, deps.pipelines());
  // Most texts are a name and no more, which the search alone answers.
  if (readings.length === 0 && asked === null) return null;
  const asTyped = deps.search(joinWords(line.words), limit, false);
  const plain = asTyped.length > 0 || !hasMore ? asTyped : deps.search(joinWords(words), limit, false);
  const literal = plain.map(({ hit }) => hit).filter(({ opportunity }) => isLiteral(opportunity, words));
  const list = asked && listFor(asked, words, line, deps, limit, plain.length === 0);
  if (list !== null && literal.length > 0) return behind(literal, list, limit);
  if (list !== null && !(words.length > 1 && isTypo(asked))) return list;
  const others = plain.map(({ hit }) => hit);
  for (const isFuzzy of [false, true]) {
    for (const reading of readings.slice(0, isFuzzy ? mostFuzzy : readings.length)) {
      const rows = deps
        .search(joinWords(reading.name), limit, isFuzzy)
        .filter(({ hit }) => line.amount === null || isWorth(line.amount, hit.opportunity.value));
      const read = ofReading(reading, rows, literal.length === 0, deps);
      if (read !== null) return joined([literal, read.hits, others], read, literal.length === 0, limit);
    }
    if (list !== null && list.total > 0) return list;
  }
  return null;
}

/** Whether a stage is named with a typo only: the words may be a name and the first letter of a stage as well (`nova w`). */
const isTypo = (asked: ListAsked | null): boolean =>
  asked?.kind === 'stages' && [...asked.meanings.values()].every(({ naming }) => naming === 'typo');

/** Whether each word begins one of the row's name or company. */
export function isLiteral({ name, company }: Opportunity, words: readonly Word[]): boolean {
  const own = piecesOf(`${name} ${company}`);
  return words.every(({ text }) => piecesOf(text).every(piece => own.some(one => one.startsWith(piece))));
}

const piecesOf = (text: string): readonly string[] =>
  foldWords(text.replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '')).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Pasted ids are the first rows. A stage counts only beside an id alone: a sentence may end with any word. */
function ofPasted(ids: readonly Hit[], words: readonly Word[], deps: LineDeps): LineAnswer {
  const [only] = ids;
  const plain = { hits: ids, total: ids.length, lists: [], stageText: null };
  if (only === undefined || ids.length > 1) return plain;
  const reading = lineReadings(words, deps.pipelines()).find(
    ({ name }) => name.length === 1 && deps.pasted(joinWords(name)).length === 1,
  );
  if (reading === undefined) return plain;
  const read = ofReading(reading, [{ hit: only, exact: true }], true, deps);
  return read === null ? plain : { ...plain, ...read };
}

interface Read {
  readonly hits: readonly Hit[];
  readonly stageText: LineAnswer['stageText'];
}

/** The rows with what the reading means for each: those that would move first, those that stand there last. Null without rows. */
function ofReading(
  { meanings, phrase }: LineReading,
  rows: readonly FoundRow[],
  isOnly: boolean,
  deps: LineDeps,
): Read | null {
  const isRowSure = isOnly && rows.length === 1 && rows.every(({ exact }) => exact);
  const said = joinWords(phrase);
  const read = rows.map(({ hit, exact }): Hit => {
    // With a typo in its name it may be a name: the words for the stage are in it too.
    const isName = !exact && isLiteral(hit.opportunity, phrase);
    return { ...hit, command: isName ? null : commandFor(hit, meanings, said, isRowSure, deps.pipelines()) };
  });
  const rankOf = ({ command }: Hit): number => (command?.kind === 'there' ? 2 : command === null ? 1 : 0);
  const hits = read.filter(({ command }) => command?.kind !== 'there').sort((a, b) => rankOf(a) - rankOf(b));
  const there = read
    .filter(({ command }) => command?.kind === 'there')
    .sort((a, b) => touched(a) - touched(b));
  if (read.length === 0) return null;
  return { hits: [...hits, ...there], stageText: rangeOfWords(phrase) };
}

function commandFor(
  hit: Hit,
  meanings: Meanings,
  said: string,
  isRowSure: boolean,
  pipelines: readonly Pipeline[],
): RowCommand | null {
  const pipeline = homePipeline(hit.opportunity, hit.verified, pipelines);
  const meant = pipeline === undefined ? undefined : meanings.get(pipeline.id);
  const [, number] = /^#(\d)$/.exec(said) ?? [];
  if (meant === undefined) return number === undefined ? null : { kind: 'no-number', number: Number(number) };
  const [stage] = meant.stages;
  if (stage === undefined) return null;
  if (meant.stages.length > 1)
    return said.length > 1 ? { kind: 'which', stages: meant.stages.map(({ id }) => id) } : null;
  if (shownStage(hit)?.id === stage.id) return { kind: 'there', stage: stage.id };
  const isStageSure = meant.naming === 'whole' || stage.role === 'open';
  return { kind: 'move', to: stage.id, isRowSure, isStageSure };
}

/** The list after the rows whose name is the line. */
export function behind(literal: readonly Hit[], list: LineAnswer, limit: number): LineAnswer {
  const ids = new Set(literal.map(({ opportunity }) => opportunity.id));
  const isRest = ({ opportunity }: Hit): boolean => !ids.has(opportunity.id);
  const rest = list.hits.filter(isRest);
  const lists = list.lists.map(heading => ({
    ...heading,
    at: literal.length + list.hits.slice(0, heading.at).filter(isRest).length,
  }));
  const total = literal.length + list.total - (list.hits.length - rest.length);
  return { ...list, hits: [...literal, ...rest].slice(0, limit), lists, total };
}

function joined(
  groups: readonly (readonly Hit[])[],
  { stageText }: Read,
  isMarked: boolean,
  limit: number,
): LineAnswer {
  const all = groups.flat();
  const ids = all.map(({ opportunity }) => opportunity.id);
  const hits = all.filter((_, at) => ids.indexOf(ids[at] ?? ('' as OpportunityId)) === at);
  return {
    hits: hits.slice(0, limit),
    total: hits.length,
    lists: [],
    stageText: isMarked ? stageText : null,
  };
}
