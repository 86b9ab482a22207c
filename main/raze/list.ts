/** Rows on a page: the most that every revision of the server gives. */
export const pageSize = 100;

export interface ListRequest {
  /** From 1; the servers fail on less. */
  readonly page: number;
  /** Rows on the page, at most and without it `pageSize`. */
  readonly limit?: number;
  /** A name, matched by the server; accents count there. */
  readonly search?: string;
  /** A stage's wire name. */
  readonly status?: string;
}

/** The path of one page of the list, newest change first. */
export function listPath({ page, limit = pageSize, search, status }: ListRequest): string {
  const query = new URLSearchParams({
    page: String(page),
    limit: String(limit),
    sort_by: 'updated_at',
    sort_order: 'desc',
    ...(search === undefined ? {} : { search }),
    ...(status === undefined ? {} : { status }),
  });
  return `/opportunities?${query}`;
}
