import type { Opportunity } from '../../../main/contract/model.ts';
import { createCatalogue } from '../../../main/search/catalogue.ts';
import type { Searcher } from './searcher.ts';

/** The product's own catalogue. */
export function ours(): Searcher {
  const catalogue = createCatalogue<Opportunity>();
  return {
    name: 'ours',
    build(rows) {
      catalogue.put(rows);
    },
    find: (text, limit) => catalogue.find(text, limit).hits.map(hit => hit.row.id),
  };
}
