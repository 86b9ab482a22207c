import type { Hit } from '../../../main/contract/find.ts';
import { listed } from '../../state/model/selection.ts';
import type { Ui } from '../parts/ui.ts';
import { headingSentence } from './list-heading.tsx';
import { ResultRow } from './row.tsx';

/**
 * Rows with the headings of their lists. Every key brings other rows: their elements stay where they are and only change.
 * @param from the place of the first of them among all rows
 */
export function rowsOf(ui: Ui, hits: readonly Hit[], from: number) {
  const { search, snapshot } = ui.state;
  const lists = search.marks.alone ? [] : (search.reply?.lists ?? []);
  const of = listed(search).length;
  return hits.map((hit, index) => {
    const at = from + index;
    const heading = lists.find(list => list.at === at);
    const isListed = lists.some(list => list.at <= at);
    const row = (
      <ResultRow
        key={at}
        ui={ui}
        hit={hit}
        active={hit.opportunity.id === search.active}
        isListed={isListed}
        place={at + 1}
        of={of}
      />
    );
    if (heading === undefined) return row;
    return [
      <div class="overline heading" key={`heading-${at}`} role="presentation">
        {headingSentence(ui.speech, snapshot, heading)}
      </div>,
      row,
    ];
  });
}
