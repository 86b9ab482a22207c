import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Hit } from '../../../main/contract/find.ts';
import type { Ui } from '../parts/ui.ts';
import { ResultRow } from './row.tsx';

/** How many rows are in view at once, the last one in part. */
export const inView = 8;

interface Props {
  readonly ui: Ui;
  readonly hits: readonly Hit[];
  /** Whether the pane is scrolled to its top, where none of these rows is in view. */
  readonly unseen: boolean;
}

/**
 * The rows below the pane's edge. A new answer is painted without them: the old ones are hidden, keep their height, and
 * are replaced after the frame.
 */
export function Rest({ ui, hits, unseen }: Props) {
  const [painted, setPainted] = useState<readonly Hit[] | null>(null);
  const rows = useRef<ComponentChildren>(null);
  useEffect(() => setPainted(hits), [hits]);
  const late = unseen && painted !== hits;
  if (!late) {
    rows.current = hits
      .slice(inView)
      .map((hit, at) => (
        <ResultRow key={at} ui={ui} hit={hit} active={hit.opportunity.id === ui.state.search.active} />
      ));
  }
  return <div class={late ? 'rest late' : 'rest'}>{rows.current}</div>;
}
