import { crmPageOf, type DealPage } from './crm.ts';
import type { Opportunity } from './model.ts';

/** What of a row can be copied to the clipboard, in the order of the row's menu. */
export const copyables = ['name', 'email', 'phone', 'id', 'link'] as const;
export type Copyable = (typeof copyables)[number];

/** The text that is copied; '' where the row has none. A link only if the address form of each deal's own page is known. */
export function copyText(row: Opportunity, what: Copyable, dealPage: DealPage | null): string {
  if (what !== 'link') return row[what];
  const page = crmPageOf(row.id, row.pipeline, dealPage);
  return page.of === 'deal' ? page.address : '';
}
