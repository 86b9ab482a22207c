import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { crmPageOf } from '../../../main/contract/crm.ts';
import type { Stage } from '../../../main/contract/model.ts';
import { digitsOf } from '../../../main/contract/stages/digits.ts';
import { shownStage } from '../../../main/contract/stages/shown.ts';
import { foreignPipelineOf, isOpen } from '../../state/model/pipeline.ts';
import type { PickerState } from '../../state/model/state.ts';
import { IconButton } from '../parts/icon.tsx';
import { StageChip, StageMark } from '../parts/stage-mark.tsx';
import { stampsOf } from '../parts/stamp.ts';
import { BackButton } from '../parts/title.tsx';
import { boardNameOf, useUi } from '../parts/ui.ts';
import { NoteField } from './note-field.tsx';

/** By index: an `id` must not contain blanks, and a stage's wire name may. */
const optionId = (at: number): string => `stage-${at}`;

/** What is selected and pointed at among the stages. Pointing selects nothing: it only shows what a click would write down, until a key selects. */
export function useStages({ stages, index }: PickerState) {
  const { state } = useUi();
  const [pointed, point] = useState<Stage | null>(null);
  // While a pick is being saved nothing more is said of the stages: its receipt comes next.
  const heard = useRef(index);
  if (!state.saving) heard.current = index;
  const selected = stages[heard.current];
  useLayoutEffect(() => {
    if (selected) document.getElementById(optionId(heard.current))?.scrollIntoView({ block: 'nearest' });
    point(null);
  }, [selected]);
  return { selected, pointed, point };
}

/** The stages of one opportunity's own pipeline. */
export function Picker({ picker }: { readonly picker: PickerState }) {
  const { state, send, speech } = useUi();
  const { hit } = picker;
  const pipelines = state.snapshot?.pipelines ?? [];
  const { opportunity } = hit;
  const shown = shownStage(hit);
  const { of } = crmPageOf(opportunity.id, opportunity.pipeline, state.snapshot?.dealPage ?? null);
  const crmLabel = speech.t(`open_${of}`);
  const { selected, pointed, point } = useStages(picker);
  const name = opportunity.name || opportunity.id;
  return (
    <>
      <header class="head">
        <BackButton />
        <div class="who">
          <h1 class="name" id="title" dir="auto">
            {name}
          </h1>
          <span class="below" dir="auto">
            {opportunity.company && <span>{opportunity.company}</span>}
            {pipelines.length > 1 && (
              <span>{pipelines.find(({ id }) => id === opportunity.pipeline)?.name}</span>
            )}
          </span>
        </div>
        {shown?.id && <StageChip stage={shown} pipeline={opportunity.pipeline} />}
        <IconButton
          icon="link"
          label={crmLabel}
          title={of === 'deal' ? crmLabel : `${crmLabel}. ${speech.t('openHint')}`}
          onClick={() => send({ type: 'open-in-browser' })}
        />
      </header>
      <div class="pane">
        <StageList
          picker={picker}
          selected={selected}
          point={point}
          label={
            shown?.id
              ? speech.t('stagesOf', { name, stage: speech.stage(shown) })
              : `${speech.t('stages')}: ${name}`
          }
        />
        <NoteField picker={picker} />
        <Consequence picker={picker} stage={pointed ?? selected} named={pointed !== null} />
      </div>
    </>
  );
}

interface StageListProps {
  readonly picker: PickerState;
  readonly selected: Stage | undefined;
  readonly point: (stage: Stage | null) => void;
  readonly label: string;
}

/** The list has the focus; digits, arrows and letters are the key table's. */
export function StageList({ picker, selected, point, label }: StageListProps) {
  const { speech } = useUi();
  const { stages } = picker;
  const options = stages.map((stage, at) => (
    <Option
      key={stage.id}
      picker={picker}
      stage={stage}
      at={at}
      selected={stage === selected}
      point={point}
    />
  ));
  const firstEnd = stages.filter(isOpen).length;
  return (
    <div
      id="stages"
      class="stages"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={selected ? optionId(stages.indexOf(selected)) : undefined}
    >
      {options.slice(0, firstEnd)}
      {firstEnd < stages.length && (
        // biome-ignore lint/a11y/useSemanticElements: Orca counts no option of a fieldset, names none, and leaves the list (heard)
        <div class="ends" role="group" aria-label={speech.t('closing')}>
          {options.slice(firstEnd)}
        </div>
      )}
    </div>
  );
}

interface OptionProps {
  readonly picker: PickerState;
  readonly stage: Stage;
  readonly at: number;
  /** As a screen reader has it. */
  readonly selected: boolean;
  readonly point: (stage: Stage | null) => void;
}

function Option({ picker, stage, at, selected, point }: OptionProps) {
  const { state, send, speech } = useUi();
  const active = at === picker.index;
  const onBoard = boardNameOf(state, speech, stage);
  const digit = digitsOf(picker.stages)[at] ?? null;
  const tag = stage.id === picker.current ? 'current' : stage.id === picker.next ? 'next' : null;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant carries the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is the key table's
    <div
      class={active ? 'option chosen' : 'option'}
      id={optionId(at)}
      role="option"
      aria-selected={selected}
      onPointerMove={() => point(stage)}
      onPointerLeave={() => point(null)}
      onMouseDown={event => event.preventDefault()}
      onClick={event => send({ type: 'pick', index: at, keep: event.shiftKey })}
    >
      {digit === null ? <span class="no-kbd" /> : <kbd>{digit}</kbd>}
      <StageMark stage={stage} pipeline={picker.hit.opportunity.pipeline} />
      <bdi class="name">{speech.stage(stage)}</bdi>
      {onBoard && <span class="on-board">{onBoard}</span>}
      {tag && <span class="tag">{speech.t(tag)}</span>}
    </div>
  );
}

interface ConsequenceProps {
  readonly picker: PickerState;
  readonly stage: Stage | undefined;
  /** Names the stage, when it is not the one that Enter takes. */
  readonly named: boolean;
}

/** What the server will stamp besides the stage. Shown before Enter or a click, not after. */
function Consequence({ picker, stage, named }: ConsequenceProps) {
  const ui = useUi();
  const { state, speech } = ui;
  const { wonAt, lostAt } = picker.hit.opportunity;
  const moving = stage && stage.id !== picker.current;
  const lines = moving ? [...stampsOf(ui, stage)] : [];
  const earlier = stage?.role === 'won' ? lostAt : stage?.role === 'lost' ? wonAt : (wonAt ?? lostAt);
  if (moving && earlier !== null) {
    lines.push(speech.t('stampStays', { date: speech.moment(earlier, state.now) }));
  }
  if (picker.current === null) lines.push(speech.t('blind'));
  const foreign = picker.hit.change ? null : foreignPipelineOf(picker.hit, state.snapshot?.pipelines ?? []);
  if (foreign) lines.push(speech.t('noColumnOf', { pipeline: foreign.name }));
  return (
    <p class="consequence" aria-live="polite">
      {named && stage && lines.length > 0 && <strong>{speech.stage(stage)}</strong>}
      {lines.map(line => (
        <span key={line}>{`${line} `}</span>
      ))}
    </p>
  );
}
