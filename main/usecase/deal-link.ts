import { crmHosts } from '../contract/addresses.ts';
import { type DealPage, pathWord, type Slot } from '../contract/crm.ts';
import { opportunityId } from '../contract/ids.ts';
import { defaultPipeline, type Opportunity, type OpportunityId } from '../contract/model.ts';
import { parse } from '../contract/parse.ts';

type Row = Pick<Opportunity, 'id' | 'pipeline'>;

/**
 * Reads a link of the web application that holds the id of exactly one known row, in its path or else in its query: that
 * id, and the form of every deal's address.
 * Only words and places are kept. A path with anything else in it (another id, a token) teaches nothing; other query
 * members and the fragment are dropped. Null for any other text or host.
 */
export function dealLink(
  text: string,
  rowOf: (id: OpportunityId) => Row | undefined,
): { readonly id: OpportunityId; readonly page: DealPage } | null {
  const url = addressIn(text);
  const host = crmHosts.find(known => known === url?.host);
  if (url === null || host === undefined) return null;
  const known = (part: string): Row | undefined => {
    const id = parse(opportunityId, part);
    if (!id.ok) return undefined;
    // UUIDs are compared in lower case, as the server writes them.
    return rowOf(id.value) ?? rowOf(id.value.toLowerCase() as OpportunityId);
  };
  const path = url.pathname.split('/').filter(part => part !== '');
  const members = [...url.searchParams];
  const inPath = path.map(known).filter(row => row !== undefined);
  const rows =
    inPath.length > 0 ? inPath : members.map(([, value]) => known(value)).filter(row => row !== undefined);
  const [row] = rows;
  if (row === undefined || rows.length > 1) return null;
  const slotOf = (part: string): Slot | null => {
    if (known(part) !== undefined) return ':id';
    return part === row.pipeline && part !== defaultPipeline ? ':pipeline' : null;
  };
  const places = path.map(part => slotOf(part) ?? (pathWord.test(part) ? part : null));
  const named = members.flatMap(([name, value]) => {
    const slot = inPath.length > 0 ? null : slotOf(value);
    return slot === null || !pathWord.test(name) ? [] : [[name, slot] as const];
  });
  const isWhole = inPath.length > 0 || named.some(([, slot]) => slot === ':id');
  const kept = places.filter(place => place !== null);
  if (!isWhole || kept.length < places.length || places.length > longestPath) return null;
  return { id: row.id, page: { host, path: kept, query: named } };
}

const longestPath = 8;

/** The text as an https address without user name, password or port. */
function addressIn(text: string): URL | null {
  const url = /^\s*https:\/\//i.test(text) ? URL.parse(text.trim()) : null;
  return url?.username === '' && url.password === '' ? url : null;
}
