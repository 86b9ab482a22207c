import { expect, test } from 'vitest';
import * as policy from '../../../main/outbox/model/policy.ts';
import { backoff, spread } from '../../../main/outbox/time/backoff.ts';

const units = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How long each thing lasts that a user, the server's owner or ARCHITECTURE was told of. */
const promised = {
  requestTimeout: '10 s',
  freshFor: '30 s',
  blindFor: '1 min',
  backoffFirst: '2 s',
  backoffMost: '15 min',
  backoffLeast: '1 s',
  probeMost: '5 min',
  ghostFor: '75 s',
  verifyAfter: '2 s',
  hintLeast: '1 s',
  hintMost: '65 min',
  hintAbsent: '1 min',
  refusedLeast: '1 min',
  resetFrom: '1 min',
  resetSpread: '5 min',
  sameWindow: '5 min',
  settleFor: '1 s',
  reconnectSpread: '30 s',
  lateAfter: '1 min',
  tellAfter: '1 d',
  expireAfter: '7 d',
  takingBackLeast: '5 s',
  keepFor: '30 d',
  pruneEvery: '1 d',
  diskRetry: '10 s',
  tickMost: '1 min',
  gapFrom: '5 s',
  clockTolerance: '1 min',
  mileageEvery: '10 min',
} as const satisfies Partial<Record<keyof typeof policy, string>>;

test.each(Object.entries(promised))('%s is %s', (name, words) => {
  const [count = '', unit = ''] = words.split(' ');
  const { [name]: ms } = policy as Readonly<Record<string, unknown>>;
  expect(ms).toBe(Number(count) * units[unit as keyof typeof units]);
});

test('tries back off from two seconds to a quarter of an hour, each somewhere between none of it and all', () => {
  const dice = (next: number) => ({ next: () => next, uuid: () => '' });
  const most = [-1, 0, 1, 2, 8, 9, 10, 1_000].map(attempts => backoff(attempts, dice(1)));
  expect(most).toEqual([2_000, 2_000, 4_000, 8_000, 512_000, 900_000, 900_000, 900_000]);
  expect(backoff(3, dice(0.25))).toBe(4_000);
  expect(backoff(3, dice(0))).toBe(1_000);
  expect(backoff(9, dice(1), 60_000)).toBe(60_000);
  expect(spread(30_000, dice(0.1))).toBe(3_000);
});
