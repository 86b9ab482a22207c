import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../../main/contract/failure.ts';
import {
  doubtsStage,
  type LaneNext,
  nextAfter,
  type RowNext,
} from '../../../../main/outbox/lanes/consequence.ts';
import type { Trouble } from '../../../../main/outbox/model/trouble.ts';
import { failureOf } from '../../../../main/outbox/model/trouble.ts';

const again: RowNext = { kind: 'again', counted: false, backoff: false };
const backoff: RowNext = { kind: 'again', counted: true, backoff: true };
const verify = (counted: boolean, inFlight: boolean): RowNext => ({ kind: 'verify', counted, inFlight });
const park = (reason: Extract<RowNext, { kind: 'park' }>['reason']): RowNext => ({ kind: 'park', reason });
const proven: LaneNext = { kind: 'proven' };
const strange: LaneNext = { kind: 'strange' };
const link = (pause: 'network' | 'tls' | 'not-our-api'): LaneNext => ({ kind: 'link', pause });
const fault = (waitMs: number | null, wide: boolean): LaneNext => ({ kind: 'fault', waitMs, wide });
const failing = (status: number): Trouble => ({ kind: 'failing', status, waitMs: null });

/** A trouble, what becomes of the row after a look and after a PATCH, what it says of the lane, and its name for the user. */
const outcomes: readonly (readonly [Trouble, RowNext, RowNext, LaneNext, Failure])[] = [
  [{ kind: 'unreached', cause: 'dns' }, again, again, link('network'), { code: 'unreachable' }],
  [{ kind: 'unreached', cause: 'tls' }, again, again, link('tls'), { code: 'tls' }],
  [{ kind: 'lost', cause: 'timeout' }, again, verify(true, true), link('network'), { code: 'timeout' }],
  [{ kind: 'lost', cause: 'reset' }, again, verify(true, true), link('network'), { code: 'unreachable' }],
  [
    { kind: 'not-our-api', status: 200 },
    again,
    verify(false, false),
    link('not-our-api'),
    { code: 'not-our-api' },
  ],
  [
    { kind: 'not-our-api', status: 500 },
    again,
    verify(false, true),
    link('not-our-api'),
    { code: 'not-our-api' },
  ],
  [{ kind: 'too-large' }, backoff, verify(true, false), link('not-our-api'), { code: 'answer-too-large' }],
  [
    { kind: 'rejected', allowed: ['won'] },
    park('stage-refused'),
    park('stage-refused'),
    proven,
    { code: 'stage-refused', allowed: ['won'] },
  ],
  [{ kind: 'unauthorised', why: 'invalid' }, again, again, { kind: 'auth' }, { code: 'key-invalid' }],
  [{ kind: 'unauthorised', why: 'missing' }, again, again, { kind: 'auth' }, { code: 'key-invalid' }],
  [{ kind: 'unauthorised', why: 'expired' }, again, again, { kind: 'auth' }, { code: 'key-expired' }],
  [
    { kind: 'forbidden', permission: 'opportunities:write' },
    park('forbidden'),
    park('forbidden'),
    strange,
    { code: 'permission-missing', permission: 'opportunities:write' },
  ],
  [{ kind: 'missing' }, park('missing'), park('missing'), strange, { code: 'opportunity-unknown' }],
  [{ kind: 'conflicting' }, { kind: 'contended' }, { kind: 'contended' }, proven, { code: 'conflicting' }],
  [
    { kind: 'limited', waitMs: 700 },
    again,
    again,
    { kind: 'limited', waitMs: 700 },
    { code: 'rate-limited', until: 1_700 },
  ],
  [failing(408), backoff, verify(true, true), fault(null, false), { code: 'server-failing', status: 408 }],
  [failing(500), backoff, verify(true, false), fault(null, false), { code: 'server-failing', status: 500 }],
  [failing(502), backoff, verify(true, true), fault(null, true), { code: 'server-failing', status: 502 }],
  [failing(504), backoff, verify(true, true), fault(null, true), { code: 'server-failing', status: 504 }],
  [
    { kind: 'failing', status: 503, waitMs: 900 },
    backoff,
    verify(true, false),
    fault(900, true),
    { code: 'server-failing', status: 503 },
  ],
  [
    { kind: 'unexpected', status: 418 },
    park('unexpected'),
    park('unexpected'),
    proven,
    { code: 'server-unexpected', status: 418 },
  ],
];

describe.each(outcomes)('%j', (trouble, looked, sent, lane, failure) => {
  test('says the same of the lane after a look and after a PATCH, and of the row what it can know', () => {
    expect(nextAfter(trouble, 'look')).toEqual({ row: looked, lane });
    expect(nextAfter(trouble, 'send')).toEqual({ row: sent, lane });
  });

  test('has its name where the user reads it', () => {
    expect(failureOf(trouble, 1_000)).toEqual(failure);
  });
});

test('a key that may not read lets a look be left out, and is an accepted key; it forbids nothing to a PATCH', () => {
  const trouble: Trouble = { kind: 'forbidden', permission: 'opportunities:read' };
  expect(nextAfter(trouble, 'look')).toEqual({ row: { kind: 'unchecked' }, lane: { kind: 'key-accepted' } });
  expect(nextAfter(trouble, 'send')).toEqual({ row: park('forbidden'), lane: strange });
});

test('a stage is doubted once it was refused, or the third PATCH in a row failed at it', () => {
  const refused: Trouble = { kind: 'rejected', allowed: [] };
  expect(doubtsStage(refused, 'send', 1)).toBe(true);
  expect(doubtsStage(refused, 'look', 1)).toBe(false);
  expect([2, 3].map(failures => doubtsStage(failing(500), 'send', failures))).toEqual([false, true]);
  expect(doubtsStage(failing(500), 'look', 3)).toBe(false);
  expect(doubtsStage(failing(503), 'send', 9)).toBe(false);
  expect(doubtsStage({ kind: 'not-our-api', status: 500 }, 'send', 9)).toBe(false);
  expect(doubtsStage({ kind: 'missing' }, 'send', 9)).toBe(false);
});
