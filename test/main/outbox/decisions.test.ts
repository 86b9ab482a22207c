import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LaneId, Opportunity, OpportunityId, StageId } from '../../../main/contract/model.ts';
import { plan } from '../../../main/outbox/delivery/schedule.ts';
import { verdict } from '../../../main/outbox/delivery/verdict.ts';
import { nextAfter } from '../../../main/outbox/lanes/consequence.ts';
import { createQuota, reserve } from '../../../main/outbox/lanes/quota.ts';
import { type Entry, transitioned, transitions } from '../../../main/outbox/model/entry.ts';
import * as policy from '../../../main/outbox/model/policy.ts';
import { clamped, createAlarms } from '../../../main/outbox/time/alarms.ts';
import { backoff, hinted } from '../../../main/outbox/time/backoff.ts';
import { createDice } from '../../support/ports/dice.ts';
import { createManualClock } from '../../support/ports/manual-clock.ts';
import { opportunityOf, stageOf } from '../../support/ports/virtual-api.ts';
import { aDraft, laneA } from '../store/rows.ts';

const entry = (opportunity: string, patch: Partial<Entry> = {}): Entry => ({
  ...aDraft(opportunity),
  seq: 1,
  rev: 1,
  ...patch,
});

describe('backoff', () => {
  test('has full jitter, a floor and a ceiling, for any number of tries', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(), (attempts, seed) => {
        const ms = backoff(attempts, createDice(seed));
        expect(ms).toBeGreaterThanOrEqual(policy.backoffLeast);
        expect(ms).toBeLessThanOrEqual(
          Math.max(policy.backoffLeast, Math.min(policy.backoffMost, 2_000 * 2 ** Math.min(attempts, 30))),
        );
      }),
    );
  });

  test('a hint is never undercut, nor believed beyond 65 minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e15 }), fc.nat(), (hint, seed) => {
        const ms = hinted(hint, createDice(seed));
        expect(ms).toBeLessThanOrEqual(policy.hintMost);
        expect(ms).toBeGreaterThanOrEqual(Math.min(Math.max(hint, policy.hintLeast), policy.hintMost));
      }),
    );
  });
});

describe('alarms', () => {
  test('no clock, however wrong, makes a wait longer than it was meant', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: -1e13, max: 1e13 }), (length, now) => {
        const left = clamped({ at: 1e12 + length, setAt: 1e12 }, now);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(length);
      }),
    );
  });

  test('while the program runs, setting the wall clock moves nothing', async () => {
    const clock = createManualClock();
    const alarms = createAlarms(clock);
    const alarm = { at: clock.now() + 60_000, setAt: clock.now() };
    expect(alarms.left(alarm)).toBe(60_000);
    clock.jump(-86_400_000);
    await clock.advance(20_000);
    expect(alarms.left(alarm)).toBe(40_000);
    clock.jump(10 * 86_400_000);
    expect(alarms.left(alarm)).toBe(40_000);
    alarms.reread();
    expect(alarms.left(alarm)).toBe(0);
  });
});

describe('quota', () => {
  test.each([
    [5000, 0, 10],
    [5000, 40, 80],
    [100, 40, 40],
    [10, 0, 4],
    [0, 5, 0],
  ])('of %i an hour with %i queued, reads leave %i', (limit, queued, left) => {
    expect(reserve(limit, queued)).toBe(left);
  });

  test('answers may come out of order; a window ends by the monotonic clock', async () => {
    const clock = createManualClock();
    const quota = createQuota(clock, createAlarms(clock));
    const resetsAt = clock.now() + 1_800_000;
    quota.observe({ limit: 100, remaining: 20, resetsAt });
    quota.observe({ limit: 100, remaining: 25, resetsAt });
    expect(quota.view()?.remaining).toBe(20);
    expect(quota.permitRead(3)).toBe(true);
    expect(quota.permitRead(10)).toBe(false);
    expect(quota.blockedUntil(20)).toBe(null);
    expect(quota.blockedUntil(21)).toBe(resetsAt);
    clock.jump(-86_400_000);
    await clock.advance(1_800_000);
    expect(quota.view()).toBe(null);
  });
});

describe('what an answer means', () => {
  test('what never left is not counted and leaves the row unsent', () => {
    expect(nextAfter({ kind: 'unreached', cause: 'dns' }, 'send')).toEqual({
      row: { kind: 'again', counted: false, backoff: false },
      lane: { kind: 'link', pause: 'network' },
    });
  });

  test('a lost PATCH is verified, a lost look is just asked again', () => {
    expect(nextAfter({ kind: 'lost', cause: 'timeout' }, 'send').row).toMatchObject({
      kind: 'verify',
      inFlight: true,
    });
    expect(nextAfter({ kind: 'lost', cause: 'timeout' }, 'look').row).toMatchObject({ kind: 'again' });
  });

  test.each([
    [200, false],
    [302, false],
    [407, false],
    [511, false],
    [408, true],
    [502, true],
    [524, true],
  ])('a stranger’s %i to a PATCH may still be on its way to the server: %s', (status, inFlight) => {
    expect(nextAfter({ kind: 'not-our-api', status }, 'send').row).toMatchObject({
      kind: 'verify',
      inFlight,
    });
  });

  test('only the missing right to read lets a change go unchecked', () => {
    const forbidden = (permission: string) =>
      nextAfter({ kind: 'forbidden', permission } as const, 'look').row.kind;
    expect(forbidden('opportunities:read')).toBe('unchecked');
    expect(forbidden('')).toBe('park');
    expect(forbidden('opportunities:write')).toBe('park');
  });
});

describe('the verdict on what the server holds', () => {
  const server = (stage: string, patch: Partial<Opportunity> = {}): Opportunity => ({
    ...opportunityOf('a' as OpportunityId, stage),
    ...patch,
  });
  const row = entry('a', { base: stageOf('new'), to: stageOf('won') });

  test.each([
    ['won', [], 'there'],
    ['new', [], 'go'],
    ['contacted', ['contacted'], 'go'],
    ['contacted', [], 'conflict'],
  ] as const)('%s, ours %j: %s', (stage, ours, expected) => {
    expect(verdict(row, server(stage), ours as readonly string[] as readonly StageId[], false)).toBe(
      expected,
    );
  });

  test('another pipeline is not this one’s to set', () => {
    const moved = server('new', { pipeline: 'other' as Opportunity['pipeline'] });
    expect(verdict(row, moved, [], false)).toBe('elsewhere');
  });

  test('without a sight of it, only what has not moved since the pick goes by itself', () => {
    const blind = entry('a', { base: null, markedAt: 1_000_000 });
    expect(verdict(blind, server('new', { updatedAt: 999_999 }), [], false)).toBe('go');
    expect(verdict(blind, server('new', { updatedAt: 1_000_001 }), [], false)).toBe('conflict');
    expect(verdict(blind, server('new'), [], false)).toBe('conflict');
    expect(verdict(blind, server('new'), [], true)).toBe('go');
  });
});

describe('which row is next', () => {
  const alarms = createAlarms(createManualClock(10_000));
  const at = { lane: laneA, now: 10_000, elapsedSince: () => 0, opensIn: 0, paceLeft: 0 };
  const rows = (...some: readonly Partial<Entry>[]): Entry[] =>
    some.map((patch, index) => entry('a', { seq: index + 1, markedAt: 10_000, since: 10_000, ...patch }));
  const other = 'b' as OpportunityId;

  test('the oldest that is due; a parked or waiting row blocks its own opportunity only', () => {
    const due = { at: 20_000, setAt: 10_000 };
    const open = rows(
      { state: 'parked', reason: 'missing' },
      { state: 'ready' },
      { state: 'waiting', opportunity: other, due },
      { state: 'ready', opportunity: 'c' as OpportunityId },
    );
    expect(plan(open, alarms, at)).toMatchObject({ kind: 'attempt', entry: { seq: 4 } });
    expect(plan(open.slice(0, 3), alarms, at)).toEqual({ kind: 'rest', ms: 10_000 });
  });

  test('rows of another lane rest, and so does a closed lane', () => {
    const open = rows({ state: 'ready' });
    expect(plan(open, alarms, { ...at, lane: 'x' as LaneId })).toEqual({ kind: 'rest', ms: null });
    expect(plan(open, alarms, { ...at, opensIn: null })).toEqual({ kind: 'rest', ms: null });
    expect(plan(open, alarms, { ...at, opensIn: 700 })).toEqual({ kind: 'rest', ms: 700 });
  });

  test('a backlog trickles, a fresh pick goes at once', () => {
    const paced = { ...at, now: 200_000, paceLeft: 400 };
    expect(plan(rows({ state: 'ready' }), alarms, paced)).toEqual({ kind: 'rest', ms: 400 });
    const fresh = rows({ state: 'ready', markedAt: 199_000, since: 199_000 });
    expect(plan(fresh, alarms, paced)).toMatchObject({ kind: 'attempt' });
    const minuteOld = rows({ state: 'ready', markedAt: 140_000, since: 140_000 });
    expect(plan(minuteOld, alarms, paced)).toMatchObject({ kind: 'attempt' });
  });

  test('told after a day, asked after a week', () => {
    const day = { ...at, elapsedSince: () => policy.tellAfter };
    expect(plan(rows({ state: 'waiting' }), alarms, day)).toMatchObject({ kind: 'tell' });
    expect(plan(rows({ state: 'waiting', toldAt: 1 }), alarms, day)).toMatchObject({ kind: 'attempt' });
    const week = { ...at, elapsedSince: () => policy.expireAfter };
    expect(plan(rows({ state: 'verify' }), alarms, week)).toMatchObject({ kind: 'expire' });
    const set = { ...at, now: 10_000 + policy.expireAfter };
    expect(plan(rows({ state: 'verify' }), alarms, set)).toMatchObject({ kind: 'attempt' });
  });
});

test('a step the table does not allow is a bug', () => {
  expect(() => transitioned(entry('a', { state: 'delivered', endedAt: 1 }), { trouble: null })).toThrow(
    'ended',
  );
  expect(() =>
    transitioned(entry('a', { state: 'parked', reason: 'missing' }), { state: 'sending' }),
  ).toThrow('parked → sending');
  expect(Object.values(transitions).flat()).not.toContain('held');
});
