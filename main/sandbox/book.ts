import type { Dialect } from '../contract/model.ts';
import { campaignIdOf, ownerIdOf, pipelinesOf, type SandboxRecord, type SandboxStage } from './record.ts';
import { seedRecords } from './seed.ts';

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

/** The sandbox's opportunities in memory, and which of them differ from the seed. */
export interface Book {
  readonly dialect: Dialect;
  get(id: string): SandboxRecord | undefined;
  all(): readonly SandboxRecord[];
  list(query: ListQuery): { readonly rows: readonly SandboxRecord[]; readonly total: number };
  put(record: SandboxRecord): void;
  remove(id: string): void;
  stage(pipeline: string, id: string): SandboxStage | undefined;
  anyStage(id: string): SandboxStage | undefined;
  changes(): Changes;
}

export interface Changes {
  readonly changed: readonly SandboxRecord[];
  readonly removed: readonly string[];
}

export interface BookOptions {
  readonly dialect: Dialect;
  readonly count: number;
  readonly bornAt: number;
  readonly changes: Changes;
  /** True when rows with equal sort keys come in another order each time, as the real sort leaves open. */
  unstable(): boolean;
}

export function createBook({ dialect, count, bornAt, changes, unstable }: BookOptions): Book {
  const records = new Map(seedRecords(dialect, count, bornAt).map(record => [record.id, record]));
  const changed = new Set<string>();
  const removed = new Set<string>();
  const pipelines = pipelinesOf[dialect];
  let sorted: { readonly by: string; readonly rows: readonly SandboxRecord[] } | null = null;

  const book: Book = {
    dialect,
    get: id => records.get(id),
    all: () => [...records.values()],
    list(query) {
      const by = JSON.stringify([query.search, query.filters, query.sortBy, query.order]);
      if (sorted === null || sorted.by !== by || unstable()) {
        sorted = { by, rows: select([...records.values()], query, unstable()) };
      }
      const start = (query.page - 1) * query.limit;
      return { rows: sorted.rows.slice(start, start + query.limit), total: sorted.rows.length };
    },
    put(record) {
      sorted = null;
      removed.delete(record.id);
      changed.add(record.id);
      records.set(record.id, record);
    },
    remove(id) {
      sorted = null;
      changed.delete(id);
      if (records.delete(id)) removed.add(id);
    },
    stage: (pipeline, id) =>
      pipelines.find(one => one.id === pipeline)?.stages.find(stage => stage.id === id),
    anyStage: id => pipelines.flatMap(one => [...one.stages]).find(stage => stage.id === id),
    changes: () => ({
      changed: [...changed].flatMap(id => records.get(id) ?? []),
      removed: [...removed],
    }),
  };
  for (const record of changes.changed) book.put(record);
  for (const id of changes.removed) book.remove(id);
  return book;

  function select(rows: SandboxRecord[], query: ListQuery, shuffled: boolean): readonly SandboxRecord[] {
    const text = query.search.toLowerCase();
    const found = rows.filter(
      row =>
        filterNames.every(name => {
          const wanted = query.filters[name];
          return wanted === undefined || filtered[name](row) === wanted || stageName(row) === wanted;
        }) &&
        // Case is ignored and accents are not.
        searched(row).some(one => one.toLowerCase().includes(text)),
    );
    const sign = query.order === 'asc' ? 1 : -1;
    const key = sortKeys.get(query.sortBy) ?? (row => row.createdAt);
    const coin = new Map(shuffled ? found.map(row => [row.id, Math.random()]) : []);
    return found.sort((a, b) => {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -sign : sign;
      return (coin.get(a.id) ?? 0) - (coin.get(b.id) ?? 0);
    });
  }

  /** E-mail is looked at by the documentation alone. */
  function searched(row: SandboxRecord): readonly string[] {
    return [row.name, row.company, ...(dialect === 'documented' ? [row.email] : [])];
  }

  function stageName(row: SandboxRecord): string {
    return book.stage(row.pipeline, row.stage)?.name ?? '';
  }
}

const filtered: Readonly<Record<(typeof filterNames)[number], (row: SandboxRecord) => string>> = {
  status: row => row.stage,
  source: row => row.source,
  campaign_id: campaignIdOf,
  responsible_user_id: ownerIdOf,
};

const sortKeys: ReadonlyMap<string, (row: SandboxRecord) => number | string> = new Map<
  string,
  (row: SandboxRecord) => number | string
>([
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
