import type { Dialect, LaneId, Opportunity, OpportunityId, Pipeline } from '../../contract/model.ts';
import type { LightRow, RowBatch, RowChange } from '../../contract/row-store.ts';
import type { DirectoryView, QuotaView } from '../../contract/snapshot.ts';
import type { Clock, Link } from '../../outbox/model/ports.ts';
import type { Http } from '../http/http.ts';
import type { Connection } from '../requests/courier.ts';

/** Where one account's opportunities are kept; `main/store/opportunities/opportunities` is the real one. */
export interface DirectoryStore {
  readonly size: number;
  rows(): Iterable<LightRow>;
  get(id: OpportunityId): Opportunity | null;
  keep(batch: RowBatch): RowChange;
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
  /** An answer showed whether the key may read the list. */
  mayRead(may: boolean): void;
  /** The wire showed another dialect than the connection's. */
  dialect(dialect: Dialect): void;
}

export interface DirectoryDeps {
  readonly lane: LaneId;
  readonly store: DirectoryStore;
  readonly http: Http;
  readonly clock: Clock;
  /** How long ago a moment was, whatever the wall clock was set to since. */
  readonly elapsedSince: (at: number) => number;
  readonly listener: DirectoryListener;
  /** Asked anew for each request; null when the key is not at hand. */
  connection(): Connection | null;
  /**
   * Whether a read may spend a request now, so that changes keep their share (the outbox's ledger); `asked`: the user asks
   * for it.
   */
  permit(why?: 'asked'): boolean;
  /** Asks leave for one request that is sent at once; else until when (epoch ms) the server wants none. */
  askLeave(): number | null;
  /** What each answer said of the quota and of the connection. */
  observe(quota: QuotaView | null, link: Link): void;
}
