import { type CallName, callKinds, type Envelope, type Request } from '../../../main/contract/calls.ts';
import type { ChangeView, Resolution } from '../../../main/contract/change.ts';
import type { Result } from '../../../main/contract/failure.ts';
import type { StagePlace } from '../../../main/contract/find.ts';
import type { ChangeId, OpportunityId } from '../../../main/contract/model.ts';
import type { Pushes, PushName, View } from '../../../main/contract/pushes.ts';
import type { Copyable } from '../../../main/contract/row-copy.ts';
import type { HotkeyName, Settings } from '../../../main/contract/settings.ts';
import type { ShownFailure } from './news.ts';

export type SelectionMove = 'next' | 'previous' | 'page-down' | 'page-up' | 'first' | 'last';

/** A place in CSS pixels of the page. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

/** What the user wants, by key or by mouse. `keys.ts` makes it from a key, the views from clicks. */
export type Intent =
  | { readonly type: 'text'; readonly text: string; readonly composing?: boolean }
  | { readonly type: 'move'; readonly move: SelectionMove }
  /** From day to day in the history. */
  | { readonly type: 'move-day'; readonly by: 1 | -1 }
  /** Enter on the selection. `keep` leaves the popup open for the next change. */
  | { readonly type: 'accept'; readonly keep: boolean }
  | { readonly type: 'click-row'; readonly row: OpportunityId; readonly keep: boolean }
  | { readonly type: 'pick'; readonly index: number; readonly keep: boolean }
  /** A digit pressed among the stages. */
  | { readonly type: 'digit'; readonly digit: number; readonly keep: boolean }
  /** A letter, or a blank between words. */
  | { readonly type: 'letter'; readonly letter: string }
  /** The note in the picker's field is now this. */
  | { readonly type: 'note'; readonly text: string }
  /** A reason that was used before becomes the note. */
  | { readonly type: 'reason'; readonly text: string }
  /** Opens the picker even if the line names a stage; with `change`, to pick another stage for it. */
  | { readonly type: 'choose-stage'; readonly change?: ChangeId }
  /** Opens the menu of this row, or of the selected one. */
  | { readonly type: 'open-menu'; readonly row?: OpportunityId; readonly at?: PagePoint }
  /** Marks a row, or takes its mark away. */
  | { readonly type: 'mark-row'; readonly row: OpportunityId }
  /** Shift and an arrow key: marks row after row. */
  | { readonly type: 'mark'; readonly move: 'next' | 'previous' }
  /** Lists the marked rows alone, or what was found again. */
  | { readonly type: 'list-marked'; readonly alone: boolean }
  | { readonly type: 'clear-marks' }
  /** The question about the end of several rows is answered with yes. */
  | { readonly type: 'confirm' }
  /** Takes back what was moved at once with this change. */
  | { readonly type: 'undo-several'; readonly change: ChangeId }
  /** Shows all that is known of the selected row. */
  | { readonly type: 'details' }
  /** Keeps the selected row at the top, or lets it go. */
  | { readonly type: 'pin' }
  /** Copies a text of the selected row. */
  | { readonly type: 'copy'; readonly what: Copyable }
  /** The list of a stage, from its count. */
  | { readonly type: 'open-list'; readonly at: StagePlace }
  | { readonly type: 'open-list-at'; readonly digit: number }
  /** From everybody's rows to the user's own, or back. */
  | { readonly type: 'switch-whose' }
  | { readonly type: 'back' }
  | { readonly type: 'go'; readonly place: View }
  | { readonly type: 'help' }
  | { readonly type: 'undo' }
  /** In the box what the undo key took away comes back; elsewhere it leads to the history. */
  | { readonly type: 'redo' }
  | { readonly type: 'undo-change'; readonly change: ChangeId }
  | { readonly type: 'put-back'; readonly change: ChangeView }
  | { readonly type: 'dismiss' }
  | { readonly type: 'sync' }
  | { readonly type: 'ask-server' }
  | { readonly type: 'open-in-browser' }
  | { readonly type: 'answer'; readonly answer: Resolution; readonly change?: ChangeId }
  | { readonly type: 'history-text'; readonly text: string }
  | { readonly type: 'history-more' }
  /** A call that is made as it is. */
  | { readonly type: 'ask'; readonly effect: Effect }
  | { readonly type: 'use-sample' }
  | { readonly type: 'begin' }
  /** The settings, with the form for a key open. */
  | { readonly type: 'enter-key' }
  | { readonly type: 'open-form'; readonly form: 'replace' | 'remove' | 'erase' | null }
  /** The address to which the key will go from now on. */
  | { readonly type: 'key-address'; readonly apiUrl: string }
  | { readonly type: 'set'; readonly patch: Partial<Settings> }
  | { readonly type: 'record'; readonly on: boolean; readonly hotkey: HotkeyName };

/** A push of the main process, as an event. */
export type Pushed = {
  [K in PushName]: { readonly type: 'pushed'; readonly name: K; readonly push: Pushes[K] };
}[PushName];

/** The answer to a call, with its request. */
export type Replied = {
  [K in CallName]: {
    readonly type: 'replied';
    readonly name: K;
    readonly request: Request<K>;
    readonly reply: Envelope<K>;
  };
}[CallName];

export type Event =
  | Intent
  | Pushed
  | Replied
  /** The key the user typed is on its way; the key itself never enters the state. */
  | { readonly type: 'trying-key' }
  | { readonly type: 'close'; readonly token: number }
  | { readonly type: 'look'; readonly id: OpportunityId }
  /** The popup lost the focus, or has it again. */
  | { readonly type: 'turned'; readonly away: boolean }
  | { readonly type: 'tick' };

/** What the reducer asks of the outside. */
export type Effect =
  | { [K in CallName]: { readonly do: 'call'; readonly name: K; readonly request: Request<K> } }[CallName]
  | { readonly do: 'later'; readonly ms: number; readonly event: Event };

export function ask<K extends CallName>(name: K, request: Request<K>): Effect {
  return { do: 'call', name, request } as Effect;
}

/** Whether the effect moves an opportunity, or answers or undoes a change. */
export function chooses(effect: Effect): boolean {
  return effect.do === 'call' && callKinds[effect.name] === 'chooses';
}

/** What happens without the user. */
const happenings: Readonly<Record<Exclude<Event, Intent>['type'], true>> = {
  ...{ pushed: true, replied: true, 'trying-key': true, close: true, look: true, turned: true, tick: true },
};
/** Whether an event is what the user wants. */
export const isIntent = (event: Event): event is Intent => !Object.hasOwn(happenings, event.type);

/** Unwraps a reply that is itself a `Result`: the outer one is about the call, the inner one about its answer. */
export function callResult<T>(reply: Result<Result<T>, ShownFailure>): Result<T, ShownFailure> {
  return reply.ok ? reply.value : reply;
}
