import type { HighlightedField, Hit } from '../../../main/contract/find.ts';

/** A field's text with the matched ranges set off; the ranges are main's, in UTF-16 units. */
export function highlighted({ opportunity, highlights }: Hit, field: HighlightedField) {
  const text = opportunity[field];
  const ranges = highlights.find(one => one.field === field)?.ranges ?? [];
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at || end <= start) continue;
    parts.push(text.slice(at, start), <mark>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return <bdi>{parts}</bdi>;
}
