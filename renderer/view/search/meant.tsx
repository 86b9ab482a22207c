import type { Stage } from '../../../main/contract/model.ts';
import { stageOfCommand } from '../../state/model/pipeline.ts';
import { activeHit } from '../../state/model/selection.ts';
import type { State } from '../../state/model/state.ts';
import { stageForMarked } from '../../state/picks/marked.ts';
import { useUi } from '../parts/ui.ts';

function stageForActive(state: State): Stage | undefined {
  const hit = activeHit(state);
  return hit && stageOfCommand(hit, state.snapshot?.pipelines ?? []);
}

/** The stage to which Enter takes the selected row, or asks whether to; with marks, the one that it preselects. */
export function Meant() {
  const { state, speech } = useUi();
  const to = state.search.marks.rows.length > 0 ? stageForMarked(state) : stageForActive(state);
  return (
    to && (
      <span class="badge meant" aria-hidden="true" dir="auto">
        → {speech.stage(to)}
      </span>
    )
  );
}
