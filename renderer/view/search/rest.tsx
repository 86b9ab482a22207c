import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Hit } from '../../../main/contract/find.ts';
import type { Ui } from '../parts/ui.ts';
import { ResultRow } from './row.tsx';

/** As many rows as the pane shows at once, the last of them in part. */
export const inView = 8;

interface Props {
  readonly ui: Ui;
  readonly hits: readonly Hit[];
  /** Whether the pane stands at its top, where none of these rows can be seen. */
  readonly unseen: boolean;
}

/**
 * The rows below the pane's edge. A new answer is painted without them: they are hidden as they were, keep their
 * height, and follow once the frame is there.
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
