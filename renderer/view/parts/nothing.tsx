import type { TextKey } from '../../i18n/words.ts';
import { searchedText } from '../../state/box/search.ts';
import { Icon, type IconName } from './icon.tsx';
import { Skeleton } from './skeleton.tsx';
import { useUi } from './ui.ts';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
  readonly children?: preact.ComponentChildren;
}

/** An empty place that says why it is empty and what to do. */
export function Empty({ icon, title, hint, children }: EmptyProps) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} />
      </span>
      <p class="empty-title">{title}</p>
      <p class="muted">{hint}</p>
      {children}
    </div>
  );
}

/** The place of rows when there are none: loading, a key that may not read, an empty account, or a text that nothing matches. */
export function Nothing() {
  const { state, speech } = useUi();
  const { snapshot } = state;
  const text = searchedText(state);
  const say = (icon: IconName, title: TextKey, hint: TextKey) => (
    <Empty icon={icon} title={speech.t(title, { text })} hint={speech.t(hint)} />
  );
  if (snapshot?.account.kind === 'key' && snapshot.account.read === 'no')
    return say('key', 'writeOnly', snapshot.pipelines.length > 0 ? 'writeOnlyHint' : 'stagesUntold');
  if (snapshot?.directory.phase === 'loading' && snapshot.directory.known === 0) return <Skeleton />;
  if (state.search.reply?.lists.length) return say('inbox', 'listEmpty', 'listEmptyHint');
  if (text === '') return say('inbox', 'nothingYet', 'nothingYetHint');
  return (
    <Empty icon="search" title={speech.t('nothing', { text })} hint={speech.t('nothingHint')}>
      <AskServer />
    </Empty>
  );
}

/** Searches the server for the text in the box and reports the result. */
export function AskServer() {
  const { state, send, speech } = useUi();
  const { server } = state.search;
  return (
    <button
      type="button"
      class="ask-server"
      disabled={server?.phase === 'asking'}
      onClick={() => send({ type: 'ask-server' })}
    >
      {server?.phase === 'asked' && speech.n('asked', server.found)}
      {server?.phase === 'asking' && speech.t('asking')}
      {!server && speech.t('askServer')}
    </button>
  );
}
