import { check } from './check.mjs';
import { ensureReady } from './setup.mjs';

await ensureReady({ tests: true });
await check(process.argv.slice(2));
