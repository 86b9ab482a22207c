/**
 * The room of the search. Enters: the box's text and what was found. Leaves: the results, and the stages of the row that was
 * opened.
 */

import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Hit } from '../../../main/contract/find.ts';
import { cutNote } from '../../../main/contract/note.ts';
import { activeHit, listed } from '../../state/model/selection.ts';
import type { State } from '../../state/model/state.ts';
import { Icon } from '../parts/icon.tsx';
import { AskServer, Nothing } from '../parts/nothing.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { type Ui, useUi } from '../parts/ui.ts';
import { rowsOf } from './rows.tsx';
import { stageCounts } from './stage-counts.tsx';

interface SearchProps {
  /** What was just saved, for a screen reader; '' when nothing was. */
  readonly saved: string;
  /** The stage to which Enter takes the selected row. */
  readonly meant: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The box and its rows, with what stands between them: an editable combobox with a listbox, as the ARIA authoring practices describe it. */
export function Search({ saved, meant, children }: SearchProps) {
  const ui = useUi();
  const { state, send, speech, platform } = ui;
  const { search } = state;
  const hits = listed(search);
  const { alone } = search.marks;
  const open = hits.length > 0;
  // Back from the stages the box takes the focus, and a screen reader says all of it before any news: so the receipt is in its name,
  // and no row takes the focus from it, until a key is pressed.
  const [receipt, setReceipt] = useState(saved);
  const selected = receipt === '' && activeHit(state)?.opportunity.id;
  return (
    <>
      <h1 class="sr">Raze Quick Stage</h1>
      <div class="box">
        <Icon name="search" />
        <div class="line">
          {marked(search)}
          <input
            id="search"
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            dir="auto"
            aria-label={`${receipt} ${speech.t('box')}`.trim()}
            onBlur={() => setReceipt('')}
            onKeyDown={() => setReceipt('')}
            aria-expanded={open}
            aria-controls="rows"
            aria-autocomplete="list"
            aria-describedby={state.firstLines ? 'first-hotkey' : undefined}
            aria-keyshortcuts={platform === 'mac' ? 'Meta+K' : 'Control+K'}
            aria-activedescendant={selected ? `row-${selected}` : undefined}
            placeholder={speech.t('boxHint')}
            value={search.text}
            onInput={event =>
              send({ type: 'text', text: event.currentTarget.value, composing: event.isComposing })
            }
          />
        </div>
        {meant}
        {state.snapshot?.account.kind === 'sample' && (
          <span class="badge sample" title={speech.t('sampleHint')}>
            <Icon name="flask" />
            {speech.t('sample')}
          </span>
        )}
      </div>
      {!alone && stageCounts(ui)}
      {children}
      <div class="pane still" data-answers={search.answered ?? undefined}>
        {open && <Rows hits={hits} />}
        {open && !alone && search.reply?.fit !== 'good' && <MaybeElsewhere />}
        {!open && (search.reply ? <Nothing /> : <Skeleton />)}
      </div>
    </>
  );
}

/** The text once more, unseen but for a line under the words that name a stage, and another under the note. */
function marked({ text, answered, reply }: State['search']) {
  const [start, end] = (answered === text && reply?.stageText) || [0, 0];
  const at = cutNote(text).at ?? text.length;
  return (
    <div class="echo" aria-hidden="true" dir="auto">
      {text.slice(0, start)}
      <mark>{text.slice(start, end)}</mark>
      {text.slice(end, at)}
      <i>{text.slice(at)}</i>
    </div>
  );
}

/** Under rows that may not be the ones that were meant. */
function MaybeElsewhere() {
  const { state, speech } = useUi();
  const { account } = state.snapshot ?? {};
  if (account?.kind === 'none' || (account?.kind === 'key' && account.read === 'no')) return null;
  return (
    <div class="elsewhere">
      <span class="muted">{speech.t('maybeElsewhere')}</span>
      <AskServer />
    </div>
  );
}

function Rows({ hits }: { readonly hits: readonly Hit[] }) {
  const ui = useUi();
  const { state, speech } = ui;
  const { active, answered, reply, marks } = state.search;
  const recent = reply?.kind === 'recent' && !marks.alone;
  const scrolled = useRef(false);
  const first = hits[0]?.opportunity.id === active;
  const pinned = hits.find(({ opportunity }) => opportunity.id === active)?.pinned;
  const atTop = first && !scrolled.current;
  useLayoutEffect(() => {
    // The first row is in view unless somebody has scrolled: asking costs a layout with every key.
    if (atTop) return;
    document.getElementById(`row-${active}`)?.scrollIntoView({ block: 'nearest' });
    scrolled.current = !first;
  }, [active, answered, pinned]);
  return (
    <>
      {recent && (
        <div class="overline" aria-hidden="true">
          {speech.t('recent')}
        </div>
      )}
      <div
        class="rows"
        id="rows"
        role="listbox"
        aria-multiselectable={marks.rows.length > 0 || undefined}
        aria-label={marks.alone ? speech.n('marked', hits.length) : speech.t(recent ? 'recent' : 'results')}
        // No tab stop, which Chromium makes of what scrolls: the rows are chosen from the box.
        tabIndex={-1}
        onFocus={() => document.getElementById('search')?.focus()}
        onScroll={() => {
          scrolled.current = true;
        }}
      >
        {rowsOf(ui, hits.slice(0, inView), 0)}
        {hits.length > inView && <Rest ui={ui} hits={hits} unseen={atTop} />}
      </div>
    </>
  );
}

/** How many rows are in view at once, the last one in part. */
export const inView = 8;

interface Props {
  readonly ui: Ui;
  readonly hits: readonly Hit[];
  /** Whether the pane is scrolled to its top, where none of these rows is in view. */
  readonly unseen: boolean;
}

/**
 * The rows below the pane's edge. A new answer is painted without them: the old ones are hidden, keep their height, and
 * are replaced after the frame.
 */
function Rest({ ui, hits, unseen }: Props) {
  const [painted, setPainted] = useState<readonly Hit[] | null>(null);
  const rows = useRef<ComponentChildren>(null);
  useEffect(() => setPainted(hits), [hits]);
  const late = unseen && painted !== hits;
  if (!late) {
    rows.current = rowsOf(ui, hits.slice(inView), inView);
  }
  return <div class={late ? 'rest late' : 'rest'}>{rows.current}</div>;
}
