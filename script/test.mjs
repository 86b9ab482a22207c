import { check } from './check.mjs';
import { helpOf } from './setup/asked.mjs';
import { ensureReady } from './setup.mjs';

helpOf('test', {}, '[FILTERS AND OPTIONS OF VITEST]');
await ensureReady({ tests: true });
await check(process.argv.slice(2));
