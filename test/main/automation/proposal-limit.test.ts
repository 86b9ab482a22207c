import { expect, test } from 'vitest';
import { createProposalLimit, mostProposals } from '../../../main/automation/proposal-limit.ts';

test('so many proposals may come within any minute, and what is refused keeps nobody out longer', () => {
  let now = 1_000_000;
  const mayPropose = createProposalLimit(() => now);
  const flood = (): number => Array.from({ length: 500 }, mayPropose).filter(Boolean).length;
  expect(flood()).toBe(mostProposals);
  now += 59_999;
  expect(flood()).toBe(0);
  now += 1;
  expect(flood()).toBe(mostProposals);
});

test('each is counted for a minute of its own', () => {
  let now = 0;
  const mayPropose = createProposalLimit(() => now);
  for (let at = 0; at < mostProposals; at += 1) {
    now = at * 1_000;
    expect(mayPropose()).toBe(true);
  }
  now = 60_000;
  expect([mayPropose(), mayPropose()]).toEqual([true, false]);
  now = 61_000;
  expect([mayPropose(), mayPropose()]).toEqual([true, false]);
});
