import type { ChangeView } from '../../../main/contract/change.ts';

/** Whose change it is: the name, or the id while nothing else is known, and the company. */
export function ChangeName({ change }: { readonly change: ChangeView }) {
  return (
    <>
      <span class="name" dir="auto">
        {change.name || change.opportunity}
      </span>
      <span class="below" dir="auto">
        {change.company}
      </span>
    </>
  );
}
