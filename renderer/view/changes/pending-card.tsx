import type { ChangeView, Resolution } from '../../../main/contract/change.ts';
import { assertNever } from '../../../main/contract/failure.ts';
import type { PipelineId, Stage } from '../../../main/contract/model.ts';
import { answersTo, choosesAnew } from '../../../main/contract/offers.ts';
import { troubleSentence } from '../../i18n/sentences.ts';
import { bindings } from '../../state/bindings.ts';
import { hasChoiceFor } from '../../state/model/pipeline.ts';
import { offlineOf } from '../../state/model/state.ts';
import { ChangeName } from '../parts/change-name.tsx';
import { ChangeNote } from '../parts/change-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { FromTo, StageChip } from '../parts/stage-mark.tsx';
import { stateWord, whatNext } from '../parts/state-word.ts';
import { useUi } from '../parts/ui.ts';
import type { Placed } from '../parts/windowed.tsx';
import { cardSentence } from './card-sentence.ts';

/** One open change: what is wanted, how it stands, and what the user may answer. */
export function PendingCard({ change, placed }: { readonly change: ChangeView; readonly placed: Placed }) {
  const { state, send, speech, platform } = useUi();
  const { word, tone, icon } = stateWord(change);
  const offline = offlineOf(state);
  const active = state.outbox[state.pendingIndex]?.id === change.id;
  // The heading above the cards says it for changes of another key.
  const next = change.currentLane ? whatNext(speech, change, offline, state.now, true) : '';
  const cause = causeOf();
  const places = placesOf(change);
  const offered = answersTo(change);
  const asksAnew = choosesAnew(change);
  const offersStages = asksAnew && hasChoiceFor(change, state.snapshot?.pipelines ?? []);
  function causeOf(): string {
    if (change.reason === 'foreign-key') return change.out ? speech.t('frozenOut') : '';
    if (change.reason) return speech.t(`park_${change.reason}`);
    return change.trouble ? troubleSentence(speech, change.trouble, platform) : '';
  }
  const labelOf = (answer: Resolution): string =>
    speech.t(`answer_${answer}`, { stage: change.overwrote ? speech.stage(change.overwrote) : '' });
  const answers = [
    ...(offersStages ? [`${speech.t('key_stages')} S`] : []),
    ...offered.map(answer => `${labelOf(answer)} ${keyOf(answer)}`),
  ];
  return (
    <li
      class={active ? 'card active' : 'card'}
      aria-label={cardSentence(speech, {
        change,
        facts: [cause || next, change.byProgram ? `${speech.t('byProgram')}.` : ''],
        answers,
      })}
      id={`change-${change.id}`}
      tabIndex={active ? 0 : -1}
      {...placed}
    >
      <div class="card-head">
        <div class="who">
          <ChangeName change={change} />
        </div>
        <FromTo from={change.from} to={change.to} pipeline={change.pipeline} />
      </div>
      {places.length > 0 && (
        <dl class="places">
          {places.map(place => (
            <Place key={place.of} {...place} />
          ))}
        </dl>
      )}
      <p class="card-facts">
        <span class={`word ${tone}`}>
          <Icon name={icon} />
          {speech.t(word)}
        </span>
        {next && <span>{next}</span>}
        <span>{speech.t('markedAt', { when: speech.relative(change.markedAt, state.now) })}</span>
        {change.attempts > 0 && <span>{speech.n('attempts', change.attempts)}</span>}
        {change.unchecked && <span>{speech.t('unchecked')}</span>}
        {change.byProgram && <span>{speech.t('byProgram')}</span>}
      </p>
      <ChangeNote change={change} />
      {cause && <p class="cause">{cause}</p>}
      {asksAnew && !offersStages && <p class="cause">{speech.t('noOtherStages')}</p>}
      {(offersStages || offered.length > 0) && (
        <div class="card-actions">
          {offersStages && (
            <button
              type="button"
              tabIndex={active ? 0 : -1}
              onClick={() => send({ type: 'choose-stage', change: change.id })}
            >
              {speech.t('key_stages')}
              <kbd>S</kbd>
            </button>
          )}
          {offered.map(answer => (
            <button
              type="button"
              key={answer}
              id={`${answer}-${change.id}-${change.rev}`}
              tabIndex={active ? 0 : -1}
              class={looks[answer]}
              onClick={() => send({ type: 'answer', answer, change: change.id })}
            >
              {labelOf(answer)}
              <kbd>{keyOf(answer)}</kbd>
            </button>
          ))}
        </div>
      )}
    </li>
  );
}

const looks: Partial<Record<Resolution, string>> = { cancel: 'quiet', leave: 'quiet', 'put-back': 'named' };
/** The key that gives this answer. */
const keyOf = (answer: Resolution): string | undefined =>
  bindings.find(({ intent }) => intent.type === 'answer' && intent.answer === answer)?.keys[0];

/** The change's target and the server's stage, each with its pipeline if they differ. */
function placesOf(change: ChangeView): readonly PlaceProps[] {
  const { to, theirs, overwrote, pipeline, trouble } = change;
  const now = trouble?.code === 'pipeline-changed' ? trouble.pipeline : pipeline;
  const yours: PlaceProps = { of: 'yours', stage: to, pipeline };
  const server: PlaceProps = { of: 'server', stage: theirs, pipeline };
  switch (change.reason) {
    case 'conflict':
      return [yours, server];
    case 'pipeline-changed':
      return [
        { ...yours, named: true },
        { ...server, pipeline: now, named: true },
      ];
    case 'misplaced':
      return [
        { ...server, named: true },
        { of: 'before', stage: overwrote, pipeline: now, named: true },
      ];
    case null:
    case 'stage-refused':
    case 'forbidden':
    case 'missing':
    case 'contended':
    case 'poison':
    case 'expired':
    case 'unexpected':
    case 'salvaged':
    case 'foreign-key':
    case 'damaged':
    case 'newer':
      return [];
    default:
      return assertNever(change.reason);
  }
}

interface PlaceProps {
  readonly of: 'yours' | 'server' | 'before';
  readonly stage: Stage | null;
  readonly pipeline: PipelineId;
  /** Whether to show the pipeline's name too. */
  readonly named?: true;
}

function Place({ of, stage, pipeline, named }: PlaceProps) {
  const { state, speech } = useUi();
  const name = named ? state.snapshot?.pipelines.find(({ id }) => id === pipeline)?.name : '';
  return (
    <div>
      <dt>{speech.t(of)}</dt>
      <dd>
        {stage ? <StageChip stage={stage} pipeline={pipeline} /> : speech.t('unknownStage')}
        {name && <bdi class="below">{name}</bdi>}
      </dd>
    </div>
  );
}
