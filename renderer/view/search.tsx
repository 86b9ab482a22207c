import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Hit } from '../../main/contract/find.ts';
import { Icon } from './icon.tsx';
import { Nothing } from './nothing.tsx';
import { Row } from './row.tsx';
import { Skeleton } from './skeleton.tsx';
import { useUi } from './ui.ts';

/** The box and its rows: an editable combobox with a listbox, as the ARIA authoring practices describe it. */
export function Search() {
  const { state, send, speech } = useUi();
  const { search } = state;
  const hits = search.reply?.hits ?? [];
  const open = hits.length > 0;
  return (
    <>
      <h1 class="sr">Raze Quick Stage</h1>
      <div class="box">
        <Icon name="search" />
        <input
          id="search"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          dir="auto"
          aria-label={speech.t('box')}
          aria-expanded={open}
          aria-controls="rows"
          aria-autocomplete="list"
          aria-activedescendant={open && search.active ? `row-${search.active}` : undefined}
          placeholder={speech.t('boxHint')}
          value={search.text}
          onInput={event => send({ type: 'text', text: event.currentTarget.value })}
        />
        {state.snapshot?.account.kind === 'sample' && (
          <span class="badge sample" title={speech.t('sampleHint')}>
            <Icon name="flask" />
            {speech.t('sample')}
          </span>
        )}
      </div>
      <div class="pane still" data-answers={search.answered ?? undefined}>
        {open && <Rows hits={hits} />}
        {!open && (search.reply ? <Nothing /> : <Skeleton />)}
      </div>
    </>
  );
}

/** More rows than the pane shows at once: the first picture needs no others. */
const inView = 10;

function Rows({ hits }: { readonly hits: readonly Hit[] }) {
  const { state, speech } = useUi();
  const { search } = state;
  const recent = search.reply?.kind === 'recent';
  const scrolled = useRef(false);
  const [whole, setWhole] = useState(hits[0]?.opportunity.id !== search.active);
  useEffect(() => setWhole(true), []);
  useLayoutEffect(() => {
    // The first row is in view unless somebody has scrolled: asking costs a layout with every key.
    const first = hits[0]?.opportunity.id === search.active;
    if (first && !scrolled.current) return;
    document.getElementById(`row-${search.active}`)?.scrollIntoView({ block: 'nearest' });
    scrolled.current = !first;
  }, [search.active, search.answered]);
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
        aria-label={speech.t(recent ? 'recent' : 'results')}
        onScroll={() => {
          scrolled.current = true;
        }}
      >
        {(whole ? hits : hits.slice(0, inView)).map((hit, at) => (
          // Every key brings other rows: their elements stay where they are and only change.
          <Row key={at} hit={hit} active={hit.opportunity.id === state.search.active} />
        ))}
      </div>
    </>
  );
}
