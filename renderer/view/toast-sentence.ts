import { assertNever } from '../../main/contract/failure.ts';
import type { Speech } from '../i18n/speak.ts';
import { capsOf } from '../state/model/accelerator.ts';
import type { ToastState } from '../state/model/news.ts';
import type { State } from '../state/model/state.ts';
import { stateWord } from './parts/state-word.ts';

/** An outcome as one sentence that can be understood without seeing the toast. */
export function toastSentence(
  speech: Speech,
  { kind, change }: ToastState,
  { snapshot, undoable }: State,
): string {
  const name = change.name || change.opportunity;
  const { from, theirs, overwrote, reason } = change;
  const stage = speech.stage(change.to);
  const moved = speech.t('saidMove', { word: speech.t(stateWord(change).word), name, stage });
  const keys = (combo: string) =>
    capsOf(combo, snapshot?.platform ?? 'linux', speech.t('spaceKey')).join(' ');
  switch (kind) {
    case 'saved':
      return [
        moved,
        change.note && speech.t('saidNote', { note: change.note }),
        undoable.some(({ id }) => id === change.id) && speech.t('saidUndo', { keys: keys('Mod+Z') }),
      ]
        .filter(Boolean)
        .join(' ');
    case 'delivered':
      return moved;
    case 'refused':
      if (reason === 'conflict' && theirs)
        return speech.t('saidConflict', { name, stage: speech.stage(theirs), keys: keys('Mod+P') });
      return reason === null ? moved : `${moved} ${speech.t(`park_${reason}`)}`;
    case 'delayed':
      return `${moved} ${speech.t('delayed')}`;
    case 'overwrote':
      return overwrote ? `${name}: ${speech.t('overwrote', { stage: speech.stage(overwrote) })}` : moved;
    case 'withdrawn':
      return from
        ? speech.t('saidBackIn', { name, stage: speech.stage(from) })
        : speech.t('saidUndone', { name });
    case 'put-back':
      return speech.t('saidGoesBack', { name, stage });
    case 'went-back':
      return speech.t('saidBackIn', { name, stage });
    case 'kept-theirs':
      return theirs
        ? speech.t('saidKeptTheirs', { name, stage: speech.stage(theirs) })
        : speech.t('saidUndone', { name });
    case 'left':
      return speech.t('saidLeft', { name, stage: speech.stage(theirs ?? change.to) });
    case 'sent-mine':
      return speech.t('saidSentMine', { name, stage });
    case 'retried':
      return speech.t('saidRetried', { name, stage });
    default:
      return assertNever(kind);
  }
}
