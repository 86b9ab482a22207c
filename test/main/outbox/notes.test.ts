import { describe, expect, test } from 'vitest';
import { longestNote, noteOf } from '../../../main/contract/note.ts';
import { createBench, laneB } from './bench.ts';
import { minute, second } from './lane.ts';

const hour = 60 * minute;

/** A bench on which `a` is lost because of the price. */
function lostOnPrice() {
  const bench = createBench();
  const change = bench.accept('a', 'lost', 'new', 0, 'preço');
  /** The notes of all changes, the oldest first: `lost cancelled: preço`. */
  const notes = (): readonly string[] =>
    [...bench.outbox.history('', null, 100).toReversed(), ...bench.outbox.open()].map(
      ({ to, state, note }) => `${to.id} ${state}: ${note}`,
    );
  return { bench, change, notes };
}

test('a note is one line of bounded length, without control characters', () => {
  expect(noteOf('  sem\tverba\r\n até\u0000\u0085 março\u2028 ')).toBe('sem verba até março');
  expect(noteOf('👍'.repeat(longestNote))).toBe('👍'.repeat(longestNote / 2));
  expect(noteOf(`${'x'.repeat(longestNote - 1)} y`)).toBe('x'.repeat(longestNote - 1));
});

test('a note stays with its change through restarts, a day without a network, failures, and its delivery', async () => {
  const { bench, notes } = lostOnPrice();
  await bench.restart();
  expect(notes()).toEqual(['lost held: preço']);
  bench.api.fate = () => ({ acts: false, answer: { kind: 'unreached', cause: 'dns' } });
  await bench.clock.advance(24 * hour);
  bench.api.fate = asked =>
    asked === 'send' ? { acts: false, answer: { kind: 'failing', status: 500, waitMs: null } } : null;
  bench.outbox.wake('online');
  await bench.clock.advance(minute);
  expect(notes()).toEqual(['lost verify: preço']);
  await bench.restart();
  bench.api.fate = () => null;
  await bench.clock.advance(hour);
  expect(notes()).toEqual(['lost delivered: preço']);
});

test('a note stays with its change when the user is asked and answers', async () => {
  const { bench, notes } = lostOnPrice();
  bench.outbox.offline();
  bench.api.set('a', 'won');
  await bench.clock.advance(minute);
  bench.outbox.wake('online');
  await bench.clock.advance(minute);
  expect(notes()).toEqual(['lost parked: preço']);
  const [parked] = bench.outbox.open();
  if (parked !== undefined) bench.outbox.resolve(parked.id, 'send-mine', parked.rev);
  await bench.clock.advance(minute);
  expect(notes()).toEqual(['lost delivered: preço']);
});

test('an undo takes no note along, and undoing that brings none back: each stays with its own change', async () => {
  const { bench, change, notes } = lostOnPrice();
  await bench.clock.advance(minute);
  const back = bench.outbox.undo(change.id);
  expect(notes()).toEqual(['lost delivered: preço', 'new held: ']);
  if (back.ok) bench.outbox.undo(back.value.id);
  expect(notes()).toEqual(['lost delivered: preço', 'new cancelled: ']);
});

test('a note that is written while the request is out stays, and so does what became of the request', async () => {
  const { bench, notes } = lostOnPrice();
  bench.accept('b', 'lost', 'new', 0, 'preço');
  await bench.clock.advance(5 * second + 20);
  expect(notes()).toEqual(['lost sending: preço', 'lost ready: preço']);
  bench.accept('a', 'lost', 'new', 0, 'preço e prazo');
  await bench.clock.advance(minute);
  expect(notes()).toEqual(['lost delivered: preço e prazo', 'lost delivered: preço']);
});

test('a note moves to another key with its change', async () => {
  const { bench, notes } = lostOnPrice();
  bench.outbox.use({ id: laneB, fingerprint: 'print-b' });
  const moved = bench.outbox.rebind(bench.pick('a', 'lost', null).lane);
  await bench.clock.advance(minute);
  expect(await moved).toEqual({ ok: true, value: 1 });
  expect(notes()).toEqual(['lost delivered: preço']);
});

describe('a note and another program', () => {
  /** `lost: its note, by whom the change is said to be made`. */
  function bench() {
    const { outbox, pick } = createBench();
    return {
      person: (note: string) => outbox.accept({ ...pick('a', 'lost', 'new'), note }),
      program: (note: string) => outbox.accept({ ...pick('a', 'lost', 'new'), note, byProgram: true }),
      open: () => outbox.open().map(({ to, note, byProgram }) => [to.id, note, byProgram]),
    };
  }

  test.each(['preço', ''])('what a person wrote, or left out, beside an unsent change stays: “%s”', words => {
    const { person, program, open } = bench();
    person(words);
    expect(program('30 days silent')).toMatchObject({ ok: true, value: { note: words, byProgram: false } });
    expect(open()).toEqual([['lost', words, false]]);
  });

  test('a program may correct what a program wrote', () => {
    const { program, open } = bench();
    program('30 days silent');
    program('31 days silent');
    program('');
    expect(open()).toEqual([['lost', '31 days silent', true]]);
  });

  test('a person may, and the change is theirs from then on', () => {
    const { person, program, open } = bench();
    program('30 days silent');
    person('');
    expect(open()).toEqual([['lost', '30 days silent', true]]);
    person('preço');
    expect(open()).toEqual([['lost', 'preço', false]]);
    program('31 days silent');
    expect(open()).toEqual([['lost', 'preço', false]]);
  });

  test('a program that moves on leaves a person’s words beside the change that they were written for', () => {
    const { outbox, pick, accept } = createBench();
    accept('a', 'lost', 'new', 0, 'preço');
    outbox.accept({ ...pick('a', 'won', 'new'), note: 'signed', byProgram: true });
    expect(outbox.open().map(({ note }) => note)).toEqual(['signed']);
    expect(outbox.history('', null, 10).map(({ note }) => note)).toEqual(['preço']);
  });
});

test('the history finds a change by its note', async () => {
  const { bench } = lostOnPrice();
  bench.accept('b', 'lost', 'new', 0, 'sem verba');
  await bench.clock.advance(minute);
  expect(bench.outbox.history('PRECO', null, 10).map(({ opportunity }) => opportunity)).toEqual(['a']);
});

test('the reasons of losses are offered, the most used first, each as it was written last', async () => {
  const { bench } = lostOnPrice();
  bench.accept('b', 'lost', 'new', 0, 'Sem verba');
  await bench.clock.advance(minute);
  bench.accept('c', 'lost', 'new', 0, noteOf('sem  verba'));
  expect(bench.outbox.reasons(5)).toEqual(['sem verba', 'preço']);
  expect(bench.outbox.reasons(1)).toEqual(['sem verba']);
  expect(bench.outbox.reasons(5, lane => lane === laneB)).toEqual([]);
  bench.accept('a', 'won', 'lost', 0, 'assinou');
  const taken = bench.accept('c', 'new', 'new');
  expect([taken.state, bench.outbox.reasons(5)]).toEqual(['cancelled', ['Sem verba', 'preço']]);
});

describe('the reason of a loss', () => {
  /** The reasons that came with PATCHes; '' for one without. */
  const reasonsSent = ({ api }: ReturnType<typeof createBench>) =>
    api.met.filter(({ to }) => to !== null).map(({ reason }) => reason);
  const isInCrm = ({ outbox }: ReturnType<typeof createBench>) =>
    outbox.history('', null, 100).map(({ noteInCrm }) => noteInCrm);

  test('goes along with its change, and is known to be in the CRM once the server says so', async () => {
    const { bench } = lostOnPrice();
    bench.api.reasons = 'taken';
    bench.accept('b', 'won', 'new', 0, 'assinou');
    bench.accept('c', 'lost', 'new');
    await bench.clock.advance(minute);
    expect(reasonsSent(bench)).toEqual(['preço', '', '']);
    expect(isInCrm(bench)).toEqual([false, false, true]);
  });

  test('is known to be in the CRM by the look after a lost answer, too', async () => {
    const { bench } = lostOnPrice();
    bench.api.reasons = 'taken';
    bench.api.fate = asked =>
      asked === 'send' ? { acts: true, answer: { kind: 'lost', cause: 'timeout' } } : null;
    await bench.clock.advance(minute);
    expect([bench.sent(), isInCrm(bench)]).toEqual([['a:lost'], [true]]);
  });

  test('is left out after the server has failed at it: the row is looked at, and sent again without', async () => {
    const { bench, notes } = lostOnPrice();
    bench.api.reasons = 'fails';
    await bench.clock.advance(20 * minute);
    expect([reasonsSent(bench), bench.api.stage('a')]).toEqual([[''], 'lost']);
    expect(bench.looks()).toBe(1);
    expect([notes(), isInCrm(bench)]).toEqual([['lost delivered: preço'], [false]]);
  });

  test('still goes along after a look at which the server failed', async () => {
    const { bench } = lostOnPrice();
    bench.api.reasons = 'taken';
    let looks = 0;
    await bench.restart();
    bench.api.fate = asked => {
      if (asked === 'send') return null;
      looks += 1;
      return looks > 1 ? null : { acts: false, answer: { kind: 'failing', status: 500, waitMs: null } };
    };
    await bench.clock.advance(20 * minute);
    expect([looks, reasonsSent(bench), isInCrm(bench)]).toEqual([2, ['preço'], [true]]);
  });

  test('that is written anew while its request is out is not the one in the CRM', async () => {
    const { bench, notes } = lostOnPrice();
    bench.api.reasons = 'taken';
    await bench.clock.advance(5 * second + 20);
    bench.accept('a', 'lost', 'new', 0, 'prazo');
    await bench.clock.advance(minute);
    expect([notes(), isInCrm(bench)]).toEqual([['lost delivered: prazo'], [false]]);
  });
});
