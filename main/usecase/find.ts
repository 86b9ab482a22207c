import type { Request } from '../contract/calls.ts';
import type { ChangeView } from '../contract/change.ts';
import type { FindReply, Fit, Hit } from '../contract/find.ts';
import { homePipeline } from '../contract/home-pipeline.ts';
import { type Opportunity, type OpportunityId, type Pipeline, unverified } from '../contract/model.ts';
import type { Catalogue, Match, Searchable } from '../search/catalogue.ts';
import { commandsIn, meaningOf } from './command.ts';
import { dealLink } from './deal-link.ts';
import { pastedId } from './pasted-id.ts';

export interface FindDeps<Row extends Searchable> {
  readonly catalogue: Catalogue<Row>;
  /** The whole opportunity of a catalogue row, as plain data that can cross IPC. */
  readonly whole: (row: Row) => Opportunity;
  /** The newest open change of an opportunity under the key in use; called for every row of an answer. */
  readonly newestChange: (id: OpportunityId) => ChangeView | null;
  /** Opportunities with an open change under the key in use, the newest change first. */
  readonly openLately: (limit: number) => readonly OpportunityId[];
  /** Opportunities the user moved lately under the key in use, newest first. */
  readonly movedLately: () => readonly OpportunityId[];
  readonly pipelines: () => readonly Pipeline[];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

type Found = Omit<FindReply, 'seq'>;
const plainly = { kind: 'results', ambiguous: false, fit: 'good' } as const;

/** A text with three letters in a row may be a name. */
const nameLike = /\p{L}\p{M}*\p{L}\p{M}*\p{L}/u;

/** What chats and spreadsheets put into what is pasted: marks of direction, soft hyphens, blanks of no width. */
const invisible = /[\p{Cf}\p{DI}]/gu;

/** With at most this many rows, the one that is meant may be missing. */
const few = 3;

function fitOf(text: string, { hits, total }: Answers): Fit {
  if (!nameLike.test(text)) return 'good';
  if (!hits.some(match => match.exact)) return 'weak';
  return total <= few ? 'few' : 'good';
}

type Answers = Pick<ReturnType<Catalogue<Searchable>['find']>, 'hits' | 'total'>;

/**
 * Answers the search box: an empty text with pending and recent rows, a pasted id or link with its row, a line that
 * names a stage as a command, any other text by the catalogue.
 */
export function createFind<Row extends Searchable>(
  deps: FindDeps<Row>,
): (request: Request<'find'>) => FindReply {
  /** The row with its stage as the pipeline has it: the row alone does not know the stage's role. */
  const whole = (row: Row): Opportunity => {
    const opportunity = deps.whole(row);
    const pipeline = deps.pipelines().find(({ id }) => id === opportunity.pipeline);
    const stage = pipeline?.stages.find(({ id }) => id === opportunity.stage.id);
    return stage === undefined ? opportunity : { ...opportunity, stage };
  };

  /** The opportunity that a text stands for: its id, or a link to it. */
  const idIn = (text: string): OpportunityId | null => pastedId(text) ?? dealLink(text, rowOf)?.id ?? null;
  const rowOf = (id: OpportunityId): Opportunity | undefined => {
    const row = deps.catalogue.get(id);
    return row === undefined ? undefined : deps.whole(row);
  };

  const shown = (opportunity: Opportunity, highlights: Hit['highlights'] = []): Hit => {
    const change = deps.newestChange(opportunity.id);
    return { opportunity, highlights, change, verified: true, to: null };
  };

  const hit = (match: Match<Row>): Hit => shown(whole(match.row), match.highlights);

  const bare = (id: OpportunityId): Hit => {
    const row = deps.catalogue.get(id);
    if (row !== undefined) return shown(whole(row));
    const { change, ...rest } = shown(unverified(id));
    const named = { ...rest.opportunity, name: change?.name ?? '', company: change?.company ?? '' };
    return { ...rest, change, opportunity: named, verified: false };
  };

  const recent = (limit: number): Found => {
    const freshest = deps.catalogue.recent(limit);
    const ids = new Set([
      ...deps.openLately(limit),
      ...deps.movedLately().filter(id => deps.catalogue.get(id) !== undefined),
      ...freshest.map(row => row.id),
    ]);
    const hits = [...ids].slice(0, limit).map(bare);
    return { ...plainly, kind: 'recent', hits, total: hits.length };
  };

  /** Reads the line as a command if its stage words fit the pipelines of the rows that the other words find. */
  const command = (text: string, limit: number) => {
    for (const { search, stage } of commandsIn(text)) {
      const id = idIn(search);
      const matches = id === null ? deps.catalogue.find(search, limit, deps.now()).hits : [];
      const rows = id === null ? matches.map(hit) : [bare(id)];
      const hits = rows.flatMap(row => {
        const pipeline = homePipeline(row.opportunity, row.verified, deps.pipelines());
        const meant = pipeline === undefined ? null : meaningOf(stage, pipeline);
        if (meant === null) return [];
        const isSure = meant.isWhole || meant.stage.role === 'open';
        return [{ hit: { ...row, to: meant.stage.id }, isSure }];
      });
      const isOne = hits.length === 1 && (id !== null || matches.filter(match => match.exact).length === 1);
      const sure = isOne && hits.every(({ isSure }) => isSure);
      if (hits.length > 0) return { hits: hits.map(found => found.hit), sure };
    }
    return null;
  };

  const results = (text: string, limit: number): Found => {
    const id = idIn(text);
    const found = deps.catalogue.find(text, limit, deps.now());
    const plainHits = found.hits.map(hit);
    if (id !== null) {
      const others = plainHits.filter(row => row.opportunity.id !== id);
      // Other ids begin with it, so more likely it is still being typed.
      const typing = others.some(row => row.opportunity.id.startsWith(id));
      const hits = (typing ? [...others, bare(id)] : [bare(id), ...others]).slice(0, limit);
      return { ...plainly, hits, total: Math.max(found.total, hits.length) };
    }
    const line = command(text, limit);
    if (line === null) return { ...plainly, hits: plainHits, total: found.total, fit: fitOf(text, found) };
    // Rows that have the line in their name as it stands (“maria per”) come first, and no stage is named for them.
    const literal = plainHits.filter((_, at) => found.hits[at]?.exact);
    const rest = literal.length > 0 ? plainHits : [];
    const inOrder = [...literal, ...line.hits, ...rest];
    const ids = inOrder.map(row => row.opportunity.id);
    const hits = inOrder.filter((row, at) => ids.indexOf(row.opportunity.id) === at).slice(0, limit);
    const ambiguous = literal.length > 0 || !line.sure;
    return { ...plainly, hits, total: hits.length, ambiguous };
  };

  return ({ seq, text, limit }) => {
    const seen = text.replace(invisible, '').trim();
    return { seq, ...(seen === '' ? recent(limit) : results(seen, limit)) };
  };
}
