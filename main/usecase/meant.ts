import type { Unclear } from '../contract/automation/told.ts';
import { type Hit, mostHits } from '../contract/find.ts';
import type { Opportunity, Pipeline, Stage } from '../contract/model.ts';
import { cutNote } from '../contract/note.ts';
import type { DirectoryView } from '../contract/snapshot.ts';
import { homePipeline } from '../contract/stages/home-pipeline.ts';
import { stagesMeant } from '../contract/stages/words.ts';
import { pastedIds } from '../line/pasted.ts';
import type { Catalogue, Searchable } from '../search/catalogue.ts';
import type { Hits } from './hits.ts';

/** Nothing is meant for certain; these may be. */
export interface NotCertain {
  readonly why: Unclear;
  readonly hits: readonly Hit[];
  readonly stages: readonly Stage[];
}

type Certain<T> = { readonly certain: true; readonly value: T } | ({ readonly certain: false } & NotCertain);

const certain = <T>(value: T): Certain<T> => ({ certain: true, value });
const notCertain = (why: Unclear, hits: readonly Hit[], stages: readonly Stage[] = []) =>
  ({ certain: false, why, hits, stages }) as const;

export interface MeantDeps<Row extends Searchable> {
  readonly catalogue: Pick<Catalogue<Row>, 'find'>;
  readonly hits: Hits<Row>;
  readonly directory: () => DirectoryView;
  readonly pipelines: () => readonly Pipeline[];
  readonly now: () => number;
}

/** The most rows that are told when none is certain. */
const mostCandidates = 10;

/**
 * The words of a text, folded. In scripts whose vowels are marks, the marks stay: without them two names become one. So do the signs that
 * tell words apart: C, C# and C++, A+ and A-.
 */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .normalize('NFKD')
    .replaceAll(accents, '')
    .toLowerCase()
    .match(/(?<![\p{L}\p{N}\p{M}])\p{L}-(?!\S)|[\p{L}\p{N}\p{M}]+[+#]*/gu) ?? [];
const accents = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]\p{M}*)\p{M}/gu;

/** Pictures mark a name, as 🔴 and 🟢 do. Without them it is meant all the same. */
const picturesIn = (text: string): readonly string[] => text.match(/\p{Extended_Pictographic}/gu) ?? [];

/** Whether all of these words are among the others, each as often. */
function areWithin(words: readonly string[], others: readonly string[]): boolean {
  const left = [...others];
  return words.every(word => {
    const at = left.indexOf(word);
    return at >= 0 && left.splice(at, 1).length > 0;
  });
}

/** What of a row a text has: the whole of its name or e-mail address, no more than words of it, or a word that the row lacks. */
function partIn(text: string, { name, company, email }: Opportunity): 'whole' | 'words' | null {
  if (email !== '' && text.trim().toLowerCase() === email.toLowerCase()) return 'whole';
  const words = wordsOf(text);
  const own = wordsOf(`${name} ${company}`);
  const areOwn = areWithin(words, own) && areWithin(picturesIn(text), picturesIn(`${name} ${company}`));
  if (words.length === 0 || !areOwn) return null;
  const named = wordsOf(name);
  return areWithin(named.length > 0 ? named : own, words) ? 'whole' : 'words';
}

/** Whether every row that the server counts is here, as far as any list of it shows them. */
const isListWhole = ({ known, total, unreadable, missing }: DirectoryView): boolean =>
  total !== null && known + unreadable + missing >= total;

/**
 * The one row that a program means: the row of the only id in the text, or else the row whose whole name the text is, with words of
 * its company or without, where no other row has every word of it. Nobody sees the row before it moves, so this asks more than the
 * line does of a person: no part of a name, no first letters, no typo, no word left out, and a whole list, in which no other row can
 * be missing.
 */
export function rowMeant<Row extends Searchable>(text: string, deps: MeantDeps<Row>): Certain<Hit> {
  const { hits, total } = deps.catalogue.find(text, mostHits, deps.now(), true);
  const having = hits.map(deps.hits.of).filter(({ opportunity }) => partIn(text, opportunity) !== null);
  const ids = pastedIds(text, deps.hits.isKnown);
  const [id] = ids;
  if (id !== undefined) {
    // A name can have another row's id in it.
    const named = having.filter(
      ({ opportunity }) =>
        text.trim() !== id && !ids.includes(opportunity.id) && partIn(text, opportunity) === 'whole',
    );
    return ids.length + named.length === 1
      ? certain(deps.hits.ofId(id))
      : notCertain('several-opportunities', [...ids.map(deps.hits.ofId), ...named].slice(0, mostCandidates));
  }
  const [hit] = having;
  if (having.length > 1 || total > hits.length)
    return notCertain(
      'several-opportunities',
      (hit ? having : hits.map(deps.hits.of)).slice(0, mostCandidates),
    );
  if (hit === undefined || partIn(text, hit.opportunity) !== 'whole') {
    const near = deps.catalogue.find(text, mostCandidates, deps.now()).hits.map(deps.hits.of);
    return notCertain(near.length > 0 ? 'not-exact' : 'no-opportunity', near);
  }
  return isListWhole(deps.directory()) ? certain(hit) : notCertain('list-incomplete', [hit]);
}

/**
 * The one stage of the row's own pipeline that a program's words mean: by its wire name, in full, or, for a stage that is surely no
 * end, by its first letters. A stage's number is no name: it changes with the order.
 */
export function stageOfWords(words: string, hit: Hit, pipelines: readonly Pipeline[]): Certain<Stage> {
  const pipeline = homePipeline(hit.opportunity, hit.verified, pipelines);
  if (pipeline === undefined) return notCertain('no-stage', [hit]);
  const text = words.trim();
  const wired = pipeline.stages.find(({ id }) => id === text);
  if (wired !== undefined) return certain(wired);
  const meant = /^#/.test(text) ? null : stagesMeant(text, pipeline);
  const [stage] = meant?.stages ?? [];
  if (meant === null || stage === undefined) return notCertain('no-stage', [hit], pipeline.stages);
  if (meant.stages.length > 1) return notCertain('several-stages', [hit], meant.stages);
  const isNoEnd = stage.role === 'open' && !pipeline.unsure.includes(stage.id);
  const isSure = meant.naming === 'whole' || (meant.naming === 'part' && isNoEnd);
  return isSure ? certain(stage) : notCertain('stage-not-exact', [hit], [stage]);
}

/** The stage as `stageOfWords` has it, and a note behind the sign of a line: ` // ` in the stage's own name is no such sign. */
export function stageAndNote(
  words: string,
  hit: Hit,
  pipelines: readonly Pipeline[],
): { readonly to: Certain<Stage>; readonly note: string } {
  const cut = cutNote(words);
  const whole = stageOfWords(words, hit, pipelines);
  return cut.at === null || whole.certain
    ? { to: whole, note: '' }
    : { to: stageOfWords(cut.text, hit, pipelines), note: cut.note };
}
