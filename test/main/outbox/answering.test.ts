import { describe, expect, test } from 'vitest';
import { answers, changeStates } from '../../../main/contract/change.ts';
import type { LaneId, PipelineId } from '../../../main/contract/model.ts';
import { viewOf } from '../../../main/outbox/changes/queries.ts';
import { answered, ends } from '../../../main/outbox/changes/resolution.ts';
import {
  isTakingBack,
  isWithdrawable,
  pipelineBefore,
  stageBefore,
  undoStandingOf,
} from '../../../main/outbox/changes/undo.ts';
import { isEnded, isOut, transitioned } from '../../../main/outbox/model/entry.ts';
import { stageOf } from '../../support/ports/virtual-api.ts';
import { laneA } from '../store/rows.ts';
import { anEntry } from './entries.ts';

const now = 9_000;
const alarm = { at: 80_000, setAt: 5_000 };
const another = 'another' as LaneId;

describe('the user’s answer', () => {
  test('ends a change where it says that nothing is to be done', () => {
    expect(answers.filter(ends).toSorted()).toEqual(['cancel', 'keep-theirs', 'leave']);
  });

  test('to a change that is held withdraws it, or is none', () => {
    const held = anEntry({ state: 'held', held: alarm });
    expect(answered(held, 'cancel', now)).toEqual({ ...held, state: 'cancelled', endedAt: now });
    expect(answered(held, 'retry', now)).toBeNull();
  });

  test.each(['ready', 'waiting'] as const)('to one that is “%s” withdraws it or lets it go now', state => {
    const waits = anEntry({ state, due: alarm });
    expect(answered(waits, 'cancel', now)).toEqual({
      ...waits,
      state: 'cancelled',
      endedAt: now,
      due: null,
    });
    expect(answered(waits, 'retry', now)).toEqual({ ...waits, due: null, since: now });
    expect(answered(waits, 'send-mine', now)).toBeNull();
  });

  test('to one that may have arrived lets it be looked at now, and cannot withdraw it', () => {
    const verify = anEntry({ state: 'verify', due: alarm, inDoubt: alarm });
    expect(answered(verify, 'retry', now)).toEqual({ ...verify, due: null, since: now });
    expect(answered(verify, 'cancel', now)).toBeNull();
  });

  test.each(['sending', 'delivered', 'superseded', 'cancelled'] as const)(
    'to one that is “%s” is none',
    state => {
      for (const answer of answers) expect(answered(anEntry({ state }), answer, now)).toBeNull();
    },
  );
});

describe('the user’s answer to a parked change', () => {
  const parked = anEntry({
    state: 'parked',
    reason: 'conflict',
    trouble: { code: 'conflicting' },
    due: alarm,
    attempts: 1,
    failures: 2,
    failingSince: 3,
    contended: 4,
    toldAt: 5,
    theirs: stageOf('lost'),
  });
  const anew = {
    ...parked,
    state: 'ready',
    reason: null,
    trouble: null,
    due: null,
    since: now,
    attempts: 0,
    failures: 0,
    failingSince: null,
    contended: 0,
    toldAt: null,
    theirs: null,
  };

  test.each(['cancel', 'keep-theirs', 'leave'] as const)('“%s” ends it, with why it was parked', answer => {
    expect(answered(parked, answer, now)).toEqual({ ...parked, state: 'cancelled', endedAt: now });
  });

  test('“retry” lets it begin anew', () => {
    expect(answered(parked, 'retry', now)).toEqual(anew);
  });

  test('“send-mine” consents to replace the stage on the card', () => {
    expect(answered(parked, 'send-mine', now)).toEqual({ ...anew, base: stageOf('lost'), baseAt: now });
    expect(answered({ ...parked, theirs: null }, 'send-mine', now)).toEqual(anew);
  });

  test('“put-back” is a change of its own', () => {
    expect(answered(parked, 'put-back', now)).toBeNull();
  });

  test('lets it be looked at first where a request of its own may have arrived', () => {
    expect(answered({ ...parked, inDoubt: alarm, sentAt: 3_000 }, 'retry', now)?.state).toBe('verify');
    expect(answered({ ...parked, inDoubt: alarm }, 'retry', now)?.state).toBe('ready');
    expect(answered({ ...parked, sentAt: 3_000 }, 'retry', now)?.state).toBe('ready');
  });
});

describe('undo', () => {
  test('withdraws what cannot have reached the server, and what asks the user anyway', () => {
    const unsent = changeStates.filter(state => isWithdrawable(anEntry({ state })));
    expect(unsent.toSorted()).toEqual(['held', 'parked', 'ready', 'waiting']);
    const sent = changeStates.filter(state => isWithdrawable(anEntry({ state, sentAt: 3_000 })));
    expect(sent.toSorted()).toEqual(['held', 'parked']);
    expect(isWithdrawable(anEntry({ state: 'parked', reason: 'misplaced' }))).toBe(false);
  });

  test('goes back to what was overwritten, else to what the user saw', () => {
    expect(stageBefore(anEntry())?.id).toBe('new');
    expect(stageBefore(anEntry({ overwrote: stageOf('lost') }))?.id).toBe('lost');
    expect(stageBefore(anEntry({ base: null }))).toBeNull();
  });

  test('goes nowhere where that is the stage it stands in', () => {
    expect(stageBefore(anEntry({ overwrote: stageOf('won') }))).toBeNull();
  });

  test('goes back in another pipeline only to what was overwritten there', () => {
    expect(stageBefore(anEntry({ reason: 'misplaced' }))).toBeNull();
    expect(stageBefore(anEntry({ reason: 'misplaced', overwrote: stageOf('triage') }))?.id).toBe('triage');
  });

  test('goes nowhere from a change that is uncertain', () => {
    expect(stageBefore(anEntry({ reason: 'damaged', overwrote: stageOf('lost') }))).toBeNull();
  });

  test('goes back in the pipeline that the opportunity is in', () => {
    const trouble = { code: 'pipeline-changed', pipeline: 'service' as PipelineId } as const;
    const own = anEntry().pipeline;
    expect(pipelineBefore(anEntry({ reason: 'misplaced', trouble }))).toBe('service');
    expect(pipelineBefore(anEntry({ reason: 'pipeline-changed', trouble }))).toBe(own);
    expect(pipelineBefore(anEntry({ reason: 'misplaced', trouble: { code: 'conflicting' } }))).toBe(own);
    expect(pipelineBefore(anEntry({ reason: 'misplaced' }))).toBe(own);
  });
});

describe('what undo can do', () => {
  const delivered = anEntry({ state: 'delivered', sentAt: 3_000 });
  const back = anEntry({ seq: 6, state: 'held', base: stageOf('won'), to: stageOf('new') });
  const never = () => {
    throw new Error('asked for no reason');
  };

  test.each(['cancelled', 'superseded'] as const)('for one that is “%s” is nothing', state => {
    expect(undoStandingOf(anEntry({ state }), laneA, never)).toBe('without-effect');
  });

  test('for one that can be withdrawn is that, also under another key', () => {
    expect(undoStandingOf(anEntry(), another, never)).toBe('possible');
  });

  test('for one of another key, or without a key, is nothing until its key is in use', () => {
    expect(undoStandingOf(delivered, another, never)).toBe('foreign-key');
    expect(undoStandingOf(delivered, null, never)).toBe('foreign-key');
  });

  test('for the newest is to go back, where it is known to where', () => {
    expect(undoStandingOf(delivered, laneA, () => null)).toBe('possible');
    expect(undoStandingOf({ ...delivered, base: null }, laneA, () => null)).toBe('stage-before-unknown');
  });

  test('for one with a newer behind it depends on whether that takes it back', () => {
    expect(undoStandingOf(delivered, laneA, () => 'ended')).toBe('newer-exists');
    expect(undoStandingOf(delivered, laneA, () => back)).toBe('taken-back');
    expect(undoStandingOf(delivered, laneA, () => ({ ...back, to: stageOf('lost') }))).toBe('newer-exists');
    expect(undoStandingOf(delivered, laneA, () => ({ ...back, base: stageOf('lost') }))).toBe('newer-exists');
    expect(undoStandingOf(delivered, laneA, () => ({ ...back, base: null }))).toBe('newer-exists');
  });

  test('for one whose stage before nobody knows is nothing with a newer behind it', () => {
    expect(undoStandingOf({ ...delivered, base: null }, laneA, () => back)).toBe('newer-exists');
  });

  test('is being done already by a later change back that has not been sent', () => {
    expect(isTakingBack(back, delivered)).toBe(true);
    expect(isTakingBack(undefined, delivered)).toBe(false);
    expect(isTakingBack({ ...back, seq: 5 }, delivered)).toBe(false);
    expect(isTakingBack({ ...back, state: 'sending' }, delivered)).toBe(false);
    expect(isTakingBack({ ...back, state: 'parked', reason: 'missing' }, delivered)).toBe(false);
    expect(isTakingBack({ ...back, to: stageOf('lost') }, delivered)).toBe(false);
  });
});

describe('a change as the popup shows it', () => {
  const held = anEntry({ state: 'held', held: alarm, due: alarm, theirs: stageOf('lost') });

  test('has what lies on disk, and until when it can be undone', () => {
    expect(viewOf(held, laneA, 'possible')).toEqual({
      id: held.id,
      rev: 1,
      opportunity: 'a',
      name: 'Deal a',
      company: 'Acme',
      pipeline: 'default',
      from: stageOf('new'),
      to: stageOf('won'),
      note: 'Note on a',
      noteInCrm: false,
      byProgram: false,
      state: 'held',
      reason: null,
      trouble: null,
      markedAt: 2_000,
      undoUntil: 80_000,
      endedAt: null,
      nextAttemptAt: 80_000,
      attempts: 0,
      theirs: stageOf('lost'),
      undo: 'possible',
      overwrote: null,
      unchecked: false,
      out: false,
      currentLane: true,
      lane: laneA,
    });
  });

  test('can be undone for a time only while it is held', () => {
    expect(viewOf({ ...held, state: 'ready' }, laneA, 'possible').undoUntil).toBeNull();
    expect(viewOf({ ...held, held: null }, laneA, 'possible').undoUntil).toBeNull();
  });

  test('has no next try once it has ended, nor before one is planned', () => {
    const ended = anEntry({ state: 'delivered', due: alarm, endedAt: now });
    expect(viewOf(ended, laneA, 'possible').nextAttemptAt).toBeNull();
    expect(viewOf(anEntry(), laneA, 'possible').nextAttemptAt).toBeNull();
  });

  test('of another key is parked for that, as long as it is open', () => {
    const frozen = { currentLane: false, state: 'parked', reason: 'foreign-key', nextAttemptAt: null };
    expect(viewOf(held, another, 'possible')).toMatchObject(frozen);
    const ended = anEntry({ state: 'cancelled', reason: 'missing', endedAt: now });
    expect(viewOf(ended, another, 'possible')).toMatchObject({ state: 'cancelled', reason: 'missing' });
  });

  test('without a key is as it lies on disk', () => {
    const shown = { currentLane: false, state: 'held', reason: null, nextAttemptAt: 80_000 };
    expect(viewOf(held, null, 'possible')).toMatchObject(shown);
  });

  test('says whether a request of it is out', () => {
    const out = changeStates.filter(state => viewOf(anEntry({ state }), laneA, 'possible').out);
    expect(out.toSorted()).toEqual(['sending', 'verify']);
    expect(changeStates.filter(isOut).toSorted()).toEqual(out);
  });
});

describe('a change on disk', () => {
  test('has ended as delivered, superseded or cancelled', () => {
    expect(changeStates.filter(isEnded).toSorted()).toEqual(['cancelled', 'delivered', 'superseded']);
  });

  test('goes from each state only where it may', () => {
    const steps = changeStates.map(from => {
      const to = changeStates.filter(state => {
        try {
          return state !== from && transitioned(anEntry({ state: from }), { state }).state === state;
        } catch {
          return false;
        }
      });
      return `${from}: ${to.toSorted().join(' ')}`;
    });
    expect(steps.toSorted()).toEqual([
      'cancelled: ',
      'delivered: ',
      'held: cancelled parked ready superseded',
      'parked: cancelled ready superseded verify',
      'ready: cancelled delivered parked sending superseded waiting',
      'sending: delivered parked superseded verify waiting',
      'superseded: ',
      'verify: delivered parked sending superseded waiting',
      'waiting: cancelled delivered parked ready sending superseded',
    ]);
  });

  test('may change without going on, until it has ended', () => {
    const ready = anEntry();
    expect(transitioned(ready, { attempts: 3 })).toEqual({ ...ready, attempts: 3 });
    expect(() => transitioned(anEntry({ state: 'cancelled' }), { attempts: 3 })).toThrow('ended');
  });
});
