import { useLayoutEffect } from 'preact/hooks';
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
  useLayoutEffect(() => {
    document.getElementById(`row-${search.active}`)?.scrollIntoView({ block: 'nearest' });
  }, [search.active, search.answered]);
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

function Rows({ hits }: { readonly hits: readonly Hit[] }) {
  const { state, speech } = useUi();
  const recent = state.search.reply?.kind === 'recent';
  return (
    <>
      {recent && (
        <div class="overline" aria-hidden="true">
          {speech.t('recent')}
        </div>
      )}
      <div class="rows" id="rows" role="listbox" aria-label={speech.t(recent ? 'recent' : 'results')}>
        {hits.map(hit => (
          <Row key={hit.opportunity.id} hit={hit} active={hit.opportunity.id === state.search.active} />
        ))}
      </div>
    </>
  );
}
