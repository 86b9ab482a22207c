import { type ListRequest, rowsPerPage } from '../dialect/list-request.ts';
import { joinPages, type Page } from '../dialect/page.ts';
import type { Pulled } from '../requests/fetch-page.ts';

/** How many smaller pages replace a page that is too large, where its length allows. */
const split = 10;

/** Rows of one page that may be too large by themselves. With more, something else is wrong and the user is told. */
const oversizeMost = 3;

/** A row that cannot be read: counted and skipped. */
const unreadableRow: Page = { ...joinPages([], 1), unreadable: 1, hasMore: true };

/**
 * Fetches a page. If the answer is too large, fetches ten pages of a tenth, and single rows of a tenth that is still
 * too large. A row that is too large alone counts as unreadable. Null when a request was not allowed.
 */
export async function pullInParts(
  ask: (request: ListRequest) => Promise<Pulled | null>,
  request: ListRequest,
): Promise<Pulled | null> {
  let oversize = 0;
  const pullPart = async (part: ListRequest): Promise<Pulled | null> => {
    const pulled = await ask(part);
    if (pulled?.kind !== 'too-large') return pulled;
    const limit = part.limit ?? rowsPerPage;
    if (limit === 1) {
      oversize += 1;
      return oversize > oversizeMost ? pulled : { kind: 'page', page: unreadableRow, etag: null };
    }
    const pages: Page[] = [];
    const parts = limit % split === 0 ? split : limit;
    for (let at = 1; at <= parts; at += 1) {
      const page = (part.page - 1) * parts + at;
      const next = await pullPart({ ...part, page, limit: limit / parts });
      if (next?.kind !== 'page') return next;
      pages.push(next.page);
      if (!next.page.hasMore) break;
    }
    return { kind: 'page', page: joinPages(pages, limit), etag: null };
  };
  return pullPart(request);
}
