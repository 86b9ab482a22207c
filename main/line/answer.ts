import type { Hit } from '../contract/find.ts';
import type { LineAnswer, LineDeps } from './deps.ts';
import { type Line, parseLine, type Word } from './line.ts';
import { listOfOpen } from './lists.ts';
import { joinWords, lineReadings, withoutFillers } from './reading.ts';
import { ownerWanted, whoseIn } from './whose.ts';
import { answerWords, behind, isLiteral } from './words-answer.ts';

/**
 * Answers a line that names a stage, or asks for a list; null for any other, which is a name. Rows that have the whole line in their
 * name or company come first in every answer, and nothing is meant for them: names win.
 */
export function answerLine(text: string, limit: number, deps: LineDeps): LineAnswer | null {
  const line = parseLine(text);
  const said = whoseIn(line.words);
  const answer = said && !isInName(line.words, deps) ? ofWhose(said, line.amount, limit, deps) : null;
  if (answer === null) return answerWords(line, text, limit, deps);
  const words = withoutFillers(line.words);
  const named = deps.search(joinWords(line.words), limit, false).map(({ hit }) => hit);
  return behind(
    named.filter(({ opportunity }) => isLiteral(opportunity, words)),
    answer,
    limit,
  );
}

/** Whether a word for whose rows are wanted stands in a name beside a stage (`my sushi won`). */
function isInName(words: readonly Word[], deps: LineDeps): boolean {
  return lineReadings(words, deps.pipelines()).some(({ name }) => {
    const rest = whoseIn(name)?.rest ?? [];
    if (rest.length === 0) return false;
    return deps
      .search(joinWords(name), 1, false)
      .some(({ hit }) => isLiteral(hit.opportunity, withoutFillers(name)));
  });
}

/** How many of all rows are looked through for those of one owner. */
const searchedForOwn = 500;

/** What a line without its word for whose rows are wanted is answered with, of these rows; null where it asks for no list of them. */
function ofWhose(
  { isMine, rest }: NonNullable<ReturnType<typeof whoseIn>>,
  amount: Line['amount'],
  limit: number,
  deps: LineDeps,
): LineAnswer | null {
  const whose = { ...deps.whose(), isMine };
  const { owner, notMine } = ownerWanted(whose);
  const search: LineDeps['search'] = (text, most, isFuzzy) =>
    deps
      .search(text, searchedForOwn, isFuzzy)
      .filter(({ hit }) => hit.opportunity.owner === owner)
      .slice(0, most);
  const own: LineDeps = { ...deps, whose: () => whose, ...(owner === null ? {} : { search }) };
  if (rest.length === 0) return isMine ? listOfOpen(amount, own, limit) : null;
  const answer = answerWords({ words: rest, amount }, joinWords(rest), limit, own);
  if (answer !== null) return { ...answer, hits: answer.hits.map(unsure) };
  const hits = isMine ? own.search(joinWords(rest), limit, false).map(({ hit }) => hit) : [];
  if (hits.length === 0) return null;
  return { hits, total: hits.length, lists: [], stageText: null, ...(notMine ? { notMine } : {}) };
}

/** A word was taken out of the name, so the first Enter asks. */
const unsure = (hit: Hit): Hit =>
  hit.command?.kind === 'move' ? { ...hit, command: { ...hit.command, isRowSure: false } } : hit;
