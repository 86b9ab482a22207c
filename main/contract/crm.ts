import { crmHosts } from './addresses.ts';
import { defaultPipeline, type OpportunityId, type PipelineId } from './model.ts';

/** What a part of a deal's address stands for: the id of the opportunity, or of its pipeline. */
export const slots = [':id', ':pipeline'] as const;
export type Slot = (typeof slots)[number];

/**
 * How the web application addresses a deal's own page. It has no published form: it is learnt from a link that the user
 * pasted, and holds nothing of that link but its host, the words of its path and the places of the ids.
 */
export interface DealPage {
  readonly host: (typeof crmHosts)[number];
  /** Words (`pathWord`) and slots, the opportunity's once here or in the query. */
  readonly path: readonly string[];
  readonly query: readonly (readonly [name: string, slot: Slot])[];
}

/** A word of an address that is no id and no token: `deals`, `sales-board`, `pt-BR`, `v2`. */
export const pathWord = /^(?:[a-z]{1,24}(?:[-_][a-z]{1,24}){0,3}|[a-z]{2}-[A-Z]{2}|v\d)$/;

/** A page of the web application, and what it is of. */
export interface CrmPage {
  readonly of: 'deal' | 'pipeline' | 'everything';
  readonly address: string;
}

const front = `https://${crmHosts[0]}/`;

/**
 * Where an opportunity is seen in the web application: on its own page where its address has been learnt, else on the
 * board of its pipeline where the API names one, else behind the front page.
 */
export function crmPageOf(id: OpportunityId, pipeline: PipelineId | null, learnt: DealPage | null): CrmPage {
  const board = pipeline === defaultPipeline ? null : pipeline;
  const own = learnt === null ? null : dealAddress(id, board, learnt);
  if (own !== null) return { of: 'deal', address: own };
  if (board === null) return { of: 'everything', address: front };
  return { of: 'pipeline', address: `${front}pipelines?pipeline=${encodeURIComponent(board)}` };
}

/** Null where the address needs a pipeline and none is known. */
function dealAddress(id: OpportunityId, pipeline: PipelineId | null, page: DealPage): string | null {
  const { host, path, query } = page;
  const isOfPipeline = [...path, ...query.map(([, slot]) => slot)].includes(':pipeline');
  if (isOfPipeline && pipeline === null) return null;
  const filled = (part: string): string =>
    encodeURIComponent(part === ':id' ? id : part === ':pipeline' ? (pipeline ?? '') : part);
  const members = query.map(([name, slot]) => `${name}=${filled(slot)}`).join('&');
  return `https://${host}/${path.map(filled).join('/')}${members === '' ? '' : `?${members}`}`;
}
