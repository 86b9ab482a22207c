import type { Dialect } from '../contract/model.ts';
import { pipelinesOf, type SandboxRecord, type SandboxStage } from './record.ts';
import { seedRecords } from './seed.ts';

export interface ListQuery {
  readonly page: number;
  readonly limit: number;
  readonly search: string;
  readonly stage: string;
  readonly sortBy: 'created_at' | 'updated_at' | 'name' | 'value';
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
      const by = JSON.stringify([query.search, query.stage, query.sortBy, query.order]);
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
        (query.stage === '' || row.stage === query.stage || stageName(row) === query.stage) &&
        // Case is ignored and accents are not; e-mail is not looked at.
        (text === '' || row.name.toLowerCase().includes(text) || row.company.toLowerCase().includes(text)),
    );
    const sign = query.order === 'asc' ? 1 : -1;
    const key = sortKeys[query.sortBy];
    const coin = new Map(shuffled ? found.map(row => [row.id, Math.random()]) : []);
    return found.sort((a, b) => {
      const [left, right] = [key(a), key(b)];
      if (left !== right) return left < right ? -sign : sign;
      return (coin.get(a.id) ?? 0) - (coin.get(b.id) ?? 0);
    });
  }

  function stageName(row: SandboxRecord): string {
    return book.stage(row.pipeline, row.stage)?.name ?? '';
  }
}

const sortKeys: Readonly<Record<ListQuery['sortBy'], (row: SandboxRecord) => number | string>> = {
  created_at: row => row.createdAt,
  updated_at: row => row.updatedAt,
  name: row => row.name,
  value: row => row.value ?? 0,
};
