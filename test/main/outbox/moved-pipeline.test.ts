import { describe, expect, test } from 'vitest';
import { answers, parkReasons } from '../../../main/contract/change.ts';
import type { PipelineId } from '../../../main/contract/model.ts';
import { answersTo, parkOffers } from '../../../main/contract/offers.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { createBench, laneB } from './bench.ts';

const minute = 60_000;
const [sales, service] = ['sales' as PipelineId, 'service' as PipelineId];

/** A pick whose opportunity a colleague moves to another pipeline before anything is sent. */
async function movedBefore() {
  const bench = createBench();
  bench.accept('a', 'won', 'new', 10 * minute);
  bench.api.set('a', 'triage', service);
  await bench.clock.advance(minute);
  return bench;
}

/** The same while the look is spared, so that only the PATCH's answer tells it. */
async function movedUnseen() {
  const bench = createBench();
  bench.api.namesFrom = true;
  bench.accept('a', 'won', 'new');
  bench.api.set('a', 'triage', service);
  await bench.clock.advance(minute);
  return bench;
}

type Bench = Awaited<ReturnType<typeof movedBefore>>;
const card = (bench: Bench) => {
  const [open] = bench.outbox.open();
  if (open === undefined) throw new Error('nothing is open');
  return open;
};
const accept = (bench: Bench, pipeline: PipelineId, to: string, seen: string | null) => {
  const pick = bench.pick('a', to, seen);
  return bench.outbox.accept({ ...pick, opportunity: { ...pick.opportunity, pipeline } });
};

describe('a look that shows the opportunity in another pipeline', () => {
  test('parks the change, says which pipeline, and sends nothing', async () => {
    const bench = await movedBefore();
    expect(card(bench)).toMatchObject({
      state: 'parked',
      reason: 'pipeline-changed',
      trouble: { code: 'pipeline-changed', pipeline: service },
      theirs: { id: 'triage' },
    });
    expect(answersTo(card(bench))).toEqual(['keep-theirs']);
    expect(bench.sent()).toEqual([]);
  });

  test('asks once: a stage of that pipeline is then sent without another question', async () => {
    const bench = await movedBefore();
    expect(accept(bench, service, 'solved', null)).toMatchObject({
      ok: true,
      value: { from: { id: 'triage' } },
    });
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:solved']);
    expect(bench.ended()).toEqual(['a:solved:delivered', 'a:won:superseded']);
  });

  test('parks also a change of an opportunity that stood in no stage', async () => {
    const bench = createBench();
    accept(bench, sales, 'won', null);
    bench.api.set('a', '', service);
    await bench.clock.advance(minute);
    expect(card(bench)).toMatchObject({ reason: 'pipeline-changed', theirs: null });
    expect(bench.sent()).toEqual([]);
  });

  test('is remembered: what was picked for the pipeline it has left is not sent without another look', async () => {
    const bench = createBench();
    bench.api.set('a', 'new', sales);
    bench.api.fate = asked =>
      asked === 'send' ? { acts: false, answer: { kind: 'lost', cause: 'reset' } } : null;
    accept(bench, sales, 'won', 'new');
    await bench.clock.advance(6_000);
    expect(bench.states()).toEqual(['a:verify']);
    accept(bench, service, 'solved', 'won');
    bench.api.set('a', 'won', sales);
    await bench.clock.advance(5 * minute);
    expect(bench.ended()).toEqual(['a:won:delivered']);
    expect(bench.sent()).toEqual([]);
    expect(card(bench)).toMatchObject({ to: { id: 'solved' }, trouble: { pipeline: sales } });
  });

  test('is no news where nobody knew its pipeline at the pick', async () => {
    const bench = createBench();
    bench.api.set('a', 'new', service);
    bench.accept('a', 'won', null);
    await bench.clock.advance(minute);
    expect(bench.ended()).toEqual(['a:won:delivered']);
    expect(bench.outbox.history('', null, 1)).toMatchObject([{ pipeline: service, from: { id: 'new' } }]);
  });
});

describe('a PATCH whose answer shows another pipeline', () => {
  test('is told as what it is, with what it has overwritten', async () => {
    const bench = await movedUnseen();
    expect(bench.sent()).toEqual(['a:won']);
    expect(card(bench)).toMatchObject({
      state: 'parked',
      reason: 'misplaced',
      trouble: { code: 'pipeline-changed', pipeline: service },
      theirs: { id: 'won' },
      overwrote: { id: 'triage' },
    });
    expect(answersTo(card(bench))).toEqual(['put-back', 'leave']);
    expect(bench.receipts.map(({ kind }) => kind)).toEqual(['parked']);
  });

  test('is put back by a change that can be taken back itself, and asks no more', async () => {
    const bench = await movedUnseen();
    const { id, rev } = card(bench);
    const back = bench.outbox.resolve(id, 'put-back', rev);
    expect(back).toMatchObject({
      ok: true,
      value: { state: 'held', to: { id: 'triage' }, pipeline: service },
    });
    expect(bench.outbox.resolve(id, 'put-back', rev)).toEqual(back);
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won', 'a:triage']);
    expect(bench.ended()).toEqual(['a:triage:delivered', 'a:won:superseded']);
  });

  test('is put back by undo as well', async () => {
    const bench = await movedUnseen();
    expect(bench.outbox.undo(card(bench).id)).toMatchObject({ ok: true, value: { to: { id: 'triage' } } });
    await bench.clock.advance(minute);
    expect(bench.api.stage('a')).toBe('triage');
  });

  test('gives way to a stage of the new pipeline', async () => {
    const bench = await movedUnseen();
    accept(bench, service, 'solved', null);
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won', 'a:solved']);
    expect(bench.states()).toEqual([]);
  });

  test('can be left as it is', async () => {
    const bench = await movedUnseen();
    const { id, rev } = card(bench);
    bench.outbox.resolve(id, 'leave', rev);
    await bench.clock.advance(minute);
    expect(bench.ended()).toEqual(['a:won:cancelled']);
    expect(bench.sent()).toEqual(['a:won']);
  });

  test('offers nothing to put back where the answer does not say what was there', async () => {
    const bench = createBench();
    bench.accept('a', 'won', 'new');
    bench.api.set('a', 'triage', service);
    await bench.clock.advance(minute);
    const { id, rev } = card(bench);
    expect(answersTo(card(bench))).toEqual(['leave']);
    expect(bench.outbox.resolve(id, 'put-back', rev)).toEqual({ ok: false, failure: { code: 'too-late' } });
    // The stage that the user saw is one of the pipeline that it has left.
    expect(bench.outbox.undo(id)).toMatchObject({ failure: { code: 'not-undoable' } });
  });

  test('is told at once also where the user has picked anew behind it', async () => {
    const bench = createBench();
    bench.api.namesFrom = true;
    bench.outbox.undoSeconds(0);
    bench.accept('a', 'won', 'new');
    await bench.clock.advance(10);
    bench.api.set('a', 'triage', service);
    bench.accept('a', 'lost', 'won');
    await bench.clock.advance(minute);
    expect(bench.sent()).toEqual(['a:won']);
    expect(card(bench)).toMatchObject({
      to: { id: 'lost' },
      reason: 'misplaced',
      theirs: { id: 'won' },
      overwrote: { id: 'triage' },
    });
  });

  test('whose answer was lost is found by the look, once that request cannot arrive any more', async () => {
    const bench = createBench();
    bench.api.fate = asked =>
      asked === 'send' ? { acts: true, answer: { kind: 'lost', cause: 'reset' } } : null;
    bench.accept('a', 'won', 'new');
    bench.api.set('a', 'triage', service);
    await bench.clock.advance(5 * minute);
    expect(bench.sent()).toEqual(['a:won']);
    expect(card(bench)).toMatchObject({ reason: 'misplaced', theirs: { id: 'won' }, overwrote: null });
  });
});

describe('an answer', () => {
  test.each(parkReasons)(
    'that “%s” does not offer is refused, and one that it offers is taken',
    async reason => {
      for (const answer of answers) {
        const bench = createBench();
        bench.outbox.offline();
        const { id } = bench.accept('a', 'won', 'new');
        const row = bench.store.find(id);
        if (row === null) throw new Error('not on disk');
        const parked = { ...row, state: 'parked', reason, held: null, overwrote: stageOf('triage') } as const;
        bench.store.commit({ update: [parked] });
        await bench.restart(false);
        if (reason === 'foreign-key') bench.outbox.use({ id: laneB, fingerprint: 'b' });
        expect(answersTo(card(bench))).toEqual(parkOffers[reason].answers);
        const resolved = bench.outbox.resolve(id, answer, card(bench).rev);
        expect([answer, resolved.ok]).toEqual([answer, parkOffers[reason].answers.includes(answer)]);
      }
    },
  );
});
