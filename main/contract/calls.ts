import type * as v from 'valibot';
import type { ChangeView, MovedIn, OutboxList } from './change.ts';
import type { Failure, Result } from './failure.ts';
import type { FindReply, Hit } from './find.ts';
import type { OpportunityId } from './model.ts';
import type { payloads } from './payloads.ts';
import type { Settings } from './settings.ts';
import type { AccountView, Snapshot } from './snapshot.ts';

/** What main replies to each call from the page; `payloads` has what each is asked with. */
interface Replies {
  'session.get': Snapshot;
  /**
   * Tries the key against the API at the address that the user saw, and keeps it. If another address is in use by now,
   * nothing is sent (`api-changed`). The key never comes back.
   */
  'session.use-key': Result<AccountView>;
  /** With `erase`, the data of its account is erased too, waiting changes included; without, all of it stays. */
  'session.remove-key': Result<null>;
  /** Erases keys, data and settings: the app is as on its first run. `not-erased` names what is still there. */
  'session.erase-everything': Result<null>;
  'session.use-sample': Result<null>;
  /** Confirms that the frozen changes of another key belong to the account in use. Replies how many moved. */
  'session.rebind': Result<number>;
  find: FindReply;
  /** Searches the server by name, for rows that are not loaded yet. Replies how many rows were new. */
  'find.on-server': Result<number>;
  /** Looks a pasted id up. Fails with `opportunity-unknown` when the server has no such row. */
  'opportunity.look': Result<Hit>;
  /** Every change of an opportunity under the key in use that is kept here, newest first. */
  'opportunity.changes': readonly ChangeView[];
  /**
   * On disk when the reply says ok. `seen` is the stage the user saw, null for an unverified id. `letters` is what stood in the
   * search box when the row was picked there: the search learns it.
   * `note` is kept beside the change.
   */
  move: Result<ChangeView>;
  /** Each as `move` would, in the order asked; one that fails stops none of the others. */
  'move.several': readonly Result<ChangeView>[];
  /**
   * Withdraws a change that was not sent. A sent one gets a new change back to the stage before, held for the undo
   * window. Only an opportunity's newest change can be undone (`not-undoable`). Undoing twice undoes once.
   */
  undo: Result<ChangeView>;
  /** Each as `undo` would, in the order asked. */
  'undo.several': readonly Result<ChangeView>[];
  /** `rev` is that of the change as shown; fails with `outdated` when it has changed since. The same answer twice counts once. */
  resolve: Result<ChangeView>;
  /** Open changes of every account. */
  'outbox.list': OutboxList;
  /**
   * Ended changes of the last `historyDays`, newest first. `before` pages on by `endedAt`. While the sample data is in
   * use, only its changes; otherwise all others.
   */
  'history.list': readonly ChangeView[];
  /** The notes written beside losses before, most used first. */
  'reasons.list': readonly string[];
  /** What was moved and won in each period, of the changes that `history.list` shows. The page knows where its days begin. */
  'history.sums': readonly MovedIn[];
  /**
   * Writes the history as CSV (RFC 4180, UTF-8 with BOM) to a file that the user chooses. Null when the dialog was
   * dismissed. `zone` is the page's (an IANA name): only the page notices a change of zone.
   */
  'history.export': Result<{ readonly path: string } | null>;
  /** "Sync now": refreshes the list and wakes the outbox. */
  refresh: Result<null>;
  'settings.change': Result<Settings>;
  'stages.reorder': Result<null>;
  /** Sets the user's own role of a stage; null removes it. Fails with `stage-unknown` when the pipeline has no such stage. */
  'stages.mark': Result<null>;
  /** Forgets which rows were picked after which letters. */
  'picks.forget': null;
  'popup.hide': null;
  /** What the user is entering from now on; the popup stays for it when it loses the focus. */
  'popup.entering': null;
  /** The content's height in CSS pixels. */
  'popup.resize': null;
  /**
   * Keeps a row at the top of the empty box, or lets it go. Replies all that are kept, the first one first; without the row where
   * `mostPins` are kept already.
   */
  'row.pin': Result<readonly OpportunityId[]>;
  /** Copies one text of a row to the clipboard. Replies the text; '' when the row has none, and nothing was copied. */
  'row.copy': string;
  /** Opens one of the product's own pages in the user's browser. */
  'link.open': null;
  /** Puts what is needed to look for a fault into the clipboard; nothing of customers. Replies the text. */
  'diagnostics.copy': string;
  /** Opens the folder of the log's files. */
  'logs.show': null;
  /** Asks now whether there is a newer version; the snapshot tells what came of it. */
  'update.look': null;
  /** Restarts with the version that is ready, once no change is being sent. */
  'update.restart': null;
  /** Takes the offer of that version away for a day. */
  'update.put-off': null;
}

export type CallName = keyof typeof payloads;
export type Request<K extends CallName> = v.InferOutput<(typeof payloads)[K]>;
export type Reply<K extends CallName> = Replies[K];

/**
 * What each call is to somebody who presses a key twice. `asks`: it may be made again before it is answered. `acts`: once only.
 * `chooses`: once only, and an opportunity or a change is another one after it, so that the same key pressed again by habit
 * does not count.
 */
export const callKinds: Readonly<Record<CallName, 'asks' | 'acts' | 'chooses'>> = {
  'session.get': 'asks',
  'session.use-key': 'acts',
  'session.remove-key': 'acts',
  'session.erase-everything': 'acts',
  'session.use-sample': 'acts',
  'session.rebind': 'chooses',
  find: 'asks',
  'find.on-server': 'asks',
  'opportunity.look': 'asks',
  'opportunity.changes': 'asks',
  move: 'chooses',
  'move.several': 'chooses',
  undo: 'chooses',
  'undo.several': 'chooses',
  resolve: 'chooses',
  'outbox.list': 'asks',
  'history.list': 'asks',
  'reasons.list': 'asks',
  'history.sums': 'asks',
  'history.export': 'acts',
  refresh: 'asks',
  'settings.change': 'acts',
  'stages.reorder': 'acts',
  'stages.mark': 'acts',
  'picks.forget': 'acts',
  'popup.hide': 'acts',
  'popup.entering': 'asks',
  'popup.resize': 'asks',
  'row.pin': 'acts',
  'row.copy': 'acts',
  'link.open': 'acts',
  'diagnostics.copy': 'acts',
  'logs.show': 'acts',
  'update.look': 'acts',
  'update.restart': 'acts',
  'update.put-off': 'acts',
};

/** The handlers of the calls; `engine` builds them and `ipc/routes` serves them. */
export type Handlers = {
  readonly [K in CallName]: (request: Request<K>) => Reply<K> | Promise<Reply<K>>;
};

/** A reply as it crosses IPC. A payload that did not parse, or a handler that threw, is a value too. */
export type Envelope<K extends CallName> = Result<Reply<K>, Failure | { readonly code: 'internal' }>;
