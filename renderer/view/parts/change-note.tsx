import type { ChangeView } from '../../../main/contract/change.ts';
import { useUi } from './ui.ts';

/** What the user wrote beside a change, and where it is to be found. */
export function ChangeNote({ change }: { readonly change: ChangeView }) {
  const { speech } = useUi();
  if (change.note === '') return null;
  return (
    <span class="cause">
      {speech.t(change.noteInCrm ? 'noteInCrm' : 'noteHere')} <bdi>{change.note}</bdi>
    </span>
  );
}
