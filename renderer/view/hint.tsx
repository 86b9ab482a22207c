import { offlineOf } from '../state/model/state.ts';
import { enterDoes } from '../state/picks/accept.ts';
import { useUi } from './parts/ui.ts';

/** What Enter does now, and how many of the rows found are in the list where that is not all. */
export function Hint() {
  const { state, speech } = useUi();
  // The line has no room for it beside more important things.
  const busy = state.snapshot?.directory.phase === 'loading' || offlineOf(state);
  const { server, reply, marks } = state.search;
  if (server && state.screen === 'search') {
    const sentence = server.phase === 'asking' ? speech.t('asking') : speech.n('asked', server.found);
    return <span class="hint">{sentence}</span>;
  }
  if (busy) return null;
  const does = enterDoes(state);
  const shown = reply?.hits.length ?? 0;
  const isPart =
    speech.figures &&
    state.screen === 'search' &&
    !marks.alone &&
    reply?.kind === 'results' &&
    reply.total > shown;
  if (does === null && !isPart) return null;
  return (
    <span class="hint" aria-hidden="true">
      {isPart && speech.t('shownOf', { shown: speech.number(shown), total: speech.number(reply.total) })}
      {does !== null && (
        <span>
          {speech.t(does === 'move' ? 'actMove' : 'actOpen')} <kbd>↵</kbd>
        </span>
      )}
    </span>
  );
}
