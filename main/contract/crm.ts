import { crmHosts } from './addresses.ts';
import { defaultPipeline, type OpportunityId, type PipelineId } from './model.ts';

/** What a part of a deal's address stands for: the id of the opportunity, or of its pipeline. */
export const slots = [':id', ':pipeline'] as const;
export type Slot = (typeof slots)[number];

/**
 * The form of the web application's address of a deal. It is not published, so it is learnt from a link that the user
 * pasted. It holds the host, the words of the path and the places of the ids, nothing else of the link.
 */
export interface DealPage {
  readonly host: (typeof crmHosts)[number];
  /** Words (`pathWord`) and slots. The opportunity's slot occurs once, here or in the query. */
  readonly path: readonly string[];
  readonly query: readonly (readonly [name: string, slot: Slot])[];
}

/** A word of an address that is neither an id nor a token: `deals`, `sales-board`, `pt-BR`, `v2`. */
export const pathWord = /^(?:[a-z]{1,24}(?:[-_][a-z]{1,24}){0,3}|[a-z]{2}-[A-Z]{2}|v\d)$/;

/** A page of the web application, and what it shows. */
export interface CrmPage {
  readonly of: 'deal' | 'pipeline' | 'everything';
  readonly address: string;
}

const front = `https://${crmHosts[0]}/`;

/**
 * The page of an opportunity in the web application: its own if the address form is known, else the board of its
 * pipeline if the API names one, else the front page.
 */
export function crmPageOf(id: OpportunityId, pipeline: PipelineId | null, learnt: DealPage | null): CrmPage {
  const board = pipeline === defaultPipeline ? null : pipeline;
  const own = learnt === null ? null : dealAddress(id, board, learnt);
  if (own !== null) return { of: 'deal', address: own };
  if (board === null) return { of: 'everything', address: front };
  return { of: 'pipeline', address: `${front}pipelines?pipeline=${encodeURIComponent(board)}` };
}

/** Null when the address needs a pipeline and none is known. */
function dealAddress(id: OpportunityId, pipeline: PipelineId | null, page: DealPage): string | null {
  const { host, path, query } = page;
  const isOfPipeline = [...path, ...query.map(([, slot]) => slot)].includes(':pipeline');
  if (isOfPipeline && pipeline === null) return null;
  const filled = (part: string): string =>
    encodeURIComponent(part === ':id' ? id : part === ':pipeline' ? (pipeline ?? '') : part);
  const members = query.map(([name, slot]) => `${name}=${filled(slot)}`).join('&');
  return `https://${host}/${path.map(filled).join('/')}${members === '' ? '' : `?${members}`}`;
}
