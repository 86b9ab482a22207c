import type { ComponentChildren } from 'preact';
import { type HighlightedField, type Hit, staleDays } from '../../../main/contract/find.ts';
import { cutNote } from '../../../main/contract/note.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import { troubleSentence } from '../../i18n/sentences.ts';
import { boardFor, foreignPipelineOf, stageOfCommand } from '../../state/model/pipeline.ts';
import { isMarked } from '../../state/model/selection.ts';
import { Icon } from '../parts/icon.tsx';
import { FromTo, stageMark } from '../parts/stage-mark.tsx';
import type { Ui } from '../parts/ui.ts';
import { alsoMatched } from './matched.ts';
import { rowSentence } from './row-sentence.ts';

const staleMs = staleDays * 24 * 3600 * 1000;

interface Props {
  readonly ui: Ui;
  readonly hit: Hit;
  readonly active: boolean;
  /** It stands in a list, where what was not touched for long is marked. */
  readonly isListed: boolean;
  /** Its number among all rows, from 1, and how many there are, drawn or not. */
  readonly place: number;
  readonly of: number;
}

/**
 * One opportunity: name, stage, amount, age, and its open change. Rows are drawn with every key, so a row is one
 * component and its parts are plain functions.
 */
export function ResultRow({ ui, hit, active, isListed, place, of }: Props) {
  const { state, send, platform } = ui;
  const { marks } = state.search;
  const isMarking = marks.rows.length > 0;
  const { opportunity, verified } = hit;
  const { id, pipeline, name } = opportunity;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant carries the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is the key table's
    <div
      class={active ? 'row active' : 'row'}
      id={`row-${id}`}
      role="option"
      aria-selected={isMarking ? isMarked(marks, id) : active}
      aria-posinset={place}
      aria-setsize={of}
      onMouseDown={event => event.preventDefault()}
      onClick={event => {
        const isOn = (part: string) => event.target instanceof Element && event.target.closest(part) !== null;
        if (isOn('.tick') || (platform === 'mac' ? event.metaKey : event.ctrlKey))
          return send({ type: 'mark-row', row: id });
        return send(
          isOn('.dots')
            ? { type: 'open-menu', row: id }
            : { type: 'click-row', row: id, keep: event.shiftKey },
        );
      }}
      onContextMenu={event => {
        event.preventDefault();
        send({ type: 'open-menu', row: id, at: { x: event.clientX, y: event.clientY } });
      }}
    >
      <span class="sr">{rowSentence(ui, hit, active)}</span>
      {isMarking && (
        <span class="tick" aria-hidden="true">
          {isMarked(marks, id) && <Icon name="check" />}
        </span>
      )}
      {stageMark(state, shownStage(hit) ?? opportunity.stage, pipeline)}
      <span class="who" aria-hidden="true">
        <span class="name">
          {hit.pinned && (
            <span class="pinned">
              <Icon name="pin" />
            </span>
          )}
          {highlighted(hit, name ? 'name' : 'id')}
        </span>
        {verified ? below(hit, active ? noted(ui) : null) : unverified(ui, hit)}
      </span>
      <span class="facts" aria-hidden="true">
        {stages(ui, hit)}
        {facts(ui, hit, isListed)}
      </span>
      <span class="dots" aria-hidden="true">
        ⋯
      </span>
    </div>
  );
}

/** The note that Enter would write beside the change. */
function noted({ state, speech }: Ui) {
  const { note } = cutNote(state.search.text);
  return note === '' ? null : <bdi class="noted">{speech.t('noted', { note })}</bdi>;
}

/** The company, other fields that matched, and the note. */
function below(hit: Hit, note: ComponentChildren) {
  const { opportunity } = hit;
  const also = alsoMatched(hit);
  return (
    <span class="below">
      {opportunity.company && highlighted(hit, 'company')}
      {also.map(field => (
        <span class="also" key={field}>
          {highlighted(hit, field)}
        </span>
      ))}
      {!opportunity.company && also.length === 0 && (
        <bdi>{opportunity.email || opportunity.phone || opportunity.id}</bdi>
      )}
      {note}
    </span>
  );
}

function unverified({ state, speech, platform }: Ui, { opportunity }: Hit) {
  const looked = state.search.looked.get(opportunity.id);
  // A key that may not read is reported once, not in every row.
  const failure = looked?.code === 'permission-missing' ? undefined : looked;
  const sentence = failure
    ? troubleSentence(speech, failure, platform)
    : speech.t(failure === null ? 'lookingUp' : 'unverifiedHint');
  return (
    <span class="below">
      <span class="tag">{speech.t('unverified')}</span>
      <span>{sentence}</span>
    </span>
  );
}

/** The row's stage; for a one-line command both stages. */
function stages({ state, speech }: Ui, hit: Hit) {
  const { pipeline } = hit.opportunity;
  const shown = shownStage(hit);
  const { marks } = state.search;
  // Enter means the marked rows: the line moves no other.
  const isMeant = marks.rows.length === 0 || isMarked(marks, hit.opportunity.id);
  const command = isMeant ? hit.command : null;
  const { pipelines = [] } = state.snapshot ?? {};
  const to = isMeant && stageOfCommand(hit, pipelines);
  if (to) return <FromTo from={hit.verified ? shown : null} to={to} pipeline={pipeline} />;
  if (command?.kind === 'which') {
    const fit = boardFor(hit, pipelines).stages.filter(({ id }) => command.stages.includes(id));
    return <span class="chip-name asks">{fit.map(stage => speech.stage(stage)).join(' · ')}?</span>;
  }
  if (command?.kind === 'no-number') {
    return <span class="chip-name asks">{speech.t('noStage', { number: command.number })}</span>;
  }
  if (command?.kind === 'there' && shown !== null) {
    return <span class="chip-name">{speech.t('alreadyIn', { stage: speech.stage(shown) })}</span>;
  }
  if (!hit.verified || shown === null) return null;
  return <bdi class="chip-name">{speech.stage(shown)}</bdi>;
}

function facts({ state, speech }: Ui, hit: Hit, isListed: boolean) {
  const { change, opportunity } = hit;
  const { value, currency, updatedAt, createdAt } = opportunity;
  const touched = updatedAt ?? createdAt;
  if (!change && foreignPipelineOf(hit, state.snapshot?.pipelines ?? [])) {
    return <span class="below warn">{speech.t('noColumn')}</span>;
  }
  return (
    <span class="below">
      {value !== null && <span class="money">{speech.money(value, currency)}</span>}
      {touched !== null && !change && (
        <span class={isListed && state.now - touched > staleMs ? 'stale' : undefined}>
          {speech.age(touched, state.now)}
        </span>
      )}
      {change && (
        <span class={change.state === 'parked' ? 'sync needs' : 'sync'}>
          <Icon name={change.state === 'parked' ? 'alert' : 'saved'} />
          {speech.t(change.state === 'parked' ? 'needsYou' : 'syncHeld')}
        </span>
      )}
    </span>
  );
}

/** A field's text with the matched ranges set off; the ranges are main's, in UTF-16 units. */
function highlighted({ opportunity, highlights }: Hit, field: HighlightedField) {
  const text = opportunity[field];
  const ranges = highlights.find(one => one.field === field)?.ranges ?? [];
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at || end <= start) continue;
    parts.push(text.slice(at, start), <mark>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return <bdi>{parts}</bdi>;
}
