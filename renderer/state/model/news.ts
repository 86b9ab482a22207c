import type { ChangeView, Pause } from '../../../main/contract/change.ts';
import type { Failure } from '../../../main/contract/failure.ts';
import type { ChangeId, Stage } from '../../../main/contract/model.ts';
import type { Copyable } from '../../../main/contract/row-copy.ts';

/** A failure as the page may report it: one of the contract, or a bug of the other side. */
export type ShownFailure = Failure | { readonly code: 'internal' };

/** The outcome that a toast reports. */
export interface ToastState {
  readonly kind:
    | 'saved'
    | 'delivered'
    | 'refused'
    /** Undone before it was sent: the opportunity stays where it was. */
    | 'withdrawn'
    /** Undone later, by a change of its own. */
    | 'put-back'
    /** The change that undoes has been delivered. */
    | 'went-back'
    | 'kept-theirs'
    /** The user leaves it in a stage that its pipeline does not have. */
    | 'left'
    | 'sent-mine'
    | 'retried'
    | 'overwrote'
    | 'delayed';
  readonly change: ChangeView;
  readonly expires: number;
}

export type Notice =
  | { readonly kind: 'trouble'; readonly trouble: ShownFailure }
  | { readonly kind: 'already-there'; readonly stage: Stage }
  | {
      readonly kind:
        | 'nothing-to-undo'
        | 'text-in-box'
        | 'syncing'
        | 'ambiguous'
        /** The line came from the clipboard. */
        | 'not-typed'
        /** Another program filled it in. */
        | 'proposed'
        /** The row does not have every word of the line as typed. */
        | 'inexact'
        /** Several stages fit the line. */
        | 'which-stage'
        | 'no-number'
        /** The line names an end by its first letters only. */
        | 'confirm-end'
        | 'no-stages'
        /** The selected row is not in the list any more. */
        | 'row-gone'
        | 'choose-stage'
        /** As many rows are marked as go at once. */
        | 'most-marked'
        /** Enter does not answer the question about the end of several rows. */
        | 'confirm-several';
    }
  | { readonly kind: 'copied'; readonly text: string }
  /** What became of a row that was to be kept at the top, or let go. */
  | { readonly kind: 'pinned' | 'unpinned'; readonly name: string }
  | { readonly kind: 'pins-full' }
  | { readonly kind: 'nothing-to-copy'; readonly what: Copyable }
  | { readonly kind: 'exported'; readonly path: string }
  | { readonly kind: 'rebound'; readonly count: number };

export interface BurstEntry {
  readonly id: ChangeId;
  readonly outcome: 'moved' | 'pending' | 'needs-you' | 'withdrawn';
}

/** What became of rows that were moved, or taken back, at once. */
export interface Several {
  readonly kind: 'moved' | 'taken-back';
  /** Where they were moved; null when they were taken back. */
  readonly to: Stage | null;
  readonly entries: readonly BurstEntry[];
  /** Rows that stood there already. */
  readonly there: number;
  /** Rows whose own pipelines have no such stage. */
  readonly elsewhere: number;
  readonly failed: number;
  /** Until when (epoch ms) undo only withdraws; 0 where it does not. */
  readonly undoUntil: number;
  readonly expires: number;
}

/** What a screen reader is told, besides the number of rows found. */
export type News =
  | { readonly kind: 'toast'; readonly toast: ToastState }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'burst'; readonly burst: readonly BurstEntry[] }
  | { readonly kind: 'several'; readonly several: Several }
  /** Rows were marked, or lost their marks. `name` is that of the row, where it was one. */
  | {
      readonly kind: 'marks';
      readonly name: string | null;
      readonly isMarked: boolean;
      readonly count: number;
    }
  /** A newer version of the program is ready. */
  | { readonly kind: 'update'; readonly version: string }
  /** Null: sending goes on again. */
  | { readonly kind: 'pause'; readonly pause: Pause | null };

/** One announcement, made once. */
export interface Announcement {
  /** Unique in this run. */
  readonly id: number;
  readonly news: News;
}

/** What was announced, and whether a screen reader can hear it. */
export interface Hearing {
  /** The newest announcements, oldest first. */
  readonly announced: readonly Announcement[];
  readonly lastId: number;
  /** The pause that was announced last. */
  readonly pause: Pause['kind'] | null;
  /** True while the popup has not the focus, so that nothing can be heard. */
  readonly away: boolean;
}
