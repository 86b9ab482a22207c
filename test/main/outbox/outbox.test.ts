import { describe, expect, test } from 'vitest';
import { createBench, laneA, laneB } from './bench.ts';

const minute = 60_000;

test('a pick is held for the undo window, then sent once, without a look when its base is fresh', async () => {
  const bench = createBench();
  expect(bench.accept('a', 'won', 'new').state).toBe('held');
  await bench.clock.advance(4_900);
  expect(bench.sent()).toEqual([]);
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['a:won']);
  expect(bench.looks()).toBe(0);
  expect(bench.ended()).toEqual(['a:won:delivered']);
  expect(bench.receipts.map(({ kind, late }) => [kind, late])).toEqual([['delivered', false]]);
});

test('an old base is looked at first', async () => {
  const bench = createBench();
  bench.accept('a', 'won', 'new', 10 * minute);
  await bench.clock.advance(minute);
  expect(bench.looks()).toBe(1);
  expect(bench.sent()).toEqual(['a:won']);
});

test('undo within the window withdraws, and nothing is ever sent', async () => {
  const bench = createBench();
  const { id } = bench.accept('a', 'won', 'new');
  expect(bench.outbox.undo(id)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
  expect(bench.outbox.undo(id)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
  await bench.clock.advance(10 * minute);
  expect(bench.api.met).toEqual([]);
});

test('undo after delivery is a new change back', async () => {
  const bench = createBench();
  const { id } = bench.accept('a', 'won', 'new');
  await bench.clock.advance(minute);
  expect(bench.outbox.undo(id)).toMatchObject({
    ok: true,
    value: { to: { id: 'new' }, from: { id: 'won' } },
  });
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['a:won', 'a:new']);
});

test('a new pick replaces the unsent one and keeps its base; back to the base cancels', async () => {
  const bench = createBench();
  bench.accept('a', 'won', 'new');
  const second = bench.accept('a', 'lost', 'won');
  expect(second.from?.id).toBe('new');
  expect(bench.accept('a', 'new', 'lost').state).toBe('cancelled');
  expect(bench.states()).toEqual([]);
  await bench.clock.advance(minute);
  expect(bench.api.met).toEqual([]);
});

test('a pick behind a request that is out becomes its successor', async () => {
  const bench = createBench();
  bench.outbox.undoSeconds(0);
  bench.accept('a', 'contacted', 'new');
  await bench.clock.advance(10);
  expect(bench.states()).toEqual(['a:sending']);
  bench.accept('a', 'won', 'contacted');
  expect(bench.states()).toEqual(['a:sending', 'a:ready']);
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['a:contacted', 'a:won']);
  expect(bench.looks()).toBe(0);
});

test('a colleague’s newer stage parks the change; the user decides', async () => {
  const bench = createBench();
  bench.api.set('a', 'lost');
  const { id } = bench.accept('a', 'won', 'new', 10 * minute);
  await bench.clock.advance(minute);
  const [card] = bench.outbox.open();
  expect(card).toMatchObject({ state: 'parked', reason: 'conflict', theirs: { id: 'lost' } });
  expect(bench.outbox.resolve(id, 'send-mine', card?.rev ?? 0)).toMatchObject({ ok: true });
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['a:won']);
});

test('an opportunity that stands in no stage is moved, and there is nothing to go back to', async () => {
  const bench = createBench({ a: '' });
  const { id } = bench.accept('a', 'won', null);
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['a:won']);
  expect(bench.outbox.history('', null, 1)).toMatchObject([{ state: 'delivered', from: null }]);
  expect(bench.outbox.undo(id)).toEqual({
    ok: false,
    failure: { code: 'not-undoable', why: 'stage-before-unknown' },
  });
});

test('keep theirs ends the change', async () => {
  const bench = createBench();
  bench.api.set('a', 'lost');
  const { id } = bench.accept('a', 'won', 'new', 10 * minute);
  await bench.clock.advance(minute);
  const rev = bench.outbox.open()[0]?.rev ?? 0;
  expect(bench.outbox.resolve(id, 'keep-theirs', rev)).toMatchObject({
    ok: true,
    value: { state: 'cancelled' },
  });
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual([]);
});

test('a target the server holds already is delivered without a PATCH', async () => {
  const bench = createBench({ a: 'won' });
  bench.accept('a', 'won', 'new', 10 * minute);
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual([]);
  expect(bench.ended()).toEqual(['a:won:delivered']);
});

test('a lost answer is verified, never sent twice', async () => {
  const bench = createBench();
  bench.api.fate = asked =>
    asked === 'send' ? { acts: true, answer: { kind: 'lost', cause: 'timeout' } } : null;
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(6_000);
  expect(bench.states()).toEqual(['a:verify']);
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['a:won']);
  expect(bench.ended()).toEqual(['a:won:delivered']);
});

test('a request that may still arrive is waited for before it is sent again', async () => {
  const bench = createBench();
  let first = true;
  bench.api.fate = asked => {
    if (asked === 'look' || !first) return null;
    first = false;
    return { acts: false, answer: { kind: 'lost', cause: 'reset' } };
  };
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(5_100);
  await bench.clock.advance(70_000);
  expect(bench.sent()).toEqual([]);
  await bench.clock.advance(30_000);
  expect(bench.sent()).toEqual(['a:won']);
});

test('a sign-in page in the API’s place passed nothing on: sent again as soon as the way is free', async () => {
  const bench = createBench();
  const portal = { acts: false, answer: { kind: 'not-our-api', status: 200 } } as const;
  bench.api.fate = asked => (asked === 'send' ? portal : null);
  bench.outbox.undoSeconds(0);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(1_000);
  expect(bench.states()).toEqual(['a:verify']);
  bench.api.fate = () => null;
  bench.outbox.wake('user');
  await bench.clock.advance(1_000);
  expect(bench.sent()).toEqual(['a:won']);
});

test.each([
  ['the system says that the network is back', ['online', 'user']],
  ['the user is faster than the system', ['user']],
] as const)('who was away checks before sending, however fresh the list was: %s', async (_how, signals) => {
  const bench = createBench();
  bench.outbox.undoSeconds(0);
  bench.outbox.offline();
  bench.accept('a', 'won', 'new');
  bench.api.set('a', 'lost');
  for (const signal of signals) bench.outbox.wake(signal);
  await bench.clock.advance(1_000);
  expect(bench.sent()).toEqual([]);
  expect(bench.outbox.open()).toMatchObject([{ state: 'parked', reason: 'conflict' }]);
});

test('a stage that only ever fails is doubted; when it is gone the change needs the user', async () => {
  const bench = createBench();
  const broken = { acts: false, answer: { kind: 'failing', status: 500, waitMs: null } } as const;
  bench.api.fate = (asked, id) => (asked === 'send' && id === 'a' ? broken : null);
  bench.outbox.undoSeconds(0);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(1_000);
  bench.outbox.stageGone(laneA, bench.stageId('lost'));
  expect(bench.stale).toEqual([]);
  await bench.clock.advance(minute);
  expect(bench.stale[0]).toBe('won');
  bench.accept('b', 'won', 'new');
  await bench.clock.advance(1_000);
  bench.outbox.stageGone(laneA, bench.stageId('won'));
  await bench.clock.advance(1_000);
  expect(bench.outbox.open()).toMatchObject([{ opportunity: 'a', state: 'parked', reason: 'stage-refused' }]);
  expect(bench.ended()).toEqual(['b:won:delivered']);
});

test('offline, picks wait on disk through a restart and go out in order', async () => {
  const bench = createBench();
  bench.outbox.offline();
  for (const id of ['a', 'b', 'c']) bench.accept(id, 'won', 'new');
  await bench.clock.advance(minute);
  await bench.restart(false);
  await bench.clock.advance(minute);
  expect(bench.api.met).toEqual([]);
  bench.outbox.wake('online');
  await bench.clock.advance(2 * minute);
  expect(bench.sent()).toEqual(['a:won', 'b:won', 'c:won']);
  expect(bench.receipts.filter(({ late }) => late)).toHaveLength(3);
  expect(bench.api.mostAtOnce).toBe(1);
});

test('what was being sent when the program ended is verified first', async () => {
  const bench = createBench();
  bench.outbox.undoSeconds(0);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(10);
  await bench.restart();
  expect(bench.states()).toEqual(['a:verify']);
  await bench.clock.advance(3 * minute);
  expect(bench.sent()).toEqual(['a:won']);
});

test('what a look has settled is in doubt no more: refused then, it waits; delivered, it is over', async () => {
  const bench = createBench();
  const lost = { acts: false, answer: { kind: 'lost', cause: 'timeout' } } as const;
  const limited = { acts: false, answer: { kind: 'limited', waitMs: 20 * minute } } as const;
  let patches = 0;
  bench.api.fate = asked => (asked === 'look' || ++patches > 2 ? null : patches === 1 ? lost : limited);
  bench.outbox.undoSeconds(0);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(1_000);
  expect(bench.states()).toEqual(['a:verify']);
  bench.outbox.wake('user');
  await bench.clock.advance(5 * minute);
  expect(bench.states()).toEqual(['a:waiting']);
  await bench.clock.advance(60 * minute);
  expect(bench.ended()).toEqual(['a:won:delivered']);
  expect(bench.store.history('', null, 1)).toMatchObject([{ inDoubt: null }]);
});

test('what the server is found to hold already is in doubt no more', async () => {
  const bench = createBench();
  const lost = { acts: true, answer: { kind: 'lost', cause: 'timeout' } } as const;
  bench.api.fate = asked => (asked === 'send' ? lost : null);
  bench.outbox.undoSeconds(0);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(5 * minute);
  expect(bench.ended()).toEqual(['a:won:delivered']);
  expect(bench.store.history('', null, 1)).toMatchObject([{ inDoubt: null }]);
});

test('another key freezes the rows; a rebind that finds one of them moves them', async () => {
  const bench = createBench();
  bench.outbox.offline();
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(minute);
  bench.outbox.use({ id: laneB, fingerprint: 'print-b' });
  expect(bench.outbox.open()).toMatchObject([{ state: 'parked', reason: 'foreign-key', currentLane: false }]);
  await bench.clock.advance(10 * minute);
  expect(bench.api.met).toEqual([]);
  const moved = bench.outbox.rebind(laneA);
  await bench.clock.advance(1_000);
  expect(await moved).toEqual({ ok: true, value: 1 });
  await bench.clock.advance(minute);
  expect(bench.api.met.filter(({ to }) => to !== null)).toMatchObject([{ lane: laneB, id: 'a', to: 'won' }]);
});

test('429 pauses the lane until the server’s time and counts no attempt', async () => {
  const bench = createBench();
  let limited = true;
  bench.api.fate = () => (limited ? { acts: false, answer: { kind: 'limited', waitMs: 20 * minute } } : null);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(10_000);
  expect(bench.outbox.pause()).toMatchObject({ kind: 'quota' });
  expect(bench.outbox.open()).toMatchObject([{ attempts: 0, state: 'waiting' }]);
  limited = false;
  bench.outbox.wake('user');
  await bench.clock.advance(19 * minute);
  expect(bench.sent()).toEqual([]);
  await bench.clock.advance(7 * minute);
  expect(bench.sent()).toEqual(['a:won']);
});

test('a refused key pauses the lane until the key is entered anew', async () => {
  const bench = createBench();
  let refused = true;
  bench.api.fate = () => (refused ? { acts: false, answer: { kind: 'unauthorised', why: 'invalid' } } : null);
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(60 * minute);
  expect(bench.outbox.pause()).toEqual({ kind: 'auth' });
  await bench.restart();
  refused = false;
  await bench.clock.advance(60 * minute);
  expect(bench.sent()).toEqual([]);
  bench.outbox.wake('key');
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['a:won']);
});

test('two opportunities missing in a row pause the lane', async () => {
  const bench = createBench({ c: 'new' });
  for (const id of ['a', 'b', 'c']) bench.accept(id, 'won', 'new', 10 * minute);
  await bench.clock.advance(minute);
  expect(bench.outbox.pause()).toEqual({ kind: 'account' });
  expect(bench.states()).toEqual(['a:parked', 'b:parked', 'c:ready']);
  for (const { id, state, rev } of bench.outbox.open()) {
    if (state === 'parked') bench.outbox.resolve(id, 'cancel', rev);
  }
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['c:won']);
});

test('a key that may not read sends unchecked, and says so', async () => {
  const bench = createBench();
  bench.api.fate = asked =>
    asked === 'look'
      ? { acts: false, answer: { kind: 'forbidden', permission: 'opportunities:read' } }
      : null;
  bench.accept('a', 'won', 'new', 10 * minute);
  await bench.clock.advance(minute);
  expect(bench.sent()).toEqual(['a:won']);
  expect(bench.outbox.history('', null, 1)).toMatchObject([{ unchecked: true }]);
});

test('a race lost after the check is told, and undo offers what was overwritten', async () => {
  const bench = createBench();
  bench.api.namesFrom = true;
  const { id } = bench.accept('a', 'won', 'new');
  bench.api.set('a', 'lost');
  await bench.clock.advance(minute);
  expect(bench.receipts).toMatchObject([{ kind: 'overwrote', change: { overwrote: { id: 'lost' } } }]);
  expect(bench.outbox.undo(id)).toMatchObject({ ok: true, value: { to: { id: 'lost' } } });
});

describe('undo', () => {
  /** Delivered two minutes ago; where the deal is now, and its change. */
  const delivered = async (undoSeconds = 5) => {
    const bench = createBench();
    bench.outbox.undoSeconds(undoSeconds);
    const change = bench.accept('a', 'won', 'new');
    await bench.clock.advance(2 * minute);
    expect(bench.sent()).toEqual(['a:won']);
    return { bench, change };
  };
  const undoings = (bench: ReturnType<typeof createBench>) =>
    bench.outbox.history('', null, 10).map(({ to, undo }) => `${to.id}:${undo}`);

  test.each([0, 5, 30])(
    'of a delivered change is held, and has an undo of its own (window %i s)',
    async seconds => {
      const { bench, change } = await delivered(seconds);
      const back = bench.outbox.undo(change.id);
      expect(back).toMatchObject({
        ok: true,
        value: { state: 'held', from: { id: 'won' }, to: { id: 'new' } },
      });
      await bench.clock.advance(Math.max(5, seconds) * 1000 - 1);
      expect(bench.sent()).toEqual(['a:won']);
      const [held] = bench.outbox.open();
      expect(bench.outbox.undo(held?.id ?? change.id)).toMatchObject({
        ok: true,
        value: { state: 'cancelled' },
      });
      await bench.clock.advance(minute);
      expect(bench.sent()).toEqual(['a:won']);
    },
  );

  test('is sent when its window has closed', async () => {
    const { bench, change } = await delivered();
    bench.outbox.undo(change.id);
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won', 'a:new']);
  });

  test('of the same change twice is one', async () => {
    const { bench, change } = await delivered();
    const first = bench.outbox.undo(change.id);
    expect(bench.outbox.undo(change.id)).toEqual(first);
    const withdrawn = bench.accept('b', 'won', 'new');
    const gone = bench.outbox.undo(withdrawn.id);
    expect(bench.outbox.undo(withdrawn.id)).toEqual(gone);
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won', 'a:new']);
  });

  test('of a change says that it waits to be sent, until it is', async () => {
    const { bench, change } = await delivered();
    bench.outbox.undo(change.id);
    expect(undoings(bench)).toEqual(['won:taken-back']);
    await bench.clock.advance(minute);
    expect(undoings(bench)).toEqual(['new:possible', 'won:newer-exists']);
  });

  test('is of an opportunity’s newest change only', async () => {
    const { bench, change } = await delivered();
    expect(undoings(bench)).toEqual(['won:possible']);
    const later = bench.accept('a', 'lost', 'won');
    expect(undoings(bench)).toEqual(['won:newer-exists']);
    await bench.clock.advance(minute);
    expect(undoings(bench)).toEqual(['lost:possible', 'won:newer-exists']);
    expect(bench.outbox.undo(change.id)).toEqual({
      ok: false,
      failure: { code: 'not-undoable', why: 'newer-exists' },
    });
    expect(bench.outbox.undo(later.id)).toMatchObject({ ok: true, value: { to: { id: 'won' } } });
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won', 'a:lost', 'a:won']);
  });

  test('is of the one before again, once the newer was withdrawn', async () => {
    const { bench } = await delivered();
    bench.outbox.undo(bench.accept('a', 'lost', 'won').id);
    expect(undoings(bench)).toEqual(['lost:without-effect', 'won:possible']);
  });

  test('of a change of another key is refused', async () => {
    const { bench, change } = await delivered();
    bench.outbox.use({ id: laneB, fingerprint: 'other' });
    expect(undoings(bench)).toEqual(['won:foreign-key']);
    expect(bench.outbox.undo(change.id)).toMatchObject({ failure: { why: 'foreign-key' } });
  });
});

describe('an answer', () => {
  /** A change that met a colleague’s stage, as the user sees it. */
  const conflict = async () => {
    const bench = createBench();
    bench.api.set('a', 'lost');
    bench.accept('a', 'won', 'new', 10 * minute);
    await bench.clock.advance(minute);
    const card = () => bench.outbox.open()[0] ?? bench.accept('b', 'won', 'new');
    return { bench, card };
  };

  test('given twice is one', async () => {
    const { bench, card } = await conflict();
    const { id, rev } = card();
    const first = bench.outbox.resolve(id, 'send-mine', rev);
    expect(bench.outbox.resolve(id, 'send-mine', rev)).toEqual(first);
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won']);
    expect(bench.outbox.resolve(id, 'send-mine', rev)).toMatchObject({
      ok: true,
      value: { state: 'delivered' },
    });
  });

  test('to a conflict that is another one by now is refused', async () => {
    const { bench, card } = await conflict();
    const seen = card();
    bench.outbox.resolve(seen.id, 'send-mine', seen.rev);
    bench.api.set('a', 'contacted');
    await bench.clock.advance(minute);
    expect(card()).toMatchObject({ state: 'parked', theirs: { id: 'contacted' } });
    expect(bench.outbox.resolve(seen.id, 'keep-theirs', seen.rev)).toEqual({
      ok: false,
      failure: { code: 'outdated' },
    });
    expect(card().state).toBe('parked');
  });

  test('once more to the next conflict is not the first one again', async () => {
    const { bench, card } = await conflict();
    const seen = card();
    bench.outbox.resolve(seen.id, 'send-mine', seen.rev);
    bench.api.set('a', 'contacted');
    await bench.clock.advance(minute);
    bench.outbox.resolve(seen.id, 'send-mine', seen.rev);
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual([]);
    expect(bench.outbox.resolve(seen.id, 'send-mine', card().rev)).toMatchObject({ ok: true });
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won']);
  });
});

test('the frozen changes of a key, confirmed twice, move once and are counted once', async () => {
  const bench = createBench();
  bench.outbox.offline();
  bench.accept('a', 'won', 'new', 10 * minute);
  bench.outbox.use({ id: laneB, fingerprint: 'other' });
  bench.outbox.wake('user');
  const both = Promise.all([bench.outbox.rebind(laneA), bench.outbox.rebind(laneA)]);
  await bench.clock.advance(minute);
  expect(await both).toEqual([
    { ok: true, value: 1 },
    { ok: true, value: 1 },
  ]);
});

test('the history is searched without accents and exported as CSV', async () => {
  const bench = createBench();
  bench.accept('a', 'won', 'new');
  await bench.clock.advance(minute);
  expect(bench.outbox.history('DEAL A', null, 10)).toHaveLength(1);
  expect(bench.outbox.history('nothing', null, 10)).toHaveLength(0);
  const [head, line] = bench.outbox.csv('en', 'Etc/UTC').split('\r\n');
  expect(head).toMatch(/^\uFEFF"Opportunity","Name"/);
  expect(line).toContain('"a","Deal a","Acme","New","Won","delivered"');
});
