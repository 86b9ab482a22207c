import { isRow, number, type RawRow } from './lenient.ts';

/** How far a list goes on after one of its pages. */
export interface Extent {
  /** Rows per page; fewer than asked for when the server gives no more. */
  readonly size: number;
  /** The number of such pages; null when the server does not say. */
  readonly pages: number | null;
  /** The number of rows in the list; null when the server does not say, or what it says cannot be. */
  readonly total: number | null;
  readonly hasMore: boolean;
}

/**
 * Reads the pagination of a list answer in which `count` rows came for `page` of `limit`. A first page shorter than
 * asked, though there are more rows, shows the server's page length, whatever the pagination says of pages. A short
 * later page shows it only where the pagination says so, since it may be the last one. An empty page ends the list;
 * otherwise the list goes on as long as anything in the pagination says so.
 */
export function extentOf(json: RawRow, count: number, page: number, limit: number): Extent {
  const pagination = paginationOf(json);
  const hasNext = typeof pagination.has_next === 'boolean' ? pagination.has_next : null;
  const toldPages = number(pagination.total_pages);
  const before = (page - 1) * limit;
  const claimsMore = hasNext === true || (toldPages ?? 0) > page;
  const total = credible(number(pagination.total), { count, before, limit }, claimsMore);
  const due = total === null ? 0 : Math.min(limit, total - before);
  const isFull = page === 1 || number(pagination.per_page ?? pagination.limit) === count;
  if (total !== null && count > 0 && count < due && isFull) {
    return { total, size: count, pages: Math.ceil(total / count), hasMore: true };
  }
  const size = Math.max(count, limit);
  const ways = [toldPages !== null && toldPages >= page ? toldPages : null, total && Math.ceil(total / size)];
  const known = ways.filter(pages => pages !== null);
  const pages = known.length === 0 ? null : Math.max(...known);
  const isAll = total !== null && count >= total && (page === 1 || count > limit);
  // Without any pagination only an empty page ends the list.
  const goesOn = pages === null ? (hasNext ?? true) : page < pages;
  return { total, size, pages, hasMore: count > 0 && !isAll && (goesOn || hasNext === true) };
}

/**
 * The total, unless the rows at hand disprove it: it must not be smaller than their number, nor equal the length of a
 * page that is not the last. `before`: the rows before this page, if each page had as many as were asked for.
 */
function credible(
  told: number | null,
  { count, before, limit }: Readonly<Record<'count' | 'before' | 'limit', number>>,
  claimsMore: boolean,
): number | null {
  if (told === null || told < 0 || !Number.isSafeInteger(told)) return null;
  const isPageLength = told === count && count <= limit && claimsMore;
  const isDisproven = count > 0 && (told < count || told <= before || isPageLength);
  return isDisproven ? null : told;
}

function paginationOf(json: RawRow): RawRow {
  const nested = isRow(json.data) ? json.data.pagination : json.pagination;
  return isRow(nested) ? nested : {};
}
