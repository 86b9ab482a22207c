import type { ChangeView, Pause } from '../../main/contract/change.ts';
import type { Failure } from '../../main/contract/failure.ts';
import type { FindReply, Hit } from '../../main/contract/find.ts';
import type { ChangeId, OpportunityId, Stage, StageId } from '../../main/contract/model.ts';
import type { Fill, View } from '../../main/contract/pushes.ts';
import type { Settings } from '../../main/contract/settings.ts';
import type { Snapshot } from '../../main/contract/snapshot.ts';
import type { Effect } from './event.ts';
import type { OpenChanges } from './outbox.ts';
import type { Typing } from './typing.ts';

export type Screen = View | 'first-run' | 'picker';

/** A change on its way to the disk: until the answer, nothing opens stages or moves anything else. */
export interface Saving {
  readonly keep: boolean;
  readonly name: string;
  readonly to: Stage;
  /** Letters that came meanwhile: they are the box's, which follows. */
  readonly typed: string;
}

/** A change made in this session, and when. */
export interface Undoable {
  readonly id: ChangeId;
  readonly at: number;
  /** What this one takes back: it counts again where this one is taken back itself. */
  readonly undoes?: Undoable;
}

/** What went wrong, as far as the page can say: a failure of the contract, or a bug on the other side. */
export type ShownFailure = Failure | { readonly code: 'internal' };

export interface SearchState {
  readonly text: string;
  readonly typing: Typing;
  /** The newest question; an answer with another number is dropped. */
  readonly seq: number;
  readonly reply: FindReply | null;
  /** The text `reply` answers, to tell a new list from a refreshed one. */
  readonly answered: string | null;
  /** The selected row; it stays selected where it has left the list, and then nothing is done with any other. */
  readonly active: OpportunityId | null;
  /** Enter was pressed before the newest answer came; it is carried out on that answer. */
  readonly waiting: 'accept' | 'keep' | null;
  readonly fill: Fill | null;
  readonly server: { readonly phase: 'asking' } | { readonly phase: 'asked'; readonly found: number } | null;
  /** Pasted ids that were looked up, with what the server said; null while asking. */
  readonly looked: ReadonlyMap<OpportunityId, ShownFailure | null>;
}

export interface PickerState {
  readonly hit: Hit;
  /** Frozen when the picker opened: a digit means the same stage until it closes. */
  readonly stages: readonly Stage[];
  readonly current: StageId | null;
  readonly next: StageId | null;
  /** The selected stage; -1 when nothing is preselected. */
  readonly index: number;
  /** It was opened with Shift+Enter: any way to commit keeps the popup. */
  readonly keep: boolean;
  readonly typed: string;
  readonly typedAt: number;
}

/** Which outcome a toast tells. The words differ; the change is the same. */
export interface ToastState {
  readonly kind:
    | 'saved'
    | 'delivered'
    | 'refused'
    /** Undone before it was sent: the opportunity stays where it was. */
    | 'withdrawn'
    /** Undone after that, by a change of its own. */
    | 'put-back'
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
        /** The line names an end by its first letters only. */
        | 'confirm-end'
        | 'no-stages'
        /** The selected row is not in the list any more. */
        | 'row-gone'
        | 'choose-stage';
    }
  | { readonly kind: 'exported'; readonly path: string }
  | { readonly kind: 'rebound'; readonly count: number };

export interface BurstEntry {
  readonly id: ChangeId;
  readonly outcome: 'moved' | 'pending' | 'needs-you' | 'withdrawn';
}

/** What a screen reader is told of, besides the counts of what is typed. */
export type News =
  | { readonly kind: 'toast'; readonly toast: ToastState }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'burst'; readonly burst: readonly BurstEntry[] }
  /** Null: sending goes on. */
  | { readonly kind: 'pause'; readonly pause: Pause | null };

/** One thing that is said, once. */
export interface Announcement {
  /** Never used again in this run. */
  readonly id: number;
  readonly news: News;
}

/** What has been announced, and whether anybody can hear it. */
export interface Hearing {
  /** The newest announcements, oldest first. */
  readonly announced: readonly Announcement[];
  readonly lastId: number;
  /** The pause that was announced last. */
  readonly pause: Pause['kind'] | null;
  /** Nobody can hear: the popup has lost the focus. */
  readonly away: boolean;
}

export interface HistoryState {
  readonly text: string;
  readonly rows: readonly ChangeView[] | null;
  readonly loading: boolean;
  readonly complete: boolean;
  readonly index: number;
}

export interface KeyState {
  readonly trying: boolean;
  readonly trouble: ShownFailure | null;
  /** The key was accepted in this visit. */
  readonly accepted: boolean;
}

export interface SettingsState {
  /** The form or question that stands open: about the key, or whether to erase everything. */
  readonly openForm: 'replace' | 'remove' | 'erase' | null;
  /** Why not everything was erased. */
  readonly eraseTrouble: ShownFailure | null;
  readonly recording: boolean;
  /** A new hotkey waits for its press-test. */
  readonly test: 'waiting' | 'passed' | null;
  readonly saved: keyof Settings | null;
  readonly trouble: { readonly field: keyof Settings; readonly trouble: ShownFailure } | null;
  readonly forgotten: boolean;
}

export interface State extends OpenChanges {
  readonly now: number;
  readonly snapshot: Snapshot | null;
  readonly screen: Screen;
  readonly help: boolean;
  readonly search: SearchState;
  readonly picker: PickerState | null;
  readonly saving: Saving | null;
  readonly toast: ToastState | null;
  readonly notice: Notice | null;
  readonly hearing: Hearing;
  /** Newest last. */
  readonly undoable: readonly Undoable[];
  /** When something was last taken back, in epoch milliseconds: a change or a piece of text. */
  readonly tookBackAt: number;
  readonly burst: readonly BurstEntry[];
  /** The last words of a burst are on screen and the popup is about to hide. */
  readonly summing: boolean;
  readonly pendingIndex: number;
  readonly history: HistoryState;
  readonly key: KeyState;
  readonly settings: SettingsState;
  /** Grows with everything the user does: an automatic hide that was armed before is void. */
  readonly token: number;
  /** Grows when the focus must be put where the screen wants it. */
  readonly focus: number;
}

export type Step = readonly [State, ...Effect[]];

/** Why nothing is being sent for the account in use, a network that is known to be away included. */
export function pauseOf({ snapshot }: State): Pause | null {
  if (snapshot === null || snapshot.account.kind === 'none') return null;
  return snapshot.pause ?? (snapshot.network === 'offline' ? { kind: 'network' } : null);
}

/** Nothing can be sent now, as far as anybody knows. */
export function offlineOf({ snapshot }: State): boolean {
  return snapshot?.network === 'offline' || snapshot?.pause?.kind === 'network';
}
