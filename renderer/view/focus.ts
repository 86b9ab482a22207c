import { assertNever } from '../../main/contract/failure.ts';
import type { State } from '../state/state.ts';

/** Sets the focus to where work begins on the current screen. */
export function focusScreen(state: State): void {
  const target = document.getElementById(targetOf(state));
  target?.focus();
}

function targetOf(state: State): string {
  if (state.help) return 'help';
  switch (state.screen) {
    case 'search':
      return 'search';
    case 'picker':
      return 'stages';
    case 'pending':
      return state.outbox.length > 0 ? `change-${state.outbox[state.pendingIndex]?.id}` : 'title';
    case 'history':
      return state.history.index < 0
        ? 'history-text'
        : `past-${state.history.rows?.[state.history.index]?.id}`;
    case 'settings':
      return state.settings.openForm === 'replace' ? 'key' : 'title';
    case 'first-run':
      return state.key.accepted ? 'begin' : 'key';
    default:
      return assertNever(state.screen);
  }
}
