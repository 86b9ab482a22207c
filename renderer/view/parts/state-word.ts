import type { ChangeView, ParkReason } from '../../../main/contract/change.ts';
import { assertNever } from '../../../main/contract/failure.ts';
import type { Speech } from '../../i18n/speak.ts';
import type { TextKey } from '../../i18n/words.ts';
import { ended } from '../../state/picks/commit.ts';

export interface StateWord {
  /** The word for a change: one of three for its progress, one for what the user must decide, or one for how it ended. */
  readonly word: TextKey;
  readonly tone: 'saved' | 'delivered' | 'refused' | 'gone';
  readonly icon: 'saved' | 'check' | 'alert' | 'undo';
}

/** The word for a parked change. A change that needs the user is never merely "saved here". */
const parkedWords: Readonly<Record<ParkReason, TextKey>> = {
  conflict: 'conflict',
  'pipeline-changed': 'otherPipeline',
  misplaced: 'otherPipeline',
  'stage-refused': 'refused',
  forbidden: 'refused',
  missing: 'refused',
  contended: 'refused',
  poison: 'refused',
  expired: 'undelivered',
  unexpected: 'refused',
  salvaged: 'undelivered',
  'foreign-key': 'undelivered',
  damaged: 'undelivered',
  newer: 'undelivered',
};

const endedWords = { 'kept-theirs': 'keptTheirs', left: 'leftThere', withdrawn: 'withdrawn' } as const;

/** Saved here, delivered or refused: the three are never mixed. */
export function stateWord(change: ChangeView): StateWord {
  switch (change.state) {
    case 'delivered':
      return { word: 'delivered', tone: 'delivered', icon: 'check' };
    case 'cancelled':
      return { word: endedWords[ended(change)], tone: 'gone', icon: 'undo' };
    case 'superseded':
      return { word: 'superseded', tone: 'gone', icon: 'undo' };
    case 'parked':
      // It is unknown whether a change that is out was delivered.
      if (change.out) return { word: 'saved', tone: 'saved', icon: 'saved' };
      return {
        word: change.reason === null ? 'undelivered' : parkedWords[change.reason],
        tone: 'refused',
        icon: 'alert',
      };
    case 'held':
    case 'ready':
    case 'sending':
    case 'waiting':
    case 'verify':
      return { word: 'saved', tone: 'saved', icon: 'saved' };
    default:
      return assertNever(change.state);
  }
}

/** What happens next to a change that is saved here; '' when nothing can be said. `ticking` counts seconds. */
export function whatNext(
  speech: Speech,
  change: ChangeView,
  offline: boolean,
  now: number,
  ticking: boolean,
): string {
  const { t } = speech;
  switch (change.state) {
    case 'held': {
      if (offline) return t('savedOffline');
      const left = Math.ceil(((change.undoUntil ?? now) - now) / 1000);
      return ticking && left > 0 ? t('savedHeld', { n: left }) : '';
    }
    case 'ready':
      return t(offline ? 'savedOffline' : 'savedReady');
    case 'sending':
      return t('savedSending');
    case 'waiting':
      if (offline) return t('savedOffline');
      return change.nextAttemptAt === null
        ? t('savedReady')
        : t('savedWaiting', { when: speech.relative(Math.max(now, change.nextAttemptAt), now) });
    case 'verify':
      return t('savedVerify');
    case 'parked':
      return t('needsYou');
    case 'delivered':
    case 'superseded':
    case 'cancelled':
      return '';
    default:
      return assertNever(change.state);
  }
}
