import type { Dialect, Opportunity, OpportunityId, Pipeline } from '../../contract/model.ts';
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

export interface DirectoryDeps {
  readonly store: DirectoryStore;
  readonly http: Http;
  readonly clock: Clock;
  /** Milliseconds that have certainly passed since a wall-clock time (`Odometer`). */
  readonly elapsedSince: (at: number) => number;
  readonly listener: {
    /** Rows that are new or have changed, and rows that are gone. Never both empty. */
    changed(upserted: readonly LightRow[], removed: readonly OpportunityId[]): void;
    /** `view()` has changed. */
    viewed(view: DirectoryView): void;
    pipelines(pipelines: readonly Pipeline[]): void;
    /** An answer showed whether the key may read the list. */
    mayRead(may: boolean): void;
    /** An answer showed another dialect than the connection's. */
    dialect(dialect: Dialect): void;
  };
  /** Called before each request; null when the key is not available. */
  connection(): Connection | null;
  /** Whether a read may be made now without using the outbox's reserve. `why`: the user asks for it. */
  permit(why?: 'asked'): boolean;
  /** Asks to send one request now. Null: it may leave; otherwise until when (epoch ms) nothing may. */
  askLeave(): number | null;
  /** Called with what each answer said of the quota and of the connection. */
  observe(quota: QuotaView | null, link: Link): void;
}
