import type { Failure } from '../../contract/failure.ts';
import type { Dialect, Opportunity, OpportunityId } from '../../contract/model.ts';
import type { RowBatch } from '../../contract/row-store.ts';
import type { Page } from '../dialect/page.ts';
import { withKnown } from '../dialect/rows.ts';
import { type KnownStages, knownStagesOf, type ToldStages } from '../dialect/stages.ts';
import { censusOf } from '../stages/census.ts';
import { createPipelines, type Pipelines } from '../stages/pipelines.ts';
import type { DirectoryDeps } from './directory-ports.ts';
import { createFreshness } from './freshness.ts';
import { emptyNote, type Note, readNote } from './progress.ts';

/**
 * When a request left; its answer is at least that recent. `moment` counts requests and lessons, so that a page never
 * undoes what was learnt after it was asked for. `at` is epoch milliseconds.
 */
export interface AskedMoment {
  readonly moment: number;
  readonly at: number;
}

/** A page of the list, and when it was asked for. */
export interface AskedPage {
  readonly page: Page;
  readonly asked: AskedMoment;
}

/** No request takes longer, in milliseconds: rows learnt before that are in every page that may still come. */
const outlives = 60_000;

export type LocalCopy = ReturnType<typeof createLocalCopy>;

/** What is known here of an account: its rows and the note beside them, its stages, and how recent each row is. */
export function createLocalCopy(deps: DirectoryDeps, isStopped: () => boolean) {
  const { store, clock, listener } = deps;
  const pipelines = createPipelines(store.pipelines());
  const fresh = createFreshness(clock);
  let note = readNote(store.note());
  let knownStages = knownStagesOf(pipelines.all());
  let moment = 0;
  let failure: Failure | null = null;
  let taggedRows: readonly Opportunity[] = [];
  /** When something was last learnt of each row, in that order. `at` is monotonic milliseconds. */
  const learnt = new Map<OpportunityId, { readonly moment: number; readonly at: number }>();

  const keep = (batch: RowBatch, next: Note = note, asked: AskedMoment | null = null): number => {
    note = next;
    if (asked !== null) fresh.note(batch.upsert ?? [], asked.at);
    const kept = store.keep({ ...batch, note: JSON.stringify(note) });
    failure = kept.failure;
    if (!isStopped() && kept.changed.length + kept.removed.length > 0) {
      listener.changed(kept.changed, kept.removed);
    }
    return kept.added;
  };

  const tellPipelines = (): void => {
    knownStages = knownStagesOf(pipelines.all());
    if (!isStopped()) listener.pipelines(pipelines.all());
  };

  /** Runs what may teach of stages; it returns whether anything shown has changed. Returns what to write of it. */
  const learning = (learn: () => boolean): Pick<RowBatch, 'pipelines'> => {
    const before = pipelines.text();
    if (learn()) tellPipelines();
    const text = pipelines.text();
    return text === before ? {} : { pipelines: text };
  };

  const heedDialect = (dialect: Dialect | null): void => {
    if (dialect === null) return;
    if (!isStopped() && deps.connection()?.dialect !== dialect) listener.dialect(dialect);
    // Another dialect has other ids and other times, so the note of the walk means nothing in it.
    if (note.dialect !== null && note.dialect !== dialect) note = emptyNote;
    note = { ...note, dialect };
  };

  return {
    store,
    clock,
    note: (): Note => note,
    pipelines: pipelines.all,
    knownStages: (): KnownStages => knownStages,
    fetchedAt: fresh.at,
    /** Why the last write failed; null after a successful one. */
    failure: (): Failure | null => failure,
    /** A request leaves now. */
    ask: (): AskedMoment => {
      moment += 1;
      return { moment, at: clock.now() };
    },
    /**
     * Writes the batch and the note and tells what changed. Returns how many rows were new. `asked`: when the rows were
     * asked for; without it they do not count as freshly fetched.
     */
    keep,
    /**
     * Keeps a page with the note and what is to be written beside it. Left out are rows of which something newer was
     * learnt since. Details that a row does not have stay as they were known.
     */
    keepPage({ page, asked }: AskedPage, next: Note, beside: Pick<RowBatch, 'sighted'> = {}): number {
      const upsert = page.rows
        .filter(({ id }) => (learnt.get(id)?.moment ?? 0) <= asked.moment)
        .map(row => withKnown(row, page.untold.get(row.id) ?? [], store.get(row.id)));
      const stages = learning(() => pipelines.learn(page.dialect, page.pipelines));
      return keep({ upsert, ...stages, ...beside }, next, asked);
    },
    /** Takes in the dialect that an answer shows. */
    heedDialect,
    /** Takes in what an answer other than a page told of stages. */
    keepStages({ dialect, pipelines: told }: ToldStages): void {
      heedDialect(dialect);
      keep(learning(() => pipelines.learn(dialect, told)));
    },
    /** Counts in which stages all rows stand; returns what to write at the end of a walk. */
    async settleStages(): Promise<Pick<RowBatch, 'pipelines'>> {
      const counting = censusOf(store.rows());
      let step = counting.next();
      while (step.done !== true) {
        await new Promise<void>(resolve => clock.after(0, resolve));
        step = counting.next();
      }
      const census = step.value;
      return learning(() => pipelines.settle(census));
    },
    /** Keeps and tells what `change` does to the pipelines; it returns false where it does nothing. */
    changeStages(change: (pipelines: Pipelines) => boolean): boolean {
      if (!change(pipelines)) return false;
      keep({ pipelines: pipelines.text() });
      tellPipelines();
      return true;
    },
    /** Notes the rows of the first page, for which the noted entity tag holds. */
    tagged(rows: readonly Opportunity[]): void {
      taggedRows = rows;
    },
    /** The tag still held when it was asked for, so every row of that page counts as fetched then. */
    renew({ at }: AskedMoment): void {
      const same = ({ id, stage, updatedAt }: Opportunity): boolean => {
        const known = store.get(id);
        return known?.stage.id === stage.id && known.updatedAt === updatedAt;
      };
      fresh.note(taggedRows.filter(same), at);
    },
    /**
     * Takes in rows of other answers; pages that were asked for earlier will not undo them. `askedAt` (epoch ms): when
     * they were asked for, null when unknown.
     */
    learn(rows: readonly Opportunity[], askedAt: number | null): void {
      moment += 1;
      const now = clock.monotonic();
      for (const { id } of rows) {
        learnt.delete(id);
        learnt.set(id, { moment, at: now });
      }
      for (const [id, { at }] of learnt) {
        if (now - at <= outlives) break;
        learnt.delete(id);
      }
      const sighted = note.reconcile === null ? {} : { sighted: rows.map(row => row.id) };
      keep({ upsert: rows, ...sighted }, note, askedAt === null ? null : { moment, at: askedAt });
    },
  };
}
