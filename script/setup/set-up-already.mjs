import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endWith } from './asked.mjs';
import { modules } from './paths.mjs';

/** Ends a command that sets nothing up by itself with one sentence, in a clone in which nothing was installed yet. */
export function needSetUp() {
  if (!existsSync(join(modules, '.package-lock.json')))
    endWith('Nothing is set up here yet: npm start or npm test does it.');
}
