import { troubleSentence } from '../../i18n/sentences.ts';
import type { ShownFailure } from '../../state/model/news.ts';
import { Icon } from './icon.tsx';
import { useUi } from './ui.ts';

/** Why something that was asked for was refused; a screen reader says it at once. */
export function Refusal({ trouble }: { readonly trouble: ShownFailure }) {
  const { speech, platform } = useUi();
  return (
    <p class="said wrong" role="alert">
      <Icon name="alert" />
      {troubleSentence(speech, trouble, platform)}
    </p>
  );
}
