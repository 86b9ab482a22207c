import { useEffect } from 'preact/hooks';
import { longestNote } from '../../../main/contract/note.ts';
import type { PickerState } from '../../state/model/state.ts';
import { useUi } from '../parts/ui.ts';

/** What the user writes beside the change. Letters and digits are text here; Enter commits as it does among the stages. */
export function NoteField({ picker }: { readonly picker: PickerState }) {
  const { state, send, speech } = useUi();
  const stage = picker.stages[picker.index];
  const { settings, reasonStages = [] } = state.snapshot ?? {};
  const goesAlong = stage !== undefined && settings?.sendReasons === true && reasonStages.includes(stage.id);
  const hint = speech.t(goesAlong ? 'reasonHint' : 'noteHint');
  return (
    <>
      <input
        id="note"
        type="text"
        autocomplete="off"
        dir="auto"
        maxLength={longestNote}
        aria-label={hint}
        placeholder={hint}
        value={picker.note}
        onInput={event => send({ type: 'note', text: event.currentTarget.value })}
      />
      {stage?.role === 'lost' && <Reasons />}
    </>
  );
}

/** The reasons of earlier losses. One that is chosen becomes the note, and the note has the focus. */
function Reasons() {
  const { state, send, ask, speech } = useUi();
  useEffect(() => ask('reasons.list', null), []);
  if (state.reasons.length === 0) return null;
  return (
    <fieldset class="reasons" aria-label={speech.t('reasons')}>
      {state.reasons.map(reason => (
        <button
          type="button"
          key={reason}
          dir="auto"
          title={reason}
          onClick={() => {
            send({ type: 'reason', text: reason });
            document.getElementById('note')?.focus();
          }}
        >
          {reason}
        </button>
      ))}
    </fieldset>
  );
}
