import { troubleSentence } from '../i18n/sentences.ts';
import { offlineOf } from '../state/model/state.ts';
import { BurstSum } from './parts/burst-sum.tsx';
import { Icon } from './parts/icon.tsx';
import { FromTo, StageChip } from './parts/stage-mark.tsx';
import { stampOf } from './parts/stamp.ts';
import { stateWord, whatNext } from './parts/state-word.ts';
import { useUi } from './parts/ui.ts';

/** The result of the last change, and undo. It says "saved here" only of what is on disk. */
export function Toast() {
  const { state, send, speech, platform } = useUi();
  // The pending list itself shows better what needs the user.
  const said = state.screen === 'pending' && state.toast?.kind === 'refused';
  if (state.summing || said || !state.toast) return <BurstSum />;
  const { kind, change } = state.toast;
  const { word, tone, icon } = stateWord(change);
  // An arrow to the stage that was undone would say the opposite.
  const title =
    kind === 'withdrawn' && change.from
      ? speech.t('backIn', { stage: speech.stage(change.from) })
      : kind === 'went-back'
        ? speech.t('backIn', { stage: speech.stage(change.to) })
        : speech.t(word);
  // Theirs is where it stands: an arrow to the user's own stage would say that it went there.
  const isTheirs = kind === 'kept-theirs' || (kind === 'refused' && change.reason === 'conflict');
  const theirs = isTheirs ? change.theirs : null;
  const offline = offlineOf(state);
  const left = Math.ceil(((change.undoUntil ?? 0) - state.now) / 1000);
  const undoable = state.undoable.some(({ id }) => id === change.id);
  const detail =
    kind === 'overwrote' && change.overwrote
      ? speech.t('overwrote', { stage: speech.stage(change.overwrote) })
      : kind === 'delayed'
        ? speech.t('delayed')
        : kind === 'put-back' && change.from && stampOf(change.from)
          ? speech.t('stampAfterUndo')
          : change.reason && tone !== 'gone'
            ? speech.t(`park_${change.reason}`)
            : change.state === 'waiting' && change.trouble
              ? troubleSentence(speech, change.trouble, platform)
              : whatNext(speech, change, offline, state.now, false);
  return (
    <section key={change.id} class={`toast ${tone}`} aria-label={title}>
      <span class="toast-icon">
        <Icon name={icon} />
      </span>
      <div class="who">
        <span class="toast-line">
          <strong>{title}</strong>
          <bdi class="name">{change.name || change.opportunity}</bdi>
          {theirs && <StageChip stage={theirs} pipeline={change.pipeline} />}
          {tone !== 'gone' && theirs === null && kind !== 'went-back' && (
            <FromTo from={change.from} to={change.to} pipeline={change.pipeline} />
          )}
        </span>
        {detail && <span class="below">{detail}</span>}
      </div>
      {kind === 'overwrote' && change.overwrote && (
        <button type="button" class="named" onClick={() => send({ type: 'put-back', change })}>
          {speech.t('answer_put-back', { stage: speech.stage(change.overwrote) })}
        </button>
      )}
      {(kind === 'refused' || kind === 'delayed') && (
        <button type="button" onClick={() => send({ type: 'go', place: 'pending' })}>
          {speech.t('review')}
        </button>
      )}
      {undoable && tone !== 'gone' && kind !== 'overwrote' && kind !== 'refused' && (
        <button type="button" class="undo" onClick={() => send({ type: 'undo-change', change: change.id })}>
          {change.state === 'held' && left > 0 ? speech.t('undoIn', { n: left }) : speech.t('undo')}
        </button>
      )}
      <BurstSum />
    </section>
  );
}
