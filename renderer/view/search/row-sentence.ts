import { assertNever } from '../../../main/contract/failure.ts';
import type { Hit } from '../../../main/contract/find.ts';
import { cutNote } from '../../../main/contract/note.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import { boardFor, foreignPipelineOf, stageOfCommand } from '../../state/model/pipeline.ts';
import type { Ui } from '../parts/ui.ts';
import { alsoMatched } from './matched.ts';

/**
 * A row in one breath. It stands in for the row's many small texts, whose changes with every letter are so many events that a
 * screen reader drops the sentence that counts ("Not processing this event due to flood", Orca 43.1).
 */
export function rowSentence(ui: Ui, hit: Hit, active: boolean): string {
  const { state, speech } = ui;
  const { opportunity, verified, change } = hit;
  const { id, name, company, email, phone, value, currency, updatedAt, createdAt } = opportunity;
  const matched = alsoMatched(hit).map(field => opportunity[field]);
  const some = company || matched.length > 0 ? [company, ...matched] : [email || phone || id];
  const touched = updatedAt ?? createdAt;
  const isForeign = !change && foreignPipelineOf(hit, state.snapshot?.pipelines ?? []);
  const { note } = cutNote(active ? state.search.text : '');
  const facts = isForeign
    ? [speech.t('noColumn')]
    : [
        value === null ? '' : speech.money(value, currency),
        touched === null || change ? '' : speech.age(touched, state.now),
        change ? speech.t(change.state === 'parked' ? 'needsYou' : 'syncHeld') : '',
      ];
  const parts = [
    name || id,
    ...(verified ? some : [speech.t('unverified')]),
    stageWords(ui, hit),
    ...facts,
    hit.pinned ? speech.t('pinnedRow') : '',
    note === '' ? '' : speech.t('noted', { note }),
  ];
  return parts.filter(part => part !== '').join(', ');
}

/** Where the row stands, and what a line that names a stage means for it. */
function stageWords({ state, speech }: Ui, hit: Hit): string {
  const shown = shownStage(hit);
  const here = hit.verified && shown?.id ? speech.stage(shown) : '';
  const { pipelines = [] } = state.snapshot ?? {};
  const { command } = hit;
  switch (command?.kind) {
    case 'move': {
      const to = stageOfCommand(hit, pipelines);
      return [here, to ? speech.stage(to) : ''].filter(name => name !== '').join(' → ');
    }
    case 'which': {
      const fit = boardFor(hit, pipelines).stages.filter(({ id }) => command.stages.includes(id));
      return `${fit.map(stage => speech.stage(stage)).join(', ')}?`;
    }
    case 'no-number':
      return speech.t('noStage', { number: command.number });
    case 'there':
      return shown === null ? '' : speech.t('alreadyIn', { stage: speech.stage(shown) });
    case undefined:
      return here;
    default:
      return assertNever(command);
  }
}
