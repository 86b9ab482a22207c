import type { Unclear } from '../contract/automation/told.ts';
import type { Hit } from '../contract/find.ts';
import type { Opportunity, Pipeline, Stage } from '../contract/model.ts';
import type { DirectoryView } from '../contract/snapshot.ts';
import { foldWords } from '../contract/stages/folded.ts';
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

const wordsOf = (text: string): readonly string[] =>
  foldWords(text.replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '')).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether the text is the whole of an e-mail address, or each of its words a whole word of the name or the company. */
function isWhole(text: string, { name, company, email }: Opportunity): boolean {
  if (email !== '' && text.trim().toLowerCase() === email.toLowerCase()) return true;
  const own = wordsOf(`${name} ${company}`);
  const words = wordsOf(text);
  return words.length > 0 && words.every(word => own.includes(word));
}

/** Whether every row that the server counts is here, as far as any list of it shows them. */
const isListWhole = ({ known, total, unreadable, missing }: DirectoryView): boolean =>
  total !== null && known + unreadable + missing >= total;

/**
 * The one row that a program means: the row of the only id in the text, or else the only row that has every word of it. Nobody sees
 * the row before it moves, so this asks more than the line does of a person: no first letters, no typo, no word left out, and a
 * whole list, in which no other row can be missing.
 */
export function rowMeant<Row extends Searchable>(text: string, deps: MeantDeps<Row>): Certain<Hit> {
  const ids = pastedIds(text, deps.hits.isKnown);
  const [id] = ids;
  if (id !== undefined) {
    return ids.length === 1
      ? certain(deps.hits.ofId(id))
      : notCertain('several-opportunities', ids.slice(0, mostCandidates).map(deps.hits.ofId));
  }
  const found = deps.catalogue.find(text, mostCandidates, deps.now()).hits;
  const exact = found.filter(match => match.exact);
  const candidates = (exact.length > 0 ? exact : found).map(deps.hits.of);
  const [hit] = candidates;
  if (hit === undefined) return notCertain('no-opportunity', []);
  if (exact.length > 1) return notCertain('several-opportunities', candidates);
  if (exact.length === 0 || !isWhole(text, hit.opportunity)) return notCertain('not-exact', candidates);
  return isListWhole(deps.directory()) ? certain(hit) : notCertain('list-incomplete', candidates);
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
