import { assertNever } from '../../../main/contract/failure.ts';
import type { HotkeyName, Settings } from '../../../main/contract/settings.ts';
import { askFind } from '../box/search.ts';
import { ask, callResult, type Replied } from '../model/event.ts';
import { emptyKey, emptySettings, initial } from '../model/initial.ts';
import type { SettingsState, State, Step } from '../model/state.ts';

export function set(state: State, patch: Partial<Settings>): Step {
  const settings = { ...state.settings, recording: false, saved: null, trouble: null, test: null };
  return [{ ...state, settings }, ask('settings.change', patch)];
}

/** Opens the form or question, or with null closes the one that is open. */
export function openForm(state: State, form: SettingsState['openForm']): State {
  return { ...state, key: emptyKey, settings: { ...state.settings, openForm: form, eraseTrouble: null } };
}

/** Begins to record a hotkey, or ends it. */
export function record(state: State, on: boolean, recorded: HotkeyName): State {
  return { ...state, settings: { ...state.settings, recording: on, recorded, trouble: null, test: null } };
}

/** From everybody's rows to the user's own, or back. Nothing where the server does not tell owners. */
export function switchWhose(state: State): Step {
  const { owners = null, settings } = state.snapshot ?? {};
  if (owners === null || settings === undefined) return [state];
  return set(state, { whose: settings.whose === 'mine' ? 'all' : 'mine' });
}

/** The state of a first run. It keeps only what main says now, and the numbers that must go on growing. */
function firstRun({ now, snapshot, search, outbox, outboxNumbers, token, focus }: State): State {
  const seq = search.seq + 1;
  return {
    ...initial,
    now,
    snapshot,
    screen: 'first-run',
    search: { ...initial.search, seq },
    // Main reports what has left the list.
    outbox,
    outboxNumbers,
    token,
    focus: focus + 1,
  };
}

/** Takes in the answers that settings and first run wait for. */
export function settingsReplied(
  state: State,
  event: Extract<
    Replied,
    {
      name:
        | 'session.use-key'
        | 'session.remove-key'
        | 'session.erase-everything'
        | 'settings.change'
        | 'picks.forget';
    }
  >,
): Step {
  switch (event.name) {
    case 'session.use-key': {
      const result = callResult(event.reply);
      const key = { trying: false, trouble: result.ok ? null : result.failure, accepted: result.ok };
      const settings = result.ok ? { ...state.settings, openForm: null } : state.settings;
      return [{ ...state, key, settings, focus: state.focus + (result.ok ? 1 : 0) }];
    }
    case 'session.remove-key': {
      const result = callResult(event.reply);
      const settings = { ...state.settings, openForm: null };
      if (result.ok) return [{ ...state, settings, key: { ...state.key, accepted: false } }];
      return [{ ...state, settings, key: { trying: false, trouble: result.failure, accepted: false } }];
    }
    case 'session.erase-everything': {
      const result = callResult(event.reply);
      if (result.ok) return [firstRun(state)];
      return [{ ...state, settings: { ...state.settings, openForm: null, eraseTrouble: result.failure } }];
    }
    case 'settings.change': {
      const result = callResult(event.reply);
      const field = Object.keys(event.request)[0] as keyof Settings;
      if (!result.ok) {
        return [{ ...state, settings: { ...state.settings, trouble: { field, trouble: result.failure } } }];
      }
      const isNew = (field === 'hotkey' || field === 'clipboardHotkey') && result.value[field] !== null;
      const test = isNew ? 'waiting' : state.settings.test;
      const snapshot = state.snapshot && { ...state.snapshot, settings: result.value };
      const { recorded } = state.settings;
      // A form for a key stays open while its address is chosen.
      const openForm = field === 'apiUrl' ? state.settings.openForm : null;
      const next = {
        ...state,
        snapshot,
        settings: { ...emptySettings, recorded, openForm, saved: field, test },
      };
      const isOtherList = field === 'owner' || field === 'whose';
      return isOtherList && state.screen === 'search' ? askFind(next) : [next];
    }
    case 'picks.forget':
      return [{ ...state, settings: { ...state.settings, forgotten: event.reply.ok } }];
    default:
      return assertNever(event);
  }
}
