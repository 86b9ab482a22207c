import type { Stage } from '../../../main/contract/model.ts';
import { offlineOf } from '../../state/model/state.ts';
import { boardNameOf, type Ui } from './ui.ts';

/** What the server stamps besides the stage, in sentences; none for a stage whose name says nothing of an end. */
export function stampsOf({ state, speech }: Ui, stage: Stage): readonly string[] {
  const stamp = stampOf(stage);
  if (stamp === null) {
    if (stage.role === 'won' || boardNameOf(state, speech, stage)) return [speech.t('stampNoWon')];
    return stage.role === 'lost' ? [speech.t('stampNoLost')] : [];
  }
  const offline = offlineOf(state) ? [speech.t('stampOffline')] : [];
  return [speech.t(stamp, { date: speech.time(state.now) }), speech.t('stampForever'), ...offline];
}

/**
 * The date that the server stamps in this stage, as the key of its sentence; null when it stamps none. In every
 * recorded revision only stages with exactly these names stamp, and nothing in the API removes a stamp.
 */
export function stampOf({ name }: Stage): 'stampWon' | 'stampLost' | null {
  if (name === 'won') return 'stampWon';
  return name === 'lost' ? 'stampLost' : null;
}
