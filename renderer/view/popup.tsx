import { useLayoutEffect } from 'preact/hooks';
import type { Speech } from '../i18n/speak.ts';
import type { Event } from '../state/event.ts';
import type { State } from '../state/state.ts';
import { FirstRun } from './first-run.tsx';
import { focusScreen } from './focus.ts';
import { Help } from './help.tsx';
import { History } from './history.tsx';
import { Live } from './live.tsx';
import { Notices } from './notices.tsx';
import { Pending } from './pending.tsx';
import { Picker } from './picker.tsx';
import { Search } from './search.tsx';
import { Settings } from './settings.tsx';
import { StatusBar } from './status-bar.tsx';
import { Toast } from './toast.tsx';
import { UiContext } from './ui.ts';

interface Props {
  readonly state: State;
  readonly send: (event: Event) => void;
  readonly tryKey: (key: string) => void;
  readonly speech: Speech;
}

/** The whole popup. Views say what the user wants; nothing here decides. */
export function Popup({ state, send, tryKey, speech }: Props) {
  useLayoutEffect(() => focusScreen(state), [state.focus, state.screen, state.help, state.snapshot === null]);
  const platform = state.snapshot?.platform ?? 'linux';
  return (
    <UiContext.Provider value={{ state, send, tryKey, speech, platform }}>
      <main class="popup" data-screen={state.screen} aria-label="Raze Quick Stage">
        <div class="stack" hidden={state.help}>
          <Screen state={state} />
          <Notices />
          <Toast />
          <StatusBar />
        </div>
        {state.help && <Help />}
        <Live />
      </main>
    </UiContext.Provider>
  );
}

function Screen({ state }: { readonly state: State }) {
  switch (state.screen) {
    case 'first-run':
      return <FirstRun />;
    case 'search':
      return <Search />;
    case 'picker':
      return state.picker ? <Picker picker={state.picker} /> : null;
    case 'pending':
      return <Pending />;
    case 'history':
      return <History />;
    case 'settings':
      return <Settings />;
  }
}
