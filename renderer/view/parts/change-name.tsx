import type { ChangeView } from '../../../main/contract/change.ts';

/** Whose change it is: the name, or the id while nothing else is known, and the company. */
export function ChangeName({ change }: { readonly change: ChangeView }) {
  return (
    <>
      <bdi class="name">{change.name || change.opportunity}</bdi>
      <bdi class="below">{change.company}</bdi>
    </>
  );
}
