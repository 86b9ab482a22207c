import type { ChangeView, Receipt } from './change.ts';
import type { ChangeId, OpportunityId } from './model.ts';
import type { Snapshot } from './snapshot.ts';

/** What a link, the tray or an assistant fills into the popup. It never commits. */
export interface Fill {
  readonly text: string;
  readonly opportunity: OpportunityId | null;
  /** A stage's wire name as the link gave it; shown preselected, never sent by itself. */
  readonly stage: string | null;
  /** Another program proposes it: the popup says so. */
  readonly isProposed?: true;
}

/** The places of the popup that the shell may open. */
export type View = 'search' | 'pending' | 'history' | 'settings';

/** Main → renderer. */
export interface Pushes {
  snapshot: Snapshot;
  /**
   * Changes of the list of open changes: a known one is replaced, a new one comes last, `gone` ones have ended. `seq`
   * grows by one each time; a page that missed one asks for the whole list (`outbox.list`).
   */
  outbox: {
    readonly seq: number;
    readonly changed: readonly ChangeView[];
    readonly gone: readonly ChangeId[];
  };
  receipt: Receipt;
  /**
   * The popup is about to be shown. The page focuses its box and opens `view`, if given. `unasked`: another program opened it, and
   * what is pressed then is likely meant for what the user was doing.
   */
  shown: { readonly view: View | null; readonly fill: Fill | null; readonly unasked?: true };
  /** The directory changed: repeat the query on the screen. */
  found: null;
  /** A newly chosen hotkey was pressed for the first time while the popup was open, so it works. */
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
