import type { ChangeView } from '../contract/change.ts';
import type { Hit } from '../contract/find.ts';
import { type Opportunity, type OpportunityId, type Pipeline, unverified } from '../contract/model.ts';
import type { Catalogue, Match, Searchable } from '../search/catalogue.ts';

export interface HitsDeps<Row extends Searchable> {
  readonly catalogue: Catalogue<Row>;
  /** The whole opportunity of a catalogue row, as plain data that can cross IPC. */
  readonly whole: (row: Row) => Opportunity;
  /** The newest open change of an opportunity under the key in use; called for every row of an answer. */
  readonly newestChange: (id: OpportunityId) => ChangeView | null;
  /** The rows that the user keeps at the top, in their order. */
  readonly pins: () => readonly OpportunityId[];
  readonly pipelines: () => readonly Pipeline[];
}

export type Hits<Row extends Searchable> = ReturnType<typeof createHits<Row>>;

/** Makes rows as the user sees them: with the stage as their pipeline has it, and their newest open change. */
export function createHits<Row extends Searchable>(deps: HitsDeps<Row>) {
  /** The row with its stage as the pipeline has it: the row alone does not know the stage's role. */
  const whole = (row: Row): Opportunity => {
    const opportunity = deps.whole(row);
    const pipeline = deps.pipelines().find(({ id }) => id === opportunity.pipeline);
    const stage = pipeline?.stages.find(({ id }) => id === opportunity.stage.id);
    return stage === undefined ? opportunity : { ...opportunity, stage };
  };

  const shown = (opportunity: Opportunity, highlights: Hit['highlights'] = []): Hit => {
    const change = deps.newestChange(opportunity.id);
    const pinned = deps.pins().includes(opportunity.id);
    return { opportunity, highlights, change, verified: true, command: null, pinned };
  };

  return {
    of: (match: Match<Row>): Hit => shown(whole(match.row), match.highlights),
    /** The row of an id; where the id is not known, as much as an open change tells. */
    ofId(id: OpportunityId): Hit {
      const row = deps.catalogue.get(id);
      if (row !== undefined) return shown(whole(row));
      const { change, ...rest } = shown(unverified(id));
      const named = { ...rest.opportunity, name: change?.name ?? '', company: change?.company ?? '' };
      return { ...rest, change, opportunity: named, verified: false };
    },
    isKnown: (id: OpportunityId): boolean => deps.catalogue.get(id) !== undefined,
  };
}
