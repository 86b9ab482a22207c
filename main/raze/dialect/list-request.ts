/** Rows on a page: the most that every revision of the server gives. */
export const rowsPerPage = 100;

/** The order of a list. `by` is a name of the server's own; it takes others for `created_at`, or refuses them. */
export interface Sort {
  readonly by: string;
  readonly order: 'asc' | 'desc';
}

const newestChangeFirst: Sort = { by: 'updated_at', order: 'desc' };

export interface ListRequest {
  /** From 1; the servers fail on less. */
  readonly page: number;
  /** Rows on the page, at most and without it `pageSize`. */
  readonly limit?: number;
  /** A name, matched by the server; accents count there. */
  readonly search?: string;
  /** A stage's wire name. */
  readonly status?: string;
  /** The newest change first without it. */
  readonly sort?: Sort;
}

/** Whether there can be nothing after this page of a list; `known`: how many rows there are where it does not say. */
export function isPastEnd(number: number, { pages, size }: PageSpan, known: number): boolean {
  return number > (pages ?? Math.ceil(known / size)) + 1;
}

/** How long a page is, and how many such pages there are; null when that is not known. */
interface PageSpan {
  readonly size: number;
  readonly pages: number | null;
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
