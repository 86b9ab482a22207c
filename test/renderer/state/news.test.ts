import { describe, expect, test } from 'vitest';
import type { ChangeView, Receipt } from '../../../main/contract/change.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';
import type { Event } from '../../../renderer/state/model/event.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import type { ToastState } from '../../../renderer/state/model/news.ts';
import { offlineOf, pauseOf, type State } from '../../../renderer/state/model/state.ts';
import { changeOf, hitOf, opportunities, snapshot } from '../support/samples.ts';
import { bug, lived, names, pushed, ready, replied, showing, start } from './machine.ts';

const [joao, mariana] = opportunities;
if (!joao || !mariana) throw new Error('two opportunities');
const won = changeOf(joao, 'won', { undoUntil: null });
const other = changeOf(mariana, 'won', { undoUntil: null });
const toast = (change: ChangeView, kind: ToastState['kind'] = 'saved') => ({
  kind,
  change,
  expires: start + 60_000,
});
const receipt = (kind: Receipt['kind'], change: ChangeView) =>
  pushed('receipt', { kind, change, late: false });
const withAccount = (account: Snapshot['account']): Snapshot => ({ ...snapshot, account });
const none = withAccount({ kind: 'none' } as never);
const sample = withAccount({ kind: 'sample' } as never);
const otherKey = withAccount({ ...snapshot.account, fingerprint: 'z9z9' } as never);

describe('a receipt', () => {
  test.each([
    ['delivered', 'delivered'],
    ['parked', 'refused'],
    ['delayed', 'delayed'],
    ['overwrote', 'overwrote'],
    ['cancelled', 'withdrawn'],
  ] as const)('of what the toast is about (%s) is told as %s, and the rows are asked for', (kind, told) => {
    const { state, asked } = lived({ ...ready, toast: toast(won) }, receipt(kind, won));
    expect(state.toast).toEqual({ kind: told, change: won, expires: start + 6000 });
    expect(names(asked)).toEqual(['find']);
  });

  test.each([
    ['parked', 'refused'],
    ['delayed', 'delayed'],
    ['overwrote', 'overwrote'],
  ] as const)('of another change (%s) is told all the same', (kind, told) => {
    expect(lived({ ...ready, toast: toast(won) }, receipt(kind, other)).state.toast).toMatchObject({
      kind: told,
      change: other,
    });
  });

  test.each(['delivered', 'cancelled'] as const)('of another change (%s) leaves the toast', kind => {
    const before = { ...ready, toast: toast(won) };
    expect(lived(before, receipt(kind, other)).state.toast).toEqual(toast(won));
    expect(lived(ready, receipt(kind, other)).state.toast).toBeNull();
  });

  test('is counted in the burst', () => {
    const burst = [{ id: won.id, outcome: 'pending' as const }];
    const { state } = lived({ ...ready, burst }, receipt('parked', { ...won, state: 'parked' }));
    expect(state.burst).toEqual([{ id: won.id, outcome: 'needs-you' }]);
  });

  test('in the history has it asked for too, with its text', () => {
    const history = { ...initial.history, text: 'x' };
    const { asked } = lived({ ...ready, screen: 'history', history }, receipt('delivered', won));
    expect(asked[0]).toEqual({
      do: 'call',
      name: 'history.list',
      request: { text: 'x', before: null, limit: 200 },
    });
    expect(names(asked)).toEqual(['history.list', 'find']);
  });
});

describe('the open changes', () => {
  const push = (changed: readonly ChangeView[], gone: readonly ChangeView[] = [], seq = 1) =>
    pushed('outbox', { seq, changed, gone: gone.map(({ id }) => id) });

  test('that the toast is about are told as they are now', () => {
    const next: ChangeView = { ...won, state: 'sending' };
    const { state } = lived({ ...ready, toast: toast(won) }, push([next]));
    expect(state.toast).toEqual(toast(next));
    expect(lived({ ...ready, toast: toast(won) }, push([other])).state.toast).toEqual(toast(won));
    expect(lived(ready, push([other])).state.toast).toBeNull();
  });

  test('have the rows asked for again', () => {
    expect(names(lived(ready, push([won])).asked)).toEqual(['find']);
  });

  test('that came already are not put in twice', () => {
    const { state } = lived(ready, push([won]), push([{ ...won, state: 'parked' }]));
    expect(state.outbox).toEqual([won]);
    expect(state.outboxNumbers).toEqual({ seq: 1, pushed: 1 });
  });

  test('leave the focus alone outside of their list', () => {
    const before: State = { ...ready, outbox: [won], pendingIndex: 0 };
    expect(lived(before, push([], [won])).state.focus).toBe(before.focus);
    expect(lived(before, push([], [won])).state.pendingIndex).toBe(0);
  });

  test('of other keys come after this key’s, lane by lane', () => {
    const foreign = (lane: string) => changeOf(joao, 'won', { currentLane: false, lane: lane as never });
    const [a1, b1, a2] = [foreign('a'), foreign('b'), foreign('a')];
    const { state } = lived(ready, push([a1, b1, a2, won]));
    expect(state.outbox.map(({ id }) => id)).toEqual([won.id, a1.id, a2.id, b1.id]);
  });

  test('that could not be asked for are asked for with the next difference', () => {
    const missed = lived(ready, push([won], [], 2)).state;
    expect(missed.outboxNumbers).toEqual({ seq: 0, pushed: 2 });
    const { state } = lived(missed, replied('outbox.list', null, bug));
    expect(state.outboxNumbers).toEqual({ seq: 0, pushed: 0 });
    expect(state.notice).toEqual({ kind: 'trouble', trouble: { code: 'internal' } });
  });
});

describe('a snapshot', () => {
  const told: State = {
    ...ready,
    toast: toast(won),
    undoable: [{ id: won.id, at: 1 }],
    burst: [{ id: won.id, outcome: 'pending' }],
  };

  test('of the same account leaves what was told of its changes', () => {
    const { state } = lived(told, pushed('snapshot', { ...snapshot, pending: 7 }));
    expect(state).toMatchObject({ toast: told.toast, undoable: told.undoable, burst: told.burst });
    expect(state.snapshot?.pending).toBe(7);
  });

  test.each([
    ['another key', otherKey],
    ['the sample data', sample],
  ])('of another account (%s) ends it', (_what, push) => {
    const { state } = lived(told, pushed('snapshot', push));
    expect(state).toMatchObject({ toast: null, undoable: [], burst: [] });
  });

  test('without an account leads to the first run, with the focus where there was one', () => {
    const { state, asked } = lived({ ...ready, screen: 'history' }, pushed('snapshot', none));
    expect(state).toMatchObject({ screen: 'first-run', picker: null, focus: ready.focus + 1 });
    expect(asked).toEqual([]);
    expect(lived(state, pushed('snapshot', none)).state.focus).toBe(state.focus);
  });

  test.each(['settings', 'pending'] as const)('without an account leaves %s', screen => {
    expect(lived({ ...ready, screen }, pushed('snapshot', none)).state.screen).toBe(screen);
  });

  const firstRun: State = { ...ready, screen: 'first-run', snapshot: none };

  test('of the sample data ends the first run', () => {
    const { state, asked } = lived(
      { ...firstRun, key: { ...initial.key, trying: true } },
      pushed('snapshot', sample),
    );
    expect(state).toMatchObject({ screen: 'search', key: initial.key, focus: firstRun.focus + 1 });
    expect(names(asked)).toEqual(['find']);
  });

  test('of the sample data shows lines to try until the popup is used, and after the first run only', () => {
    const opened = lived(firstRun, pushed('snapshot', sample)).state;
    const linesAfter = (...events: Event[]) => lived(opened, ...events).state.firstLines;
    expect(opened.firstLines).toBe(true);
    expect(linesAfter(pushed('shown', { view: null, fill: null }), { type: 'help' }, { type: 'back' })).toBe(
      true,
    );
    expect(linesAfter({ type: 'text', text: 'maria' })).toBe(false);
    expect(linesAfter({ type: 'text', text: 'm' }, { type: 'text', text: '' })).toBe(false);
    expect(linesAfter({ type: 'go', place: 'settings' }, { type: 'back' })).toBe(false);
    expect(lived(ready, pushed('snapshot', sample)).state.firstLines).toBe(false);
    expect(lived(firstRun, pushed('snapshot', snapshot)).state.firstLines).toBe(false);
  });

  test('of a key ends the first run, unless that key is the one just tried there', () => {
    const { state, asked } = lived(firstRun, pushed('snapshot', snapshot));
    expect(state).toMatchObject({ screen: 'search', focus: firstRun.focus + 1 });
    expect(names(asked)).toEqual(['find']);
    for (const key of [
      { ...initial.key, trying: true },
      { ...initial.key, accepted: true },
    ]) {
      expect(lived({ ...firstRun, key }, pushed('snapshot', snapshot)).state.screen).toBe('first-run');
    }
  });

  test('of a key leads nowhere from another screen', () => {
    expect(lived({ ...ready, screen: 'history' }, pushed('snapshot', snapshot)).asked).toEqual([]);
    expect(lived({ ...ready, screen: 'history' }, pushed('snapshot', sample)).state.screen).toBe('history');
  });
});

describe('the popup that is shown', () => {
  const shown = (view: 'search' | 'pending' | 'history' | 'settings' | null = null) =>
    pushed('shown', { view, fill: null });

  test('begins anew at the box, and what was on its way is void', () => {
    const before: State = {
      ...showing([hitOf(joao)], { waiting: 'accept' }),
      screen: 'picker',
      help: true,
      summing: true,
      burst: [{ id: won.id, outcome: 'moved' }],
      hearing: { ...initial.hearing, away: true },
      token: 3,
    };
    const { state, asked } = lived(before, shown());
    expect(state).toMatchObject({
      screen: 'search',
      help: false,
      summing: false,
      burst: [],
      token: 4,
      hearing: { away: false },
      search: { waiting: null, answered: null, text: 'joao' },
    });
    expect(state.focus).toBe(before.focus + 1);
    expect(names(asked)).toEqual(['find']);
  });

  test.each(['pending', 'history', 'settings'] as const)('leads to %s where the shell says so', view => {
    expect(lived(ready, shown(view)).state.screen).toBe(view);
  });

  test('without an account leads to the settings or nowhere', () => {
    const before: State = { ...ready, snapshot: none, screen: 'first-run' };
    expect(lived(before, shown('settings')).state.screen).toBe('settings');
    const { state } = lived(before, shown('history'));
    expect([state.screen, state.focus]).toEqual(['first-run', before.focus + 1]);
    expect(lived({ ...ready, snapshot: null }, shown('history')).state.screen).toBe('search');
  });

  test('stays on a first run that says that the key was accepted', () => {
    const { state, asked } = lived({ ...ready, screen: 'first-run' }, shown('history'));
    expect([state.screen, state.focus, asked]).toEqual(['first-run', ready.focus + 1, []]);
  });

  test('with a link puts the focus into the box', () => {
    const fill = { text: 'acme', opportunity: null, stage: null };
    const { state } = lived({ ...ready, screen: 'history' }, pushed('shown', { view: null, fill }));
    expect([state.screen, state.focus]).toEqual(['search', ready.focus + 1]);
  });

  test('a hotkey that was pressed has passed its test', () => {
    expect(lived(ready, pushed('hotkey', null)).state.settings.test).toBe('passed');
  });
});

describe('what is announced', () => {
  const kinds = (state: State) => state.hearing.announced.map(({ news }) => news.kind);
  const paused = (kind: 'network' | 'quota' | null): Snapshot => ({
    ...snapshot,
    pause: kind === null ? null : ({ kind, until: start } as never),
  });

  test('is each thing once, with a number that is never used again', () => {
    const first = lived(ready, pushed('snapshot', paused('quota'))).state;
    const second = lived(first, pushed('snapshot', paused('quota')), { type: 'sync' }).state;
    expect(second.hearing.announced.map(({ id, news }) => [id, news.kind])).toEqual([
      [1, 'pause'],
      [2, 'notice'],
    ]);
    expect(second.hearing).toMatchObject({ lastId: 2, pause: 'quota' });
    const third = lived(second, pushed('snapshot', paused(null))).state;
    expect(third.hearing.announced.at(-1)).toEqual({ id: 3, news: { kind: 'pause', pause: null } });
  });

  test('is the newest five', () => {
    let state = ready;
    for (let at = 0; at < 7; at += 1) state = lived(state, { type: 'sync' }).state;
    expect(state.hearing.announced.map(({ id }) => id)).toEqual([3, 4, 5, 6, 7]);
  });

  test('is a toast when it is another kind or another change', () => {
    const before: State = { ...ready, toast: toast(won) };
    expect(kinds(lived(before, receipt('delivered', won)).state)).toEqual(['toast']);
    expect(kinds(lived(before, receipt('parked', other)).state)).toEqual(['toast']);
    const same = lived({ ...ready, toast: toast(won, 'delivered') }, receipt('delivered', won)).state;
    expect(kinds(same)).toEqual([]);
  });

  test('is the sum of a burst, once', () => {
    const bursting: State = { ...ready, burst: [{ id: won.id, outcome: 'moved' }] };
    const { state } = lived(bursting, { type: 'back' });
    expect(kinds(state)).toEqual(['burst']);
    expect(kinds(lived(state, { type: 'tick' }).state)).toEqual(['burst']);
  });

  test('is nothing twice while it stays', () => {
    const { state } = lived(ready, { type: 'sync' }, { type: 'tick' });
    expect(kinds(state)).toEqual(['notice']);
  });

  test.each([
    ['parked', 1],
    ['overwrote', 1],
    ['delayed', 1],
    ['delivered', 0],
  ] as const)('to nobody waits only where it needs the user (%s)', (kind, count) => {
    const away = lived({ ...ready, toast: toast(won) }, { type: 'turned', away: true }).state;
    expect(lived(away, receipt(kind, won)).state.hearing.announced).toHaveLength(count);
  });

  test('of a pause or a notice is not kept for later', () => {
    const away = lived(ready, { type: 'turned', away: true }).state;
    const { state } = lived(away, pushed('snapshot', paused('quota')), { type: 'sync' });
    expect(state.hearing).toMatchObject({ announced: [], pause: null, away: true });
    expect(kinds(lived(state, { type: 'turned', away: false }).state)).toEqual(['pause']);
  });

  test('of a newer version is told once, and kept for whoever comes back', () => {
    const offered = { state: 'ready', version: '1.3.0', offered: true, waits: false } as const;
    const push = (update: Snapshot['update']) => pushed('snapshot', { ...snapshot, update });
    const away = lived(ready, { type: 'turned', away: true }, push(offered), push(offered)).state;
    const { state } = lived(away, { type: 'turned', away: false });
    expect(state.hearing.announced.map(({ news }) => news)).toEqual([{ kind: 'update', version: '1.3.0' }]);
    expect(kinds(lived(ready, push({ ...offered, offered: false })).state)).toEqual([]);
  });

  test('is heard by whoever leaves, and still there for whoever comes back', () => {
    const said = lived(ready, { type: 'sync' }).state;
    expect(kinds(lived(said, { type: 'turned', away: false }).state)).toEqual(['notice']);
    expect(lived(said, { type: 'turned', away: true }).state.hearing).toMatchObject({
      announced: [],
      away: true,
    });
    const away = lived(ready, { type: 'turned', away: true }, receipt('parked', won)).state;
    expect(kinds(lived(away, { type: 'turned', away: false }).state)).toEqual(['toast']);
    expect(kinds(lived(away, { type: 'turned', away: true }).state)).toEqual(['toast']);
  });

  test('an Enter that waits is void when the user leaves, and not when he comes', () => {
    const waiting = showing([hitOf(joao)], { waiting: 'accept' });
    expect(lived(waiting, { type: 'turned', away: true }).state.search.waiting).toBeNull();
    expect(lived(waiting, { type: 'turned', away: false }).state.search.waiting).toBe('accept');
  });
});

describe('why nothing is sent', () => {
  const of = (part: Partial<Snapshot>): State => ({ ...ready, snapshot: { ...snapshot, ...part } });
  const quota = { kind: 'quota', until: 5 } as const;

  test.each<[string, State, ReturnType<typeof pauseOf>]>([
    ['nothing is known yet', { ...ready, snapshot: null }, null],
    ['there is no account', { ...ready, snapshot: { ...none, pause: quota } }, null],
    ['the pause, before the network', of({ pause: quota, network: 'offline' }), quota],
    ['a network that is known to be away', of({ network: 'offline' }), { kind: 'network' }],
    ['no reason', of({}), null],
  ])('%s', (_why, state, pause) => {
    expect(pauseOf(state)).toEqual(pause);
  });

  test.each<[string, State, boolean]>([
    ['before anything is known', { ...ready, snapshot: null }, false],
    ['with a network', of({}), false],
    ['without a network', of({ network: 'offline' }), true],
    ['with a server that cannot be reached', of({ pause: { kind: 'network' } }), true],
    ['with a spent quota', of({ pause: quota }), false],
  ])('the page is offline %s', (_when, state, isOffline) => {
    expect(offlineOf(state)).toBe(isOffline);
  });
});
