import type { Hit } from '../../main/contract/find.ts';
import { foldWords } from '../../main/contract/folded.ts';
import { stagesMeant } from '../../main/contract/stages/words.ts';
import { fillers } from '../../main/line/vocabulary.ts';
import type { World } from './case-file.ts';
import type { LineEngine } from './engine.ts';
import type { KeyedChoice } from './hands.ts';

const pieces = (text: string): readonly string[] => foldWords(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const begins = (words: readonly string[], own: readonly string[]): boolean =>
  words.flatMap(pieces).every(word => own.some(one => one.startsWith(word)));

/** Whether a text names this row alone, and this stage; by the rows' own words, not by the search. */
function isNamed(
  { rows }: World,
  engine: LineEngine,
  text: string,
  id: string,
  to: string,
  isChosen: boolean,
): boolean {
  const row = rows.find(one => one.id === id);
  const board = engine.pipelines.find(one => one.id === row?.pipeline);
  if (row === undefined || board === undefined) return false;
  const ownOf = (one: World['rows'][number]) =>
    pieces(`${one.name} ${one.company} ${one.email} ${one.phone}`);
  const words = text.split(/\s+/).filter(word => word !== '' && !/^[<>]\d/.test(word));
  const splits = words.flatMap((_, at) => [
    { name: words.slice(0, at), said: words.slice(at) },
    { name: words.slice(at), said: words.slice(0, at) },
  ]);
  return splits.some(({ name, said }) => {
    const bare = name.filter(word => !fillers.has(foldWords(word)));
    const phrases = [said, said.filter(word => !fillers.has(foldWords(word)))];
    const isStage = phrases.some(phrase => {
      const meant = stagesMeant(phrase.join(' '), board);
      const [only, ...others] = meant?.stages ?? [];
      return only?.id === to && others.length === 0 && (only.role === 'open' || meant?.naming === 'whole');
    });
    if (!isStage) return false;
    const fits = rows.filter(one => begins(bare.length > 0 ? bare : name, ownOf(one)));
    return isChosen || (fits.length === 1 && fits[0]?.id === id && name.length > 0);
  });
}

const literalOf = ({ opportunity: { name, company } }: Hit): readonly string[] =>
  pieces(`${name} ${company}`);

/** Whether some words of a text name this stage, of whatever naming. */
function isStageNamed(engine: LineEngine, { opportunity }: Hit, text: string, to: string): boolean {
  const board = engine.pipelines.find(({ id }) => id === opportunity.pipeline);
  const words = text.split(/\s+/);
  const phrases = words.flatMap((_, from) =>
    words.slice(from).map((_, length) => words.slice(from, from + length + 1)),
  );
  return phrases.some(
    phrase => board && stagesMeant(phrase.join(' '), board)?.stages.some(({ id }) => id === to),
  );
}

/** Why nobody meant this, by the rows' own words and not by the search; null where somebody did. */
export function faultOf(
  world: World,
  engine: LineEngine,
  { key, before, effect, isPicked, isChosen }: KeyedChoice,
): string | null {
  const { search, picker, screen } = before;
  const text = search.text;
  if (effect.name === 'undo' || effect.name === 'undo.several') {
    if (key !== 'Mod+Z') return `${key} takes back`;
    return text === '' ? null : 'takes a change back though there is text';
  }
  if (effect.name === 'move.several') {
    if (search.marks.rows.length < 2) return 'moves several though none are marked';
    const isEnd = picker?.closing !== null;
    return isEnd && key !== 'Mod+Enter' ? `${key} ends several` : null;
  }
  if (effect.name !== 'move') return effect.name;
  const { opportunity, to } = effect.request;
  if (screen === 'search') {
    const isAnswer = key === 'answer' && search.waiting !== null;
    if (!isAnswer && !key.endsWith('Enter')) return `${key} moves`;
    const reply = isAnswer ? engine.find(text, 20) : search.reply;
    const hit = reply?.hits.find(one => one.opportunity.id === opportunity);
    if (!hit) return 'moves a row that is not there';
    if (begins([text], literalOf(hit))) return 'moves a row that has all the words';
    return isNamed(world, engine, text, opportunity, to, isChosen) ? null : 'moves what was not named';
  }
  if (screen !== 'picker' || picker === null) return `moves on ${screen}`;
  if (picker.hit.opportunity.id !== opportunity) return 'moves another row';
  if (/^\d$/.test(key)) return null;
  const stage = picker.stages[picker.index];
  if (!key.endsWith('Enter') || stage?.id !== to) return `${key} moves`;
  if (isPicked || stage.role === 'open') return null;
  if (begins([text], literalOf(picker.hit))) return 'ends a row that has all the words';
  return isStageNamed(engine, picker.hit, text, to) ? null : 'ends what was not said to end';
}
