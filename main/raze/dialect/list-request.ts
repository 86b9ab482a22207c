import type { Extent } from './extent.ts';

/** Rows per page: the most that every server revision gives. */
export const rowsPerPage = 100;

/**
 * The order of a list. `by` is the server's own name for a column; a server takes an unknown one for `created_at` or refuses it.
 */
export interface Sort {
  readonly by: string;
  readonly order: 'asc' | 'desc';
}

const newestChangeFirst: Sort = { by: 'updated_at', order: 'desc' };

export interface ListRequest {
  /** Counted from 1; the servers fail on less. */
  readonly page: number;
  /** The most rows on the page; `pageSize` by default. */
  readonly limit?: number;
  /** A name, matched by the server with accents. */
  readonly search?: string;
  /** A stage's wire name. */
  readonly status?: string;
  /** By default the newest change first. */
  readonly sort?: Sort;
}

/** Whether no page can follow this one. `known`: the number of known rows, for servers that give no count. */
export function isPastEnd(
  number: number,
  { pages, size }: Pick<Extent, 'pages' | 'size'>,
  known: number,
): boolean {
  return number > (pages ?? Math.ceil(known / size)) + 1;
}

/** The path of one page of the list. */
export function listPath({
  page,
  limit = rowsPerPage,
  search,
  status,
  sort = newestChangeFirst,
}: ListRequest): string {
  const query = new URLSearchParams({
    page: String(page),
    limit: String(limit),
    sort_by: sort.by,
    sort_order: sort.order,
    ...(search === undefined ? {} : { search }),
    ...(status === undefined ? {} : { status }),
  });
  return `/opportunities?${query}`;
}
