import type { ChangeView, Receipt } from './change.ts';
import type { OpportunityId } from './model.ts';
import type { Snapshot } from './snapshot.ts';

/** What a link or the tray fills into the popup. It never commits. */
export interface Fill {
  readonly text: string;
  readonly opportunity: OpportunityId | null;
  /** A stage's wire name as the link gave it; shown preselected, never sent by itself. */
  readonly stage: string | null;
}

/** The places of the popup that the shell may lead to. */
export const views = ['search', 'pending', 'history', 'settings'] as const;
export type View = (typeof views)[number];

/** Main → renderer. */
export interface Pushes {
  snapshot: Snapshot;
  /** All open changes, oldest first, whenever one of them changes. */
  outbox: readonly ChangeView[];
  receipt: Receipt;
  /** The popup is about to be seen; the renderer focuses and, with `view`, goes there. */
  shown: { readonly view: View | null; readonly fill: Fill | null };
  /** The directory changed: repeat the query on screen. */
  found: null;
  /** A hotkey that has just been chosen was pressed for the first time, with the popup open: it fires. */
  hotkey: null;
}

export type PushName = keyof Pushes;
