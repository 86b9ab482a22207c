import { Combo } from '../parts/combo.tsx';
import { useUi } from '../parts/ui.ts';

const lines = ['name', 'move', 'stage'] as const;

/** What somebody who has just opened the sample data may try: the hotkey, and three lines that find something in it. */
export function FirstLines() {
  const { state, send, speech } = useUi();
  const { settings, hotkeys } = state.snapshot ?? {};
  const isOff = hotkeys?.hotkey === 'off';
  if (!settings) return null;
  return (
    <section class="first-lines" aria-labelledby="first-lines">
      <p class="hotkey-hint" id="first-hotkey">
        {isOff ? speech.t('hotkeyOff') : `${speech.t('hotkeyHint')} `}
        {!isOff && <Combo keys={settings.hotkey} />}
      </p>
      <h2 class="overline" id="first-lines">
        {speech.t('tryLines')}
      </h2>
      <ul>
        {lines.map(line => (
          <li key={line}>
            <button
              type="button"
              class="quiet"
              onMouseDown={event => event.preventDefault()}
              onClick={() => send({ type: 'text', text: speech.t(`line_${line}`) })}
            >
              <strong>{speech.t(`line_${line}`)}</strong>
              <span class="muted">{speech.t(`lineDoes_${line}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
