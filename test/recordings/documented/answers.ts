import type { OpportunityId } from '../../../main/contract/model.ts';
import { type Page, readPage } from '../../../main/raze/dialect/page.ts';
import { readOne, readPatched, type Single } from '../../../main/raze/dialect/single.ts';
import { noKnownStages } from '../../../main/raze/dialect/stages.ts';
import { judge, type Outcome } from '../../../main/raze/http/outcome.ts';
import { exampleTime } from './server.ts';

/** What we make of an answer of the documented dialect. */
export function outcomeOf(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Outcome {
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const text = body === null ? '' : JSON.stringify(body);
  const header = (name: string): string | null => named.get(name) ?? null;
  return judge({ kind: 'reply', status, header, body: text }, exampleTime);
}

/** What comes of a status that is no success (errors page, "HTTP status codes"). */
export const meant: Readonly<Record<number, string>> = {
  400: 'rejected',
  401: 'unauthorised',
  403: 'forbidden',
  404: 'missing',
  409: 'conflicting',
  429: 'limited',
  500: 'failing',
};

export const listIn = (json: unknown, limit: number, page = 1): Page | null =>
  readPage(json, noKnownStages, page, limit);
export const oneIn = (json: unknown, id: string): Single | null =>
  readOne(json, id as OpportunityId, 'documented', noKnownStages);
export const patchedIn = (json: unknown, id: string): Single | null =>
  readPatched(json, id as OpportunityId, 'documented', noKnownStages);
