import type { ChangeView, Receipt } from './change.ts';
import type { ChangeId, OpportunityId } from './model.ts';
import type { Snapshot } from './snapshot.ts';

/** What a link or the tray fills into the popup. It never commits. */
export interface Fill {
  readonly text: string;
  readonly opportunity: OpportunityId | null;
  /** A stage's wire name as the link gave it; shown preselected, never sent by itself. */
  readonly stage: string | null;
}

/** The places of the popup that the shell may lead to. */
const views = ['search', 'pending', 'history', 'settings'] as const;
export type View = (typeof views)[number];

/** Main → renderer. */
export interface Pushes {
  snapshot: Snapshot;
  /**
   * What changed among the open changes: a known one is replaced, a new one comes last, `gone` ones have ended. `seq`
   * grows by one each time; a page that missed one asks for the whole (`outbox.list`).
   */
  outbox: {
    readonly seq: number;
    readonly changed: readonly ChangeView[];
    readonly gone: readonly ChangeId[];
  };
  receipt: Receipt;
  /** The popup is about to be seen; the renderer focuses and, with `view`, goes there. */
  shown: { readonly view: View | null; readonly fill: Fill | null };
  /** The directory changed: repeat the query on screen. */
  found: null;
  /** A hotkey that has just been chosen was pressed for the first time, with the popup open: it fires. */
  hotkey: null;
}

export type PushName = keyof Pushes;

/** Every push, for those who pass them on and hear them; a name missing here, or one too many, fails to compile. */
const pushes: Readonly<Record<PushName, true>> = {
  snapshot: true,
  outbox: true,
  receipt: true,
  shown: true,
  found: true,
  hotkey: true,
};
export const pushNames = Object.keys(pushes) as readonly PushName[];
