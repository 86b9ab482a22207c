import { IconButton } from './icon.tsx';
import { useUi } from './ui.ts';

/** One layer back, as Esc does. */
export function BackButton() {
  const { send, speech } = useUi();
  return <IconButton icon="back" label={speech.t('back')} onClick={() => send({ type: 'back' })} />;
}

interface TitleProps {
  readonly text: string;
  readonly children?: preact.ComponentChildren;
}

/** The head of a place that is not the search: the way back, its name, and what can be done there. */
export function Title({ text, children }: TitleProps) {
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
