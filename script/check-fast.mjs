import { checkStill, vitest } from './check.mjs';
import { asked } from './setup/asked.mjs';
import { needSetUp } from './setup/set-up-already.mjs';
import { notFast } from './slow-tests.mjs';

asked('check:fast');
needSetUp();
/** Types, lint and format, walls and unit tests, for a commit hook (CONTRIBUTING.md). */
await checkStill();
await vitest([
  ...['--project', 'main', '--project', 'state', ...notFast.flatMap(glob => ['--exclude', glob])],
  // Vitest would leave one processor idle.
  '--maxWorkers=100%',
]);
