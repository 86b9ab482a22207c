import { longestNote } from '../../../main/contract/note.ts';
import type { PickerState } from '../../state/state.ts';
import { useUi } from '../parts/ui.ts';

/** What the user writes beside the change. Letters and digits are text here; Enter commits as it does among the stages. */
export function NoteField({ picker }: { readonly picker: PickerState }) {
  const { send, speech } = useUi();
  return (
    <input
      id="note"
      type="text"
      autocomplete="off"
      dir="auto"
      maxLength={longestNote}
      aria-label={speech.t('note')}
      placeholder={speech.t('noteHint')}
      value={picker.note}
      onInput={event => send({ type: 'note', text: event.currentTarget.value })}
    />
  );
}
