import type { Request } from '../contract/calls.ts';
import type { FindReply, Fit, StagePlace } from '../contract/find.ts';
import type { OpportunityId } from '../contract/model.ts';
import { cutNote } from '../contract/note.ts';
import { answerLine } from '../line/answer.ts';
import { countsOfStages } from '../line/counts.ts';
import type { LineDeps } from '../line/deps.ts';
import { withoutInvisible } from '../line/line.ts';
import { listOfStage } from '../line/lists.ts';
import { pastedIds } from '../line/pasted.ts';
import { ownerWanted } from '../line/whose.ts';
import type { Catalogue, Searchable } from '../search/catalogue.ts';
import { createHits, type HitsDeps } from './hits.ts';

export interface FindDeps<Row extends Searchable> extends HitsDeps<Row> {
  /** Opportunities with an open change under the key in use, the newest change first. */
  readonly openLately: (limit: number) => readonly OpportunityId[];
  /** Opportunities the user moved lately under the key in use, newest first. */
  readonly movedLately: () => readonly OpportunityId[];
  /** Opportunities the user moved today under the key in use, newest first. */
  readonly movedToday: () => readonly OpportunityId[];
  readonly list: LineDeps['list'];
  readonly counts: LineDeps['counts'];
  readonly whose: LineDeps['whose'];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

type Found = Omit<FindReply, 'seq'>;
const plain = { kind: 'results', lists: [], stageText: null, fit: 'good' } as const;

/** A text with three letters in a row may be a name. */
const nameLike = /\p{L}\p{M}*\p{L}\p{M}*\p{L}/u;

/** The most open changes that lists and counts take into account. */
const mostChanging = 1000;

/** With at most this many rows, the one that is meant may be missing. */
const few = 3;

function fitOf(text: string, { hits, total }: Answers): Fit {
  if (!nameLike.test(text)) return 'good';
  if (!hits.some(match => match.exact)) return 'weak';
  return total <= few ? 'few' : 'good';
}

type Answers = Pick<ReturnType<Catalogue<Searchable>['find']>, 'hits' | 'total'>;

/**
 * Answers the search box: an empty text with pinned, pending and recent rows, a pasted id or link with its row, a line that
 * names a stage by what it means for each row (`line`), any other text by the catalogue. A note at its end finds nothing.
 */
export function createFind<Row extends Searchable>(
  deps: FindDeps<Row>,
): (request: Request<'find'>) => FindReply {
  const { of: hit, ofId: bare, isKnown } = createHits(deps);

  const recent = (limit: number): Found => {
    const freshest = deps.catalogue.recent(limit);
    const ids = new Set([
      ...deps.pins().filter(isKnown),
      ...deps.openLately(limit),
      ...deps.movedLately().filter(isKnown),
      ...freshest.map(row => row.id),
    ]);
    const hits = [...ids].slice(0, limit).map(bare);
    const { notMine } = ownerWanted(deps.whose());
    const answer = { ...plain, kind: 'recent', hits, total: hits.length } as const;
    return { ...answer, counts: countsOfStages(lineDeps), ...(notMine === 'who' ? { notMine } : {}) };
  };

  const lineDeps: LineDeps = {
    search: (text, limit, isFuzzy) =>
      deps.catalogue
        .find(text, limit, deps.now(), !isFuzzy)
        .hits.map(match => ({ hit: hit(match), exact: match.exact })),
    pasted: text => pastedIds(text, isKnown).map(bare),
    pipelines: deps.pipelines,
    list: deps.list,
    counts: deps.counts,
    whose: deps.whose,
    hitOf: row => bare(row.id),
    changing: () => deps.openLately(mostChanging).map(bare),
    movedToday: () => deps.movedToday().map(bare),
    now: deps.now,
  };

  const results = (text: string, limit: number): Found => {
    const [id] = /\s/.test(text.trim()) ? [] : pastedIds(text, isKnown);
    const line = id === undefined ? answerLine(text, limit, lineDeps) : null;
    if (line !== null) return { ...plain, ...line };
    const found = deps.catalogue.find(text, limit, deps.now());
    const rows = found.hits.map(match => hit(match));
    if (id === undefined) return { ...plain, hits: rows, total: found.total, fit: fitOf(text, found) };
    // A link names one row; a bare id may be the beginning of others.
    const others = text.includes('/') ? [] : rows.filter(row => row.opportunity.id !== id);
    const typing = others.some(row => row.opportunity.id.startsWith(id));
    const hits = (typing ? [...others, bare(id)] : [bare(id), ...others]).slice(0, limit);
    return { ...plain, hits, total: Math.max(others.length === 0 ? 0 : found.total, hits.length) };
  };

  const isKnownStage = ({ pipeline, stage }: StagePlace): boolean =>
    deps.pipelines().some(({ id, stages }) => id === pipeline && stages.some(one => one.id === stage));

  return ({ seq, text: typed, limit, list }) => {
    const { text } = cutNote(typed);
    if (withoutInvisible(text).trim() === '') return { seq, ...recent(limit) };
    if (list === undefined || !isKnownStage(list)) return { seq, ...results(text, limit) };
    return { seq, ...plain, ...listOfStage(list, text, lineDeps, limit), counts: countsOfStages(lineDeps) };
  };
}
