import { describe, expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import type { OpportunityId, PipelineId, StageId } from '../../../main/contract/model.ts';
import { ask, type Event, type Intent } from '../../../renderer/state/model/event.ts';
import { emptySettings, initial } from '../../../renderer/state/model/initial.ts';
import type { SettingsState, State } from '../../../renderer/state/model/state.ts';
import { changeOf, hitOf, opportunities, otherLane, snapshot } from '../support/samples.ts';
import { bad, bug, good, lived, names, offline, ready, replied, showing } from './machine.ts';

const [joao, mariana] = opportunities;
if (!joao || !mariana) throw new Error('two opportunities');
const [won, other, third] = [joao, mariana, joao].map(one => changeOf(one, 'won'));
if (!won || !other || !third) throw new Error('three changes');
const trouble = { kind: 'trouble', trouble: offline } as const;
const call = (name: string, request: unknown) => ({ do: 'call', name, request });
const list = (text: string, before: number | null) => call('history.list', { text, before, limit: 200 });
const settings = (part: Partial<SettingsState>, key = initial.key): State => ({
  ...ready,
  screen: 'settings',
  settings: { ...emptySettings, ...part },
  key,
});

describe('going to a place', () => {
  const before: State = {
    ...showing([hitOf(joao)]),
    screen: 'pending',
    help: true,
    notice: { kind: 'syncing' },
    pendingIndex: 3,
    settings: { ...emptySettings, forgotten: true },
    history: { ...initial.history, text: 'x', index: 4 },
  };

  test.each(['search', 'pending', 'history', 'settings'] as const)(
    '%s: the focus goes with it, and what was said goes',
    place => {
      const { state } = lived(before, { type: 'go', place });
      expect(state).toMatchObject({
        screen: place,
        help: false,
        picker: null,
        notice: null,
        focus: before.focus + 1,
        settings: emptySettings,
      });
    },
  );

  test('the box asks anew, in a new order', () => {
    const { state, asked } = lived(before, { type: 'go', place: 'search' });
    expect(names(asked)).toEqual(['find']);
    expect(state.search.answered).toBeNull();
  });

  test('the pending list begins at its first card', () => {
    expect(lived(before, { type: 'go', place: 'pending' }).state.pendingIndex).toBe(0);
  });

  test('the history begins empty and is on its way', () => {
    const { state, asked } = lived(before, { type: 'go', place: 'history' });
    expect(state.history).toEqual({ ...initial.history, loading: true });
    expect(asked).toEqual([list('', null)]);
  });

  test('the box is the first run where there is no account', () => {
    const none = { ...before, snapshot: { ...snapshot, account: { kind: 'none' } as never } };
    expect(lived(none, { type: 'go', place: 'search' }).state.screen).toBe('first-run');
    expect(lived(none, { type: 'go', place: 'history' }).state.screen).toBe('history');
    expect(lived({ ...before, snapshot: null }, { type: 'go', place: 'search' }).state.screen).toBe('search');
  });
});

describe('Esc', () => {
  const esc = { type: 'back' } as const;

  test.each<[string, State, Partial<State>, readonly string[]]>([
    [
      'closes the help sheet first',
      { ...ready, screen: 'history', help: true },
      { screen: 'history', help: false, focus: 1 },
      [],
    ],
    [
      'takes trouble away next',
      { ...ready, screen: 'history', notice: trouble },
      { screen: 'history', notice: null },
      [],
    ],
    ['leaves the picker', { ...ready, screen: 'picker' }, { screen: 'search', picker: null, focus: 1 }, []],
    ['leaves the pending list', { ...ready, screen: 'pending' }, { screen: 'search' }, ['find']],
    ['leaves the history', { ...ready, screen: 'history' }, { screen: 'search' }, ['find']],
    ['leaves the settings', settings({}), { screen: 'search' }, ['find']],
    [
      'ends a recording first',
      settings({ recording: true }),
      { screen: 'settings', settings: emptySettings },
      [],
    ],
    [
      'closes a form first',
      settings({ openForm: 'erase' }),
      { screen: 'settings', settings: emptySettings },
      [],
    ],
    [
      'ends a press-test first',
      settings({ test: 'waiting' }),
      { screen: 'settings', settings: emptySettings },
      [],
    ],
    ['leaves a passed test behind', settings({ test: 'passed' }), { screen: 'search' }, ['find']],
    ['hides the first run', { ...ready, screen: 'first-run' }, { screen: 'first-run' }, ['popup.hide']],
    ['hides the popup from the box', ready, { screen: 'search', token: 2 }, ['popup.hide']],
    [
      'leaves other notices where they are',
      { ...ready, screen: 'picker', notice: { kind: 'syncing' } },
      { screen: 'search' },
      [],
    ],
  ])('%s', (_what, before, after, asks) => {
    const { state, asked } = lived(before, esc);
    expect(state).toMatchObject(after);
    expect(names(asked)).toEqual(asks);
  });
});

describe('what is asked of main', () => {
  test.each<[Intent, string, unknown]>([
    [{ type: 'sync' }, 'refresh', null],
    [
      { type: 'ask', effect: ask('history.export', { zone: 'Europe/Lisbon' }) },
      'history.export',
      { zone: 'Europe/Lisbon' },
    ],
    [{ type: 'use-sample' }, 'session.use-sample', null],
    [{ type: 'set', patch: { language: 'es' } }, 'settings.change', { language: 'es' }],
    [{ type: 'key-address', apiUrl: 'https://x' }, 'settings.change', { apiUrl: 'https://x' }],
    [{ type: 'history-text', text: 'x' }, 'history.list', { text: 'x', before: null, limit: 200 }],
  ])('%o', (intent, name, request) => {
    expect(lived(ready, intent).asked).toEqual([call(name, request)]);
  });

  test('help is turned on and off, with the focus', () => {
    const { state } = lived(ready, { type: 'help' });
    expect([state.help, state.focus]).toEqual([true, 1]);
    expect(lived(state, { type: 'help' }).state).toMatchObject({ help: false, focus: 2 });
  });

  test('everything the user does voids a hide that was armed', () => {
    expect(lived(ready, { type: 'help' }).state.token).toBe(ready.token + 1);
    expect(lived(ready, { type: 'tick' }).state.token).toBe(ready.token);
  });

  test('what was said is dismissed', () => {
    const toast = { kind: 'saved', change: won, expires: 9e9 } as const;
    const { state } = lived({ ...ready, toast, notice: trouble }, { type: 'dismiss' });
    expect([state.toast, state.notice]).toEqual([null, null]);
  });
});

describe('a failed call', () => {
  const refused: readonly Event[] = [
    replied('session.rebind', { lane: otherLane }, bad),
    replied('history.export', { zone: 'UTC' }, bad),
    replied('refresh', null, bad),
    replied('session.use-sample', null, bad),
    replied('stages.reorder', { pipeline: 'p' as PipelineId, order: [] }, bad),
    replied('stages.mark', { pipeline: 'p' as PipelineId, stage: 's' as StageId, role: null }, bad),
    replied('resolve', { change: won.id, answer: 'cancel', rev: 1 }, bad),
  ];
  test.each(refused.map(event => [(event as { name: string }).name, event] as const))(
    '%s says why',
    (_name, event) => {
      expect(lived({ ...ready, notice: { kind: 'syncing' } }, event).state.notice).toEqual(trouble);
    },
  );

  test.each<[string, Event]>([
    ['session.get', replied('session.get', null, bug)],
    ['history.list', replied('history.list', { text: '', before: null, limit: 200 }, bug)],
    ['a refused one that crossed as a bug', replied('refresh', null, bug)],
  ])('%s says that something is wrong', (_name, event) => {
    expect(lived(ready, event).state.notice).toEqual({ kind: 'trouble', trouble: { code: 'internal' } });
  });
});

describe('a call that went well', () => {
  test('tells how many changes moved, and where the file is', () => {
    expect(lived(ready, replied('session.rebind', { lane: otherLane }, good(3))).state.notice).toEqual({
      kind: 'rebound',
      count: 3,
    });
    const exported = (value: { path: string } | null) =>
      lived(ready, replied('history.export', { zone: 'UTC' }, good(value)));
    expect(exported({ path: '/a.csv' }).state.notice).toEqual({ kind: 'exported', path: '/a.csv' });
    expect(exported(null).state.notice).toBeNull();
  });

  test('a sync ends its notice and no other', () => {
    const noticeAfter = (notice: State['notice']) =>
      lived({ ...ready, notice }, replied('refresh', null, good(null))).state.notice;
    expect(noticeAfter({ kind: 'syncing' })).toBeNull();
    expect(noticeAfter({ kind: 'ambiguous' })).toEqual({ kind: 'ambiguous' });
    expect(noticeAfter(null)).toBeNull();
  });

  test('the first snapshot is taken in', () => {
    const { state } = lived(initial, replied('session.get', null, ok(snapshot)));
    expect(state.snapshot).toEqual(snapshot);
  });

  test.each<[string, Event]>([
    ['the sample data', replied('session.use-sample', null, good(null))],
    ['an order of stages', replied('stages.reorder', { pipeline: 'p' as PipelineId, order: [] }, good(null))],
    ['a link', replied('link.open', { page: 'api-keys' }, ok(null))],
    ['a height', replied('popup.resize', { height: 1 }, ok(null))],
    ['hiding', replied('popup.hide', null, ok(null))],
  ])('needs no words: %s', (_what, event) => {
    const { state, asked } = lived(ready, event);
    expect([state.notice, state.toast, asked]).toEqual([null, null, []]);
  });
});

describe('the history', () => {
  const listing: State = {
    ...ready,
    screen: 'history',
    history: { ...initial.history, text: 'x', loading: true },
  };
  const came = (state: State, rows: readonly (typeof won)[], part = {}) =>
    lived(state, replied('history.list', { text: 'x', before: null, limit: 2, ...part }, ok(rows))).state
      .history;

  test('is complete where fewer came than were asked for', () => {
    expect(came(listing, [won])).toEqual({
      text: 'x',
      rows: [won],
      loading: false,
      complete: true,
      index: -1,
      sums: [],
    });
    expect(came(listing, [won, other]).complete).toBe(false);
  });

  test('goes on below what is there, or begins anew', () => {
    const begun = { ...listing, history: { ...listing.history, rows: [won] } };
    expect(came(begun, [other], { before: 5 }).rows).toEqual([won, other]);
    expect(came(begun, [other]).rows).toEqual([other]);
    expect(came(listing, [other], { before: 5 }).rows).toEqual([other]);
  });

  test('of another text is dropped', () => {
    expect(came(listing, [won], { text: 'y' })).toEqual(listing.history);
  });

  test('of a new text begins at no row', () => {
    const { state } = lived(
      { ...listing, history: { ...listing.history, index: 3 } },
      { type: 'history-text', text: 'y' },
    );
    expect(state.history).toMatchObject({ text: 'y', loading: true, index: -1 });
  });

  const rows = [won, { ...other, endedAt: 77 }];
  const listed: State = { ...listing, history: { ...listing.history, loading: false, rows } };

  test('has more asked for, once, from the end of its last row on', () => {
    const { state, asked } = lived(listed, { type: 'history-more' });
    expect(asked).toEqual([list('x', 77)]);
    expect(lived(state, { type: 'history-more' }).asked).toEqual([]);
  });

  test.each([
    ['complete', { complete: true }],
    ['empty', { rows: [] }],
    ['not there yet', { rows: null }],
  ])('has no more asked for where it is %s', (_what, part) => {
    const state = { ...listed, history: { ...listed.history, ...part } };
    expect(lived(state, { type: 'history-more' }).asked).toEqual([]);
  });

  test('is gone through row by row, and up from the first to its field', () => {
    const at = (index: number, move: 'next' | 'previous') =>
      lived({ ...listed, history: { ...listed.history, index } }, { type: 'move', move }).state;
    expect(at(-1, 'next').history.index).toBe(0);
    expect(at(1, 'next').history.index).toBe(1);
    expect(at(1, 'previous').history.index).toBe(0);
    expect(at(0, 'previous').history.index).toBe(-1);
    expect(at(-1, 'previous').history.index).toBe(-1);
    expect(at(0, 'next').focus).toBe(1);
    expect(lived(listing, { type: 'move', move: 'next' }).state.history.index).toBe(-1);
  });
});

describe('the pending list', () => {
  const parked = { ...won, state: 'parked', reason: 'conflict' } as const;
  const misplaced = { ...other, state: 'parked', reason: 'misplaced' } as const;
  const listed: State = { ...ready, screen: 'pending', outbox: [parked, misplaced, third] };
  const answered = (
    answer: 'retry' | 'send-mine' | 'cancel' | 'keep-theirs' | 'leave' | 'put-back',
    change = won,
    state = listed,
  ) => lived(state, replied('resolve', { change: won.id, answer, rev: 1 }, good(change)));

  test('is gone through card by card, with the focus, and ends at its ends', () => {
    const { state } = lived(listed, { type: 'move', move: 'next' });
    expect([state.pendingIndex, state.focus]).toEqual([1, 1]);
    expect(lived(listed, { type: 'move', move: 'previous' }).state.pendingIndex).toBe(0);
    expect(lived(listed, { type: 'move', move: 'last' }).state.pendingIndex).toBe(2);
  });

  test('sends the answer with the revision that was seen: of the selected change, or of the named one', () => {
    expect(lived(listed, { type: 'answer', answer: 'keep-theirs' }).asked).toEqual([
      call('resolve', { change: parked.id, answer: 'keep-theirs', rev: parked.rev }),
    ]);
    expect(lived(listed, { type: 'answer', answer: 'leave', change: misplaced.id }).asked).toEqual([
      call('resolve', { change: misplaced.id, answer: 'leave', rev: misplaced.rev }),
    ]);
    expect(lived({ ...listed, outbox: [] }, { type: 'answer', answer: 'cancel' }).asked).toEqual([]);
  });

  test.each([
    ['retry', won, 'retried'],
    ['send-mine', won, 'sent-mine'],
    ['cancel', won, 'withdrawn'],
    ['keep-theirs', { ...won, reason: 'conflict' }, 'kept-theirs'],
    ['leave', { ...won, reason: 'misplaced' }, 'left'],
    ['put-back', other, 'put-back'],
  ] as const)('an answer is told as what it came to: %s', (answer, change, kind) => {
    expect(answered(answer, change as typeof won).state.toast).toMatchObject({ kind, change });
  });

  test('what is put back can be undone, another answer cannot', () => {
    expect(answered('put-back', other).state.undoable.map(({ id }) => id)).toEqual([other.id]);
    expect(answered('retry').state.undoable).toEqual([]);
  });

  test('leads from the answered card to the next one, and from the last to the one before', () => {
    expect(answered('retry').state).toMatchObject({ pendingIndex: 1, focus: 1 });
    const alone = { ...listed, outbox: [parked] };
    expect(answered('retry', won, alone).state).toMatchObject({ pendingIndex: 0, focus: 1 });
    const last = { ...listed, outbox: [other, parked], pendingIndex: 1 };
    expect(answered('retry', won, last).state.pendingIndex).toBe(0);
  });

  test('leads nowhere where another card is selected, or another screen is seen', () => {
    expect(answered('retry', won, { ...listed, pendingIndex: 1 }).state).toMatchObject({
      pendingIndex: 1,
      focus: 0,
    });
    expect(answered('retry', won, { ...listed, screen: 'search' }).state).toMatchObject({
      pendingIndex: 0,
      focus: 0,
    });
    expect(answered('retry', won, { ...listed, outbox: [] }).state).toMatchObject({
      pendingIndex: 0,
      focus: 0,
    });
  });

  test('leads to the stages where another one helps', () => {
    const { state, asked } = lived(listed, { type: 'choose-stage', change: misplaced.id });
    expect(state).toMatchObject({ screen: 'search', focus: 1 });
    expect(state.search.fill).toEqual({ text: '', opportunity: mariana.id as OpportunityId, stage: null });
    expect(names(asked)).toEqual(['find']);
    expect(lived(listed, { type: 'choose-stage' }).state.screen).toBe('pending');
    expect(lived({ ...listed, outbox: [] }, { type: 'choose-stage' }).state.screen).toBe('pending');
  });

  const overwrote = { ...won, overwrote: joao.stage };

  test('puts back what a change has overwritten, as a move that is seen as it is now', () => {
    const toast = { kind: 'overwrote', change: overwrote, expires: 9e9 } as const;
    const { state, asked } = lived({ ...listed, toast }, { type: 'put-back', change: overwrote });
    expect(asked).toEqual([call('move', { opportunity: joao.id, to: joao.stage.id, seen: won.to.id })]);
    expect(state.saving).toEqual({ keep: true, name: won.name, to: joao.stage, typed: '' });
    expect(state.toast).toBeNull();
  });

  test('puts nothing back where nothing was overwritten, or a change is on its way to the disk', () => {
    expect(lived(listed, { type: 'put-back', change: won }).asked).toEqual([]);
    const saving = { keep: true, name: '', to: joao.stage, typed: '' };
    expect(lived({ ...listed, saving }, { type: 'put-back', change: overwrote }).asked).toEqual([]);
  });
});

describe('the key', () => {
  test('on its way is the only thing said of it', () => {
    const before = settings({}, { trying: false, trouble: offline, accepted: true });
    expect(lived(before, { type: 'trying-key' }).state.key).toEqual({ ...initial.key, trying: true });
  });

  const request = { key: 'k', apiUrl: 'https://x' };

  test('that was accepted closes its form, and the focus goes on', () => {
    const { state } = lived(
      settings({ openForm: 'replace' }),
      replied('session.use-key', request, good(snapshot.account)),
    );
    expect(state).toMatchObject({
      key: { trying: false, trouble: null, accepted: true },
      settings: { openForm: null },
      focus: 1,
    });
  });

  test('that was refused says why and leaves the form', () => {
    const { state } = lived(settings({ openForm: 'replace' }), replied('session.use-key', request, bad));
    expect(state).toMatchObject({
      key: { trying: false, trouble: offline, accepted: false },
      settings: { openForm: 'replace' },
      focus: 0,
    });
  });

  test('that was removed is not accepted any more; where it could not be, it says why', () => {
    const before = settings({ openForm: 'remove' }, { trying: false, trouble: null, accepted: true });
    const removed = lived(before, replied('session.remove-key', { erase: false }, good(null))).state;
    expect([removed.key.accepted, removed.settings.openForm]).toEqual([false, null]);
    const failed = lived(before, replied('session.remove-key', { erase: false }, bad)).state;
    expect(failed.key).toEqual({ trying: false, trouble: offline, accepted: false });
    expect(failed.settings.openForm).toBeNull();
  });

  test.each([
    [{ type: 'use-sample' } as const, 'settings'],
    [{ type: 'begin' } as const, 'search'],
    [{ type: 'enter-key' } as const, 'settings'],
    [{ type: 'open-form', form: 'remove' } as const, 'settings'],
    [{ type: 'key-address', apiUrl: 'https://x' } as const, 'settings'],
  ])('is forgotten with %o', (intent, screen) => {
    const before = settings({}, { trying: false, trouble: offline, accepted: true });
    const { state } = lived(before, intent);
    expect([state.key, state.screen]).toEqual([initial.key, screen]);
  });

  test('is asked for in the settings, with its form open', () => {
    const { state } = lived(ready, { type: 'enter-key' });
    expect([state.screen, state.settings.openForm]).toEqual(['settings', 'replace']);
  });

  test('keeps its form open while its address is chosen', () => {
    const { state } = lived(settings({ openForm: 'replace' }), { type: 'key-address', apiUrl: 'https://x' });
    expect(state.settings.openForm).toBe('replace');
    const reply = good({ ...snapshot.settings, apiUrl: 'https://x' });
    expect(
      lived(state, replied('settings.change', { apiUrl: 'https://x' }, reply)).state.settings,
    ).toMatchObject({
      openForm: 'replace',
      saved: 'apiUrl',
    });
  });
});

describe('the settings', () => {
  test('a form that is opened has nothing said of the last time', () => {
    const { state } = lived(settings({ eraseTrouble: offline }), { type: 'open-form', form: 'erase' });
    expect(state.settings).toMatchObject({ openForm: 'erase', eraseTrouble: null });
  });

  test('a change takes away what was said of the one before', () => {
    const before = settings({
      recording: true,
      saved: 'language',
      test: 'passed',
      trouble: { field: 'hotkey', trouble: offline },
    });
    expect(lived(before, { type: 'set', patch: { language: 'es' } }).state.settings).toEqual(emptySettings);
  });

  test('a recording begins and ends with nothing said', () => {
    const before = settings({ test: 'passed', trouble: { field: 'hotkey', trouble: offline } });
    const { state } = lived(before, { type: 'record', on: true, hotkey: 'hotkey' });
    expect(state.settings).toEqual({ ...emptySettings, recording: true });
    expect(lived(state, { type: 'record', on: false, hotkey: 'hotkey' }).state.settings.recording).toBe(
      false,
    );
  });

  const changed = { ...snapshot.settings, language: 'es' as const };

  test('that were kept are taken in and say so', () => {
    const before = settings({ openForm: 'erase', test: 'passed', recording: true });
    const { state } = lived(before, replied('settings.change', { language: 'es' }, good(changed)));
    expect(state.snapshot?.settings).toEqual(changed);
    expect(state.settings).toEqual({ ...emptySettings, saved: 'language', test: 'passed' });
    const early = { ...before, snapshot: null };
    expect(
      lived(early, replied('settings.change', { language: 'es' }, good(changed))).state.snapshot,
    ).toBeNull();
  });

  test('a new hotkey waits to be pressed', () => {
    const { state } = lived(settings({}), replied('settings.change', { hotkey: 'F9' }, good(changed)));
    expect(state.settings).toMatchObject({ saved: 'hotkey', test: 'waiting' });
  });

  test('that were refused say which and why, and nothing changes', () => {
    const { state } = lived(settings({}), replied('settings.change', { hotkey: 'F9' }, bad));
    expect(state.settings.trouble).toEqual({ field: 'hotkey', trouble: offline });
    expect([state.snapshot, state.settings.saved]).toEqual([snapshot, null]);
  });

  test('picks are forgotten only where main says so', () => {
    expect(lived(settings({}), replied('picks.forget', null, ok(null))).state.settings.forgotten).toBe(true);
    expect(lived(settings({}), replied('picks.forget', null, bug)).state.settings.forgotten).toBe(false);
  });
});

describe('erasing everything', () => {
  const before: State = {
    ...showing([hitOf(joao)]),
    screen: 'settings',
    settings: { ...emptySettings, openForm: 'erase' },
    undoable: [{ id: won.id, at: 1 }],
    outbox: [won],
    outboxNumbers: { seq: 3, pushed: 3 },
    token: 8,
    focus: 4,
  };

  test('leaves nothing on screen or in mind, and the numbers that must go on growing', () => {
    const { state } = lived(before, replied('session.erase-everything', null, good(null)));
    expect(state).toEqual({
      ...initial,
      now: state.now,
      snapshot,
      screen: 'first-run',
      search: { ...initial.search, seq: 6 },
      outbox: [won],
      outboxNumbers: { seq: 3, pushed: 3 },
      token: 8,
      focus: 5,
    });
  });

  test('says what could not be erased, and closes its question', () => {
    const { state } = lived(before, replied('session.erase-everything', null, bad));
    expect(state.settings).toEqual({ ...emptySettings, eraseTrouble: offline });
    expect([state.screen, state.undoable.length]).toEqual(['settings', 1]);
  });
});
