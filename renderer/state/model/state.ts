/**
 * The room of what the page knows. Enters: what main has told, and what has been typed and chosen. Leaves: the state, its first
 * value, the events that may change it, and what is read of it alone: the selected row, its pipeline, what can be undone.
 */

import type { ChangeView, MovedIn, Pause } from '../../../main/contract/change.ts';
import type { FindReply, Hit, StagePlace } from '../../../main/contract/find.ts';
import type { ChangeId, OpportunityId, Stage, StageId } from '../../../main/contract/model.ts';
import type { Fill, View } from '../../../main/contract/pushes.ts';
import type { HotkeyName, Settings } from '../../../main/contract/settings.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';
import type { Effect, PagePoint } from './event.ts';
import type { BurstEntry, Hearing, Notice, Several, ShownFailure, ToastState } from './news.ts';
import type { OpenChanges } from './outbox.ts';
import type { Typing } from './typing.ts';

export type Screen = View | 'first-run' | 'picker' | 'details';

/** A change that main is saving. Until the answer, nothing opens stages or moves anything else. */
export interface Saving {
  readonly keep: boolean;
  readonly name: string;
  readonly to: Stage;
  /** Letters typed meanwhile; they go into the box afterwards. */
  readonly typed: string;
  /** How many of several rows are not moved: they stand there, or their own pipelines have no such stage. */
  readonly beside?: { readonly there: number; readonly elsewhere: number };
}

/** A change made in this session, and when. */
export interface Undoable {
  readonly id: ChangeId;
  /** The other changes of the same choice: one undo takes all of them back. */
  readonly also?: readonly ChangeId[];
  readonly at: number;
  /** The change that this one undoes; it counts again when this one is undone. */
  readonly undoes?: Undoable;
}

/** The rows that are marked to be moved together. They stay marked whatever the box says. */
export interface Marks {
  /** In the order in which they were marked. */
  readonly rows: readonly Hit[];
  /** While Shift and an arrow key mark row after row: where that began, and what was marked before. */
  readonly range: { readonly from: OpportunityId; readonly before: readonly Hit[] } | null;
  /** Whether they alone are listed. */
  readonly alone: boolean;
  /** When the last one was marked (epoch ms). */
  readonly at: number;
}

/** The list of a stage that was opened from the counts. */
export interface OpenedList {
  readonly at: StagePlace;
  /** The stage's name, which stands in the box. It is that stage's list while nothing else stands there. */
  readonly text: string;
  /** The empty box as it was, to which Esc leads back. */
  readonly before: Pick<SearchState, 'typing' | 'reply' | 'active' | 'chosen'>;
}

export interface SearchState {
  readonly text: string;
  readonly typing: Typing;
  /** The number of the newest question; an answer with another number is dropped. */
  readonly seq: number;
  readonly reply: FindReply | null;
  /** The text that `reply` answers, to distinguish a new list from a refreshed one. */
  readonly answered: string | null;
  /** The selected row. It stays selected when it leaves the list, and then no action applies to any row. */
  readonly active: OpportunityId | null;
  /** The user chose the selected row, by an arrow key or a click. */
  readonly chosen: boolean;
  /** Enter was pressed before the newest answer came; it is carried out on that answer. */
  readonly waiting: 'accept' | 'keep' | null;
  readonly fill: Fill | null;
  /** Null as soon as the text does not begin with the stage's name any more. */
  readonly opened: OpenedList | null;
  readonly server: { readonly phase: 'asking' } | { readonly phase: 'asked'; readonly found: number } | null;
  /** Pasted ids that were looked up, with the server's refusal; null while asking. */
  readonly looked: ReadonlyMap<OpportunityId, ShownFailure | null>;
  readonly marks: Marks;
}

/** What is known of the selected row. `hit` is the row as it was when its details were opened. */
export interface DetailsState {
  readonly hit: Hit;
  /** Null until main has told. */
  readonly changes: readonly ChangeView[] | null;
}

/** The menu of the selected row, open. */
export interface RowMenuState {
  /** Where the pointer asked for it; null to open it at the row. */
  readonly at: PagePoint | null;
}

export interface PickerState {
  readonly hit: Hit;
  /** All that are to move: the row alone, or the marked rows; it is the first of them whose stages are known. */
  readonly rows: readonly Hit[];
  /** The stage that may end several rows, while the user is asked about it once more. */
  readonly closing: { readonly stage: Stage; readonly keep: boolean } | null;
  /** Fixed when the picker opened, so that a digit means the same stage until it closes. */
  readonly stages: readonly Stage[];
  readonly current: StageId | null;
  readonly next: StageId | null;
  /** The selected stage; -1 when nothing is preselected. */
  readonly index: number;
  /** Opened with Shift+Enter: any way to commit keeps the popup open. */
  readonly keep: boolean;
  readonly typed: string;
  readonly typedAt: number;
  /** What is written beside the change, as typed. */
  readonly note: string;
}

export interface HistoryState {
  readonly text: string;
  readonly rows: readonly ChangeView[] | null;
  readonly loading: boolean;
  readonly complete: boolean;
  readonly index: number;
  /** What was moved on each day of the rows, in this week and in this month. */
  readonly sums: readonly MovedIn[];
}

export interface KeyState {
  readonly trying: boolean;
  readonly trouble: ShownFailure | null;
  /** The key was accepted in this visit. */
  readonly accepted: boolean;
}

export interface SettingsState {
  /** The form or question that is open: about the key, or whether to erase everything. */
  readonly openForm: 'replace' | 'remove' | 'erase' | null;
  /** Why not everything was erased. */
  readonly eraseTrouble: ShownFailure | null;
  readonly recording: boolean;
  /** The hotkey that is being recorded, or was last. */
  readonly recorded: HotkeyName;
  /** A new hotkey waits for its press-test. */
  readonly test: 'waiting' | 'passed' | null;
  readonly saved: keyof Settings | null;
  readonly trouble: { readonly field: keyof Settings; readonly trouble: ShownFailure } | null;
  readonly forgotten: boolean;
  /** Whether the diagnostics were copied. */
  readonly diagnosed: boolean;
}

export interface State extends OpenChanges {
  readonly now: number;
  readonly snapshot: Snapshot | null;
  readonly screen: Screen;
  readonly help: boolean;
  /** The sample data has just been opened for the first time: lines to try are shown until the popup is used. */
  readonly firstLines: boolean;
  readonly search: SearchState;
  readonly menu: RowMenuState | null;
  readonly details: DetailsState | null;
  readonly picker: PickerState | null;
  /** Reasons of losses that were used before, most used first. */
  readonly reasons: readonly string[];
  readonly saving: Saving | null;
  readonly toast: ToastState | null;
  /** The outcome of several rows that were moved, or taken back, at once; it is shown while there is no toast. */
  readonly several: Several | null;
  readonly notice: Notice | null;
  readonly hearing: Hearing;
  /** Newest last. */
  readonly undoable: readonly Undoable[];
  /** When something was last undone (epoch ms), a change or typing. */
  readonly tookBackAt: number;
  readonly burst: readonly BurstEntry[];
  /** True while the sum of a burst is shown before the popup hides. */
  readonly summing: boolean;
  readonly pendingIndex: number;
  readonly history: HistoryState;
  readonly key: KeyState;
  readonly settings: SettingsState;
  /** Grows with everything the user does; an automatic hide with an older token is void. */
  readonly token: number;
  /** Grows when the focus has to be set for the screen. */
  readonly focus: number;
}

export type Step = readonly [State, ...Effect[]];

/** Why nothing is sent for the account in use; a known loss of the network counts too. */
export function pauseOf({ snapshot }: State): Pause | null {
  if (snapshot === null || snapshot.account.kind === 'none') return null;
  return snapshot.pause ?? (snapshot.network === 'offline' ? { kind: 'network' } : null);
}

/** Whether nothing can be sent now, as far as known. */
export function offlineOf({ snapshot }: State): boolean {
  return snapshot?.network === 'offline' || snapshot?.pause?.kind === 'network';
}
