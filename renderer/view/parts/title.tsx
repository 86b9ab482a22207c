import { Icon } from './icon.tsx';
import { useUi } from './ui.ts';

/** One layer back, as Esc does. */
export function BackButton() {
  const { send, speech } = useUi();
  return (
    <button type="button" class="quiet" aria-label={speech.t('back')} onClick={() => send({ type: 'back' })}>
      <Icon name="back" />
    </button>
  );
}

/** The head of a place that is not the search: the way back, its name, and what can be done there. */
export function Title({
  text,
  children,
}: {
  readonly text: string;
  readonly children?: preact.ComponentChildren;
}) {
  return (
    <header class="head">
      <BackButton />
      <h1 class="title" id="title" tabIndex={-1}>
        {text}
      </h1>
      {children}
    </header>
  );
}
