import { campaignIdOf, ownerIdOf, type SandboxRecord } from './record.ts';

/** The members of a row that a list can be filtered by. */
export const filterNames = ['status', 'source', 'campaign_id', 'responsible_user_id'] as const;

export interface ListQuery {
  readonly page: number;
  readonly limit: number;
  readonly search: string;
  /** What rows must have; absent ones do not matter. */
  readonly filters: Partial<Record<(typeof filterNames)[number], string>>;
  /** A member of a row; `created_at` where there is none of this name. */
  readonly sortBy: string;
  readonly order: 'asc' | 'desc';
}

export type Book = ReturnType<typeof createBook>;

/** The sandbox's opportunities in memory, and which of them differ from the seed. */
export function createBook(seed: readonly SandboxRecord[], kept: readonly SandboxRecord[]) {
  const records = new Map(seed.map(record => [record.id, record]));
  const changed = new Set<string>();
  let sorted: { readonly by: string; readonly rows: readonly SandboxRecord[] } | null = null;

  const put = (record: SandboxRecord): void => {
    sorted = null;
    changed.add(record.id);
    records.set(record.id, record);
  };
  kept.forEach(put);
  return {
    get: (id: string): SandboxRecord | undefined => records.get(id),
    all: (): readonly SandboxRecord[] => [...records.values()],
    list(query: ListQuery) {
      const by = JSON.stringify([query.search, query.filters, query.sortBy, query.order]);
      if (sorted?.by !== by) sorted = { by, rows: select([...records.values()], query) };
      const start = (query.page - 1) * query.limit;
      return { rows: sorted.rows.slice(start, start + query.limit), total: sorted.rows.length };
    },
    put,
    remove(id: string): void {
      sorted = null;
      records.delete(id);
    },
    /** What was put, as it is now. */
    changed: () => [...changed].flatMap(id => records.get(id) ?? []),
  };
}

function select(rows: readonly SandboxRecord[], query: ListQuery): readonly SandboxRecord[] {
  const text = query.search.toLowerCase();
  const found = rows.filter(
    row =>
      filterNames.every(name => (query.filters[name] ?? filtered[name](row)) === filtered[name](row)) &&
      // Case is ignored and accents are not.
      [row.name, row.company, row.email].some(one => one.toLowerCase().includes(text)),
  );
  const sign = query.order === 'asc' ? 1 : -1;
  const key = sortKeys.get(query.sortBy) ?? (row => row.createdAt);
  return found.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left === right ? 0 : left < right ? -sign : sign;
  });
}

const filtered: Readonly<Record<(typeof filterNames)[number], (row: SandboxRecord) => string>> = {
  status: row => row.stage,
  source: row => row.source,
  campaign_id: campaignIdOf,
  responsible_user_id: ownerIdOf,
};

type SortKey = (row: SandboxRecord) => number | string;

const sortKeys: ReadonlyMap<string, SortKey> = new Map<string, SortKey>([
  ['updated_at', row => row.updatedAt],
  ['name', row => row.name],
  ['email', row => row.email],
  ['phone', row => row.phone],
  ['company', row => row.company],
  ['position', row => row.position],
  ['status', row => row.stage],
  ['source', row => row.source],
  ['deal_value', row => row.value ?? 0],
  ['value', row => row.value ?? 0],
]);
