import { checkStill, vitest } from './check.mjs';
import { notFast } from './slow-tests.mjs';

/** Types, lint and format, walls and unit tests, for a commit hook (CONTRIBUTING.md). */
await checkStill();
await vitest([
  ...['--project', 'main', '--project', 'state', ...notFast.flatMap(glob => ['--exclude', glob])],
  // Loading the product anew for each file would take as long as the tests; `npm run check` does it.
  '--no-isolate',
  // Vitest would leave one processor idle.
  '--maxWorkers=100%',
]);
