import type { Failure } from '../contract/failure.ts';
import type { Dialect, LaneId, Opportunity, OpportunityId, Pipeline, StageRole } from '../contract/model.ts';
import type { DirectoryView, QuotaView } from '../contract/snapshot.ts';
import type { Clock } from '../outbox/ports.ts';
import type { Connection } from './courier.ts';
import type { Http } from './http.ts';

/**
 * A row as the catalogue keeps it: what can be searched, and the way to the rest. It does not clone: only
 * `whole()` may be sent over IPC.
 */
export interface LightRow {
  readonly id: OpportunityId;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly updatedAt: number | null;
  readonly stage: { readonly role: StageRole };
  whole(): Opportunity;
}

/** What is written together or not at all. */
export interface ShelfBatch {
  readonly upsert?: readonly Opportunity[];
  readonly remove?: readonly OpportunityId[];
  readonly note?: string;
  readonly pipelines?: string;
  readonly sighted?: readonly OpportunityId[] | 'reset';
}

export interface ShelfChange {
  /** The rows that were new or differed from what was known. */
  readonly changed: readonly LightRow[];
  readonly added: number;
  readonly removed: readonly OpportunityId[];
  readonly failure: Failure | null;
}

/** Where one account's opportunities are kept; `main/store/opportunities` is the real one. */
export interface Shelf {
  readonly size: number;
  rows(): Iterable<LightRow>;
  get(id: OpportunityId): Opportunity | null;
  keep(batch: ShelfBatch): ShelfChange;
  note(): string | null;
  pipelines(): string | null;
  sightings(): number;
  unsighted(): readonly OpportunityId[];
}

export interface DirectoryListener {
  /** Rows that are new or differ, and rows that are gone. Never empty. */
  changed(upserted: readonly LightRow[], removed: readonly OpportunityId[]): void;
  /** `view()` is no longer what it was. */
  viewed(view: DirectoryView): void;
  pipelines(pipelines: readonly Pipeline[]): void;
  /** The wire showed another dialect than the connection's. */
  dialect(dialect: Dialect): void;
}

export interface DirectoryDeps {
  readonly lane: LaneId;
  readonly shelf: Shelf;
  readonly http: Http;
  readonly clock: Clock;
  readonly listener: DirectoryListener;
  /** Asked anew for each request; null when the key is not at hand. */
  connection(): Connection | null;
  /** Whether a read may spend a request now, so that changes keep their share (the outbox's ledger). */
  permit(): boolean;
  /** What each answer said of the quota and of the connection. */
  observe(quota: QuotaView | null, link: 'proven' | 'lost' | 'foreign'): void;
}
