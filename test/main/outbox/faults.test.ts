import { expect, test } from 'vitest';
import { diskFaults } from '../../faults/disk.ts';
import { filePortFaults } from '../../faults/file-port.ts';
import { hintFaults } from '../../faults/hints.ts';
import { networkFaults } from '../../faults/network.ts';

// The short form; `npm run faults -- --json` meets every status with every body and every write with every refusal.

test('a change meets faults of the network and is delivered once', { timeout: 60_000 }, async () => {
  const { cases, violations } = await networkFaults(150);
  expect(violations).toEqual([]);
  expect(cases).toBeGreaterThan(100);
});

test('a disk that refuses loses nothing that was accepted', { timeout: 60_000 }, async () => {
  const { cases, violations } = await diskFaults(4);
  expect(violations).toEqual([]);
  expect(cases).toBeGreaterThan(20);
});

test('of the hints of a 429 the latest credible one is waited for', { timeout: 60_000 }, async () => {
  const { cases, violations } = await hintFaults();
  expect(violations).toEqual([]);
  expect(cases).toBeGreaterThan(300);
});

test('a call to the file system that fails once, thrice or for long loses nothing', {
  timeout: 120_000,
}, async () => {
  const { cases, violations } = await filePortFaults(37);
  expect(violations).toEqual([]);
  expect(cases).toBeGreaterThan(90);
});
