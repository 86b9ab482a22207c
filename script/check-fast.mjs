import { checkStill, vitest } from './check.mjs';

/** Tests that start whole engines, processes or hundreds of lives: `npm run check` runs them, this does not. */
const slow = [
  'test/main/engine/**',
  'test/main/environment.test.ts',
  'test/main/outbox/crash.test.ts',
  'test/main/outbox/faults.test.ts',
  'test/main/raze/alive.test.ts',
  'test/main/recordings/**',
  'test/main/secrets/**',
  'test/main/soak.test.ts',
];

/** Types, lint and format, walls and unit tests: within a minute, for a commit hook (CONTRIBUTING.md). */
await checkStill();
await vitest(['--project', 'main', '--project', 'state', ...slow.flatMap(glob => ['--exclude', glob])]);
