import { expect, test } from 'vitest';
import * as policy from '../../../main/outbox/model/policy.ts';

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
  inFlightFor: '75 s',
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
  keepFor: '31 d',
  pruneEvery: '1 d',
  diskRetry: '10 s',
  tickMost: '1 min',
  gapFrom: '5 s',
  clockTolerance: '1 min',
  elapsedTimeEvery: '10 min',
} as const satisfies Partial<Record<keyof typeof policy, string>>;

test.each(Object.entries(promised))('%s is %s', (name, words) => {
  const [count = '', unit = ''] = words.split(' ');
  const { [name]: ms } = policy as Readonly<Record<string, unknown>>;
  expect(ms).toBe(Number(count) * units[unit as keyof typeof units]);
});
