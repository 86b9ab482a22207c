/**
 * Tests that start whole engines, processes or hundreds of lives. `npm run check` runs them; `check:fast` and
 * `mutation` do not.
 */
export const slowTests = [
  'test/main/engine/**',
  'test/main/environment.test.ts',
  'test/main/outbox/crash.test.ts',
  'test/main/outbox/faults.test.ts',
  'test/main/raze/alive.test.ts',
  'test/main/recordings/**',
  'test/main/secrets/**',
  'test/main/shell/updates/update-cases.test.ts',
  'test/main/soak.test.ts',
];

/** What `check:fast` leaves out: those too that start processes or engines of their own, though they kill mutants. */
export const notFast = [
  ...slowTests,
  'test/main/automation/listener.test.ts',
  'test/main/support/proof-commands.test.ts',
  'test/main/usecase/{erase,rebind}.test.ts',
  'test/script/fetching/electron.test.ts',
  'test/script/fresh-clone.test.ts',
  'test/script/how-called.test.ts',
  'test/script/package-arguments.test.ts',
];
