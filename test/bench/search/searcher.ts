import type { Opportunity } from '../../../main/contract/model.ts';

/** Something that finds rows: ours, or one of its peers. */
export interface Searcher {
  readonly name: string;
  /** Takes all rows in; called once. */
  build(rows: readonly Opportunity[]): void;
  /** The ids of the best rows for what was typed so far, best first, at most `limit`. */
  find(text: string, limit: number): readonly string[];
}

/** How many rows the popup asks for. */
export const shown = 20;
