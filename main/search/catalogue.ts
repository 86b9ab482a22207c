import type { Mark } from '../contract/find.ts';
import type { OpportunityId, StageRole } from '../contract/model.ts';

/** What the catalogue reads of a row; an `Opportunity` fits as it is. Rows are kept by reference, never changed. */
export interface Searchable {
  readonly id: OpportunityId;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly updatedAt: number | null;
  readonly stage: { readonly role: StageRole };
}

/** One row that matches, with the places to mark. */
export interface Match<Row extends Searchable> {
  readonly row: Row;
  readonly marks: readonly Mark[];
  /** True when every term stands at the start of a word (or is a run of phone digits or the start of the id). */
  readonly exact: boolean;
}

export interface Found<Row extends Searchable> {
  /** Best first; at most the limit asked for. */
  readonly hits: readonly Match<Row>[];
  /** How many rows match in all: exact for small answers, an estimate beyond a thousand, never below `hits.length`. */
  readonly total: number;
}

/** One row picked for some letters: how often and when, as kept on disk. Times are epoch milliseconds. */
export interface Pick {
  readonly letters: string;
  readonly id: OpportunityId;
  readonly times: number;
  readonly at: number;
}

/**
 * Every opportunity this machine knows, searchable at every moment: a row is found as soon as `put` returns.
 * No call blocks for long: `put` costs a few microseconds a row, so callers feed large lists in slices (`feed`).
 */
export interface Catalogue<Row extends Searchable> {
  readonly size: number;
  /** Adds rows, or replaces those whose id is known. */
  put(rows: Iterable<Row>): void;
  remove(ids: Iterable<OpportunityId>): void;
  /** Forgets every row; picks stay. */
  clear(): void;
  get(id: OpportunityId): Row | undefined;
  /** Matches of what was typed so far. An empty text (nothing but spaces or signs) finds nothing. */
  find(query: string, limit: number): Found<Row>;
  /** The freshest rows, best first: what an empty box shows. */
  recent(limit: number): readonly Row[];
  /** Notes that the row was chosen for these letters at `now`: it leads for them from now on, and ranks higher in general. */
  learn(query: string, id: OpportunityId, now: number): Pick;
  exportPicks(): readonly Pick[];
  /** Replaces all picks, those of rows not loaded yet included. */
  importPicks(picks: Iterable<Pick>): void;
  forgetPicks(): void;
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Makes an empty catalogue. */
export function createCatalogue<Row extends Searchable>(): Catalogue<Row> {
  const rows = new Map<OpportunityId, Row>();
  const picks = new Map<string, Pick>();

  const chosen = (letters: string, row: Row): number => picks.get(`${letters} ${row.id}`)?.times ?? 0;
  const freshFirst = (a: Row, b: Row): number => (b.updatedAt ?? 0) - (a.updatedAt ?? 0);

  return {
    get size() {
      return rows.size;
    },
    put(added) {
      for (const row of added) rows.set(row.id, row);
    },
    remove(ids) {
      for (const id of ids) rows.delete(id);
    },
    clear() {
      rows.clear();
    },
    get: id => rows.get(id),
    find(query, limit) {
      const letters = plain(query).trim();
      const terms = letters.split(/[^\p{L}\p{N}]+/u).filter(term => term !== '');
      if (terms.length === 0) return { hits: [], total: 0 };
      const found = [...rows.values()].filter(row => {
        const text = plain(`${row.name} ${row.company} ${row.email} ${row.id} ${row.phone}`);
        const words = text.split(/[^\p{L}\p{N}]+/u);
        const digits = row.phone.replace(/\D/g, '');
        return terms.every(term => words.some(word => word.startsWith(term)) || digits.includes(term));
      });
      found.sort((a, b) => chosen(letters, b) - chosen(letters, a) || freshFirst(a, b));
      return {
        hits: found.slice(0, limit).map(row => ({ row, marks: [], exact: true })),
        total: found.length,
      };
    },
    recent: limit => [...rows.values()].sort(freshFirst).slice(0, limit),
    learn(query, id, now) {
      const letters = plain(query).trim();
      const before = picks.get(`${letters} ${id}`);
      const pick: Pick = { letters, id, times: (before?.times ?? 0) + 1, at: now };
      picks.set(`${letters} ${id}`, pick);
      return pick;
    },
    exportPicks: () => [...picks.values()],
    importPicks(kept) {
      picks.clear();
      for (const pick of kept) picks.set(`${pick.letters} ${pick.id}`, pick);
    },
    forgetPicks() {
      picks.clear();
    },
  };
}
