import type { ChangeView } from '../../main/contract/change.ts';
import type { TextKey } from '../i18n/pt-br.ts';
import type { Speech } from '../i18n/speak.ts';

export interface StateWord {
  /** One of three words for the fate of a change, or one for a change that is no more. */
  readonly word: TextKey;
  readonly tone: 'saved' | 'delivered' | 'refused' | 'gone';
  readonly icon: 'saved' | 'check' | 'alert' | 'undo';
}

/** Parked by the server's own no; any other parked change is kept here and needs the user. */
const refusals = ['stage-refused', 'forbidden', 'missing', 'contended', 'poison', 'unexpected'];

/** Saved here, delivered, refused: never mixed. */
export function stateWord(change: ChangeView): StateWord {
  switch (change.state) {
    case 'delivered':
      return { word: 'delivered', tone: 'delivered', icon: 'check' };
    case 'cancelled':
      return { word: 'withdrawn', tone: 'gone', icon: 'undo' };
    case 'superseded':
      return { word: 'superseded', tone: 'gone', icon: 'undo' };
    case 'parked':
      return refusals.includes(change.reason ?? '')
        ? { word: 'refused', tone: 'refused', icon: 'alert' }
        : { word: 'saved', tone: 'refused', icon: 'alert' };
    default:
      return { word: 'saved', tone: 'saved', icon: 'saved' };
  }
}

/** What happens next to a change that is saved here; '' when nothing more can be said. `ticking` counts seconds. */
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
    default:
      return '';
  }
}
