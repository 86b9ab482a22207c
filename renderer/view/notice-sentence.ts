import { mostAtOnce } from '../../main/contract/change.ts';
import { assertNever } from '../../main/contract/failure.ts';
import { mostPins } from '../../main/contract/find.ts';
import { troubleSentence } from '../i18n/sentences.ts';
import type { Speech } from '../i18n/speak.ts';
import { capsOf } from '../state/model/accelerator.ts';
import type { Notice } from '../state/model/news.ts';
import { boardFor } from '../state/model/pipeline.ts';
import { activeHit } from '../state/model/selection.ts';
import type { State } from '../state/model/state.ts';

/** A notice as it is shown and said. */
export function noticeSentence(speech: Speech, notice: Notice, state: State): string {
  switch (notice.kind) {
    case 'trouble':
      return troubleSentence(speech, notice.trouble, state.snapshot?.platform ?? 'linux');
    case 'already-there':
      return speech.t('alreadyThere', { stage: speech.stage(notice.stage) });
    case 'nothing-to-undo':
      return speech.t('nothingToUndo');
    case 'text-in-box':
      return speech.t('textInBox');
    case 'syncing':
      return speech.t('syncing');
    case 'ambiguous':
      return speech.t('ambiguous');
    case 'not-typed':
      return speech.t('notTyped');
    case 'proposed':
      return speech.t('proposed');
    case 'inexact':
      return speech.t('inexact');
    case 'which-stage':
      return speech.t('whichStage');
    case 'no-number':
      return speech.t('noNumber');
    case 'confirm-end':
      return speech.t('confirmEnd');
    case 'no-stages':
      return speech.t(whyNoStages(state));
    case 'row-gone':
      return speech.t('rowGone');
    case 'choose-stage':
      return speech.t('chooseStage');
    case 'most-marked':
      return speech.t('mostMarked', { n: mostAtOnce });
    case 'confirm-several': {
      const { platform = 'linux' } = state.snapshot ?? {};
      const keys = capsOf('Mod+Enter', platform, speech.t('spaceKey')).join(' ');
      return speech.t('confirmSeveral', { keys });
    }
    case 'copied':
      return speech.t('copied', { text: notice.text });
    case 'pinned':
    case 'unpinned':
      return speech.t(notice.kind, { name: notice.name });
    case 'pins-full':
      return speech.t('pinsFull', { most: mostPins });
    case 'nothing-to-copy':
      return speech.t(notice.what === 'link' ? 'openHint' : 'nothingToCopy');
    case 'exported':
      return speech.t('exported', { path: notice.path });
    case 'rebound':
      return notice.count > 0 ? speech.n('rebound', notice.count) : speech.t('earlierTaken');
    default:
      return assertNever(notice);
  }
}

/** Why there is no stage to pick, as the key of its sentence. */
export type NoStages = 'noStages' | 'noOtherStages' | 'stagesAsked' | 'stagesUntold' | 'pipelineUnknown';

/** Why there is no stage to pick for the opened row. */
export function whyNoStages(state: State): NoStages {
  const { account, pipelines } = state.snapshot ?? {};
  const hit = activeHit(state);
  if (hit && boardFor(hit, pipelines ?? []).stages.length > 0) return 'noOtherStages';
  if (account?.kind !== 'key' || account.read !== 'no' || !hit || hit.verified) return 'noStages';
  const looked = state.search.looked.get(hit.opportunity.id);
  if (looked === null) return 'stagesAsked';
  if (pipelines !== undefined && pipelines.length > 1) return 'pipelineUnknown';
  return looked?.code === 'permission-missing' ? 'stagesUntold' : 'noStages';
}
