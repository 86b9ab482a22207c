import { Icon } from './icon.tsx';
import { useUi } from './ui.ts';

/** The head of a place that is not the search: the way back, its name, and what can be done there. */
export function Title({
  text,
  children,
}: {
  readonly text: string;
  readonly children?: preact.ComponentChildren;
}) {
  const { send, speech } = useUi();
  return (
    <header class="head">
      <button
        type="button"
        class="quiet"
        aria-label={speech.t('back')}
        onClick={() => send({ type: 'back' })}
      >
        <Icon name="back" />
      </button>
      <h1 class="title" id="title" tabIndex={-1}>
        {text}
      </h1>
      {children}
    </header>
  );
}
