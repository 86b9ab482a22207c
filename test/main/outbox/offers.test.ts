import { describe, expect, test } from 'vitest';
import { answers, changeStates } from '../../../main/contract/change.ts';
import { answersTo } from '../../../main/contract/offers.ts';
import { isEnded } from '../../../main/outbox/model/entry.ts';
import { createBench, laneA, laneB } from './bench.ts';

const openStates = changeStates.filter(state => !isEnded(state));
const keys = {
  'its own key': { id: laneA, fingerprint: 'a' },
  'another key': { id: laneB, fingerprint: 'b' },
  'no key': null,
} as const;

describe.each(Object.entries(keys))('with %s in use', (_, using) => {
  test.each(openStates)(
    'a change that lay on disk as “%s” is offered exactly the answers that are taken',
    async state => {
      for (const answer of answers) {
        const bench = createBench();
        bench.outbox.offline();
        const { id } = bench.accept('a', 'won', 'new');
        const row = bench.store.find(id);
        if (row === null) throw new Error('not on disk');
        const reason = state === 'parked' ? 'missing' : null;
        const held = state === 'held' ? row.held : null;
        const now = bench.clock.now();
        const doubt = state === 'verify' ? { at: now, setAt: now } : null;
        bench.store.commit({ update: [{ ...row, state, reason, held, inDoubt: doubt, sentAt: now }] });
        await bench.restart(false);
        bench.outbox.use(using);
        const [shown] = bench.outbox.open();
        if (shown === undefined) throw new Error('not open');
        const resolved = bench.outbox.resolve(id, answer, shown.rev);
        expect([answer, resolved.ok]).toEqual([answer, answersTo(shown).includes(answer)]);
      }
    },
  );
});
