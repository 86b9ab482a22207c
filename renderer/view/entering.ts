import type { Request } from '../../main/contract/calls.ts';
import type { State } from '../state/model/state.ts';

/** What is being entered on the screen, for which the popup stays when it loses the focus. */
export function enteringOf({ screen, snapshot, key, settings }: State): Request<'popup.entering'>['what'] {
  if (snapshot === null) return 'nothing';
  if (screen === 'first-run' && !key.accepted) return 'key';
  if (screen !== 'settings' && screen !== 'first-run') return 'nothing';
  if (settings.recording) return 'hotkey';
  if (settings.test === 'waiting') return 'press';
  return settings.openForm === 'replace' ? 'key' : 'nothing';
}
