import type { HighlightedField, Hit } from '../../../main/contract/find.ts';
import { foldAccents } from '../../../main/contract/folded.ts';

type Further = 'email' | 'phone' | 'id';

/**
 * The fields beside name and company that say why a row was found. One that matches only what name or company match too,
 * as an e-mail address does with the company in it, would cut off what is read first.
 */
export function alsoMatched({ opportunity, highlights }: Hit): readonly Further[] {
  const matches = (field: HighlightedField): readonly string[] =>
    (highlights.find(one => one.field === field)?.ranges ?? []).map(([start, end]) =>
      foldAccents(opportunity[field].slice(start, end)),
    );
  // The id stands in the place of a name that is missing.
  const shown = new Set([...matches(opportunity.name ? 'name' : 'id'), ...matches('company')]);
  return (['email', 'phone', 'id'] as const).filter(field => matches(field).some(text => !shown.has(text)));
}
