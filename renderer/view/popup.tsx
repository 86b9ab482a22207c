import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Request } from '../../main/contract/calls.ts';
import { assertNever } from '../../main/contract/failure.ts';
import { ask as asking } from '../state/model/event.ts';
import type { State } from '../state/model/state.ts';
import { enteringOf } from './entering.ts';
import { watchHeight } from './height.ts';
import { Live } from './live.tsx';
import { type Ui, UiContext } from './parts/ui.ts';
import { Search } from './search/search.tsx';
import { StatusBar } from './status-bar.tsx';

export type Places = typeof import('./places.ts');

export interface PopupProps extends Pick<Ui, 'state' | 'send' | 'tryKey' | 'speech'> {
  /** Makes the window as high as the content; resolves when it is. */
  readonly fit: (height: number) => Promise<unknown>;
  /** Says what is entered from now on: the popup stays for it. */
  readonly enters: (what: Request<'popup.entering'>['what']) => unknown;
  /** Null until loaded; a screen of it is drawn after that, and what it says of a screen follows. */
  readonly places: Places | null;
}

/** The whole popup. Views send what the user wants and decide nothing. */
export function Popup({ state, send, tryKey, fit, enters, speech, places }: PopupProps) {
  useLayoutEffect(() => focusScreen(state), [state.focus, state.screen, state.help, state.snapshot === null]);
  const held = useRef<EventTarget | null>(null);
  useLayoutEffect(() => {
    if (isGone(held.current)) focusScreen(state);
  });
  const top = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [above, below] = [top.current, foot.current];
    const place = () => above?.closest('main')?.dataset.place ?? '';
    return above && below ? watchHeight(above, below, place, fit) : undefined;
  }, []);
  const ask: Ui['ask'] = (name, request) => send({ type: 'ask', effect: asking(name, request) });
  const entering = enteringOf(state);
  const told = useRef(entering);
  // Main forgets it when the popup hides, and is told anew when it is shown.
  useLayoutEffect(() => {
    if (entering !== 'nothing' || told.current !== 'nothing') enters(entering);
    told.current = entering;
  }, [entering, state.token]);
  const platform = state.snapshot?.platform ?? 'linux';
  return (
    <UiContext.Provider value={{ state, send, ask, tryKey, speech, platform }}>
      <main
        class="popup"
        data-place={state.help ? 'help' : state.screen}
        onFocusIn={({ target }) => {
          held.current = target;
        }}
      >
        <div class="top" ref={top}>
          <div hidden={state.help}>
            <Screen state={state} speech={speech} places={places} />
            {state.menu && places && <places.RowMenu menu={state.menu} />}
          </div>
          {state.help && places && <places.Help />}
        </div>
        <div class="foot" ref={foot} hidden={state.help}>
          {places && state.screen === 'search' && state.search.marks.rows.length > 0 && <places.MarksLine />}
          {places && <places.Notices />}
          {places &&
            (state.several && !state.summing ? (
              <places.SeveralToast several={state.several} />
            ) : (
              <places.Toast />
            ))}
          <StatusBar>{places && <places.Hint />}</StatusBar>
        </div>
        <Live sentences={places} />
      </main>
    </UiContext.Provider>
  );
}

function Screen({ state, speech, places }: Pick<PopupProps, 'state' | 'speech' | 'places'>) {
  switch (state.screen) {
    case 'first-run':
      return places && <places.FirstRun />;
    case 'search':
      return (
        <Search saved={places?.receiptOf(speech, state) ?? ''} meant={places && <places.Meant />}>
          {state.firstLines && places && <places.FirstLines />}
          {state.search.reply?.notMine && places && <places.WhoAreYou />}
        </Search>
      );
    case 'picker':
      if (!places || !state.picker) return null;
      if (state.picker.rows.length === 1) return <places.Picker picker={state.picker} />;
      return <places.SeveralPicker picker={state.picker} />;
    case 'details':
      return places && state.details && <places.Details details={state.details} />;
    case 'pending':
      return places && <places.Pending />;
    case 'history':
      return places && <places.History />;
    case 'settings':
      return places && <places.Settings />;
    default:
      return assertNever(state.screen);
  }
}

/** What had the focus is not there any more, or may not have it: the focus would fall to the body, where no key is heard of. */
function isGone(held: EventTarget | null): boolean {
  return held instanceof HTMLElement && (!held.isConnected || held.matches(':disabled'));
}

/** Sets the focus to where work begins on the current screen. */
function focusScreen(state: State): void {
  const target = document.getElementById(targetOf(state));
  target?.focus();
}

function targetOf(state: State): string {
  if (state.help) return 'help';
  switch (state.screen) {
    case 'search':
      return 'search';
    case 'picker':
      return 'stages';
    case 'details':
      return 'details';
    case 'pending':
      return state.outbox.length > 0 ? `change-${state.outbox[state.pendingIndex]?.id}` : 'title';
    case 'history':
      return state.history.index < 0
        ? 'history-text'
        : `past-${state.history.rows?.[state.history.index]?.id}`;
    case 'settings':
      return state.settings.openForm === 'replace' ? 'key' : 'title';
    case 'first-run':
      return state.key.accepted ? 'begin' : 'key';
    default:
      return assertNever(state.screen);
  }
}
