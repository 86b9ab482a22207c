import { stageDigits } from '../../main/contract/stages/digits.ts';
import type { TextKey } from '../i18n/words.ts';
import { type Binding, bindings, type Group } from '../state/bindings.ts';
import { Combo } from './parts/combo.tsx';
import { IconButton } from './parts/icon.tsx';
import { Scrolled } from './parts/scrolled.tsx';
import { useUi } from './parts/ui.ts';

const groups: Readonly<Record<Group, TextKey>> = {
  search: 'groupSearch',
  picker: 'stages',
  pending: 'pending',
  history: 'history',
  everywhere: 'groupEverywhere',
};

/** What may be typed into the box, each by an example. */
const lines = ['name', 'move', 'number', 'stage', 'amount', 'stale', 'today'] as const;

/** The help sheet, printed from the key table itself. */
export function Help() {
  const { send, speech } = useUi();
  return (
    <div class="sheet" id="help" role="dialog" aria-modal="true" aria-labelledby="help-title" tabIndex={-1}>
      <header class="head">
        <h1 class="name" id="help-title">
          {speech.t('helpTitle')}
        </h1>
        <Stop />
        <IconButton icon="cross" label={speech.t('close')} onClick={() => send({ type: 'help' })} />
      </header>
      <Scrolled class="sheet-body" label={speech.t('helpTitle')}>
        <div class="sheet-columns">
          <section>
            <h2 class="overline">
              {speech.t('grammarTitle')}
              <Stop />
            </h2>
            <dl class="lines">
              {lines.map(line => (
                <div key={line}>
                  <dt>
                    {speech.t(`line_${line}`)}
                    <Stop sign=":" />
                  </dt>
                  <dd>
                    {speech.t(`lineDoes_${line}`)}
                    <Stop />
                  </dd>
                </div>
              ))}
              <div>
                <dt>
                  <Combo keys="Mod+V" />
                  <Stop sign=":" />
                </dt>
                <dd>
                  {speech.t('lineDoes_paste')}
                  <Stop />
                </dd>
              </div>
            </dl>
          </section>
          {(Object.keys(groups) as Group[]).map(group => (
            <section key={group}>
              <h2 class="overline">
                {speech.t(groups[group])}
                <Stop />
              </h2>
              <dl class="keys">
                {bindings.flatMap(row =>
                  row.group === group && row.help ? [<Line key={row.help} row={row} />] : [],
                )}
              </dl>
            </section>
          ))}
        </div>
      </Scrolled>
    </div>
  );
}

/** Between two texts that stand apart on the screen only: the sheet is read in one breath. */
function Stop({ sign = '.' }: { readonly sign?: string }) {
  return <span class="sr">{sign}</span>;
}

/** A command with its keys. Where several rows of the table are one line here, its keys stand for all of them. */
function Line({ row }: { readonly row: Binding }) {
  const { speech } = useUi();
  const digits = `${stageDigits.at(0)}–${stageDigits.at(-1)}`;
  const shown: Partial<Record<TextKey, readonly string[]>> = {
    key_choose: ['ArrowUp', 'ArrowDown'],
    key_day: ['Mod+ArrowUp', 'Mod+ArrowDown'],
    key_digit: [digits],
    key_list: [`Mod+${digits}`],
    key_letter: [speech.t('lettersKey')],
  };
  const combos = (row.help && shown[row.help]) ?? row.keys;
  return (
    <div>
      <dt>
        {row.help && speech.t(row.help)}
        <Stop sign=":" />
      </dt>
      <dd>
        {combos.map(keys => (
          <Combo key={keys} keys={keys} />
        ))}
        <Stop />
      </dd>
    </div>
  );
}
