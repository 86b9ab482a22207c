import { unheard } from './outbox.ts';
import type { HistoryState, KeyState, Marks, SearchState, SettingsState, State } from './state.ts';
import { untyped } from './typing.ts';

export const noMarks: Marks = { rows: [], range: null, alone: false, at: 0 };

export const emptySearch: SearchState = {
  text: '',
  typing: untyped,
  seq: 0,
  reply: null,
  answered: null,
  active: null,
  chosen: false,
  waiting: null,
  fill: null,
  opened: null,
  server: null,
  looked: new Map(),
  marks: noMarks,
};

export const emptyHistory: HistoryState = {
  text: '',
  rows: null,
  loading: false,
  complete: false,
  index: -1,
  sums: [],
};
export const emptyKey: KeyState = { trying: false, trouble: null, accepted: false };
export const emptySettings: SettingsState = {
  openForm: null,
  eraseTrouble: null,
  recording: false,
  recorded: 'hotkey',
  test: null,
  saved: null,
  trouble: null,
  forgotten: false,
  diagnosed: false,
};

export const initial: State = {
  now: 0,
  snapshot: null,
  screen: 'search',
  help: false,
  firstLines: false,
  search: emptySearch,
  menu: null,
  details: null,
  picker: null,
  reasons: [],
  saving: null,
  toast: null,
  several: null,
  notice: null,
  hearing: { announced: [], lastId: 0, pause: null, away: false },
  undoable: [],
  tookBackAt: 0,
  burst: [],
  summing: false,
  outbox: [],
  outboxNumbers: unheard,
  pendingIndex: 0,
  history: emptyHistory,
  key: emptyKey,
  settings: emptySettings,
  token: 0,
  focus: 0,
};
