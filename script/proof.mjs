import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/paths.mjs';
import { needSetUp } from './setup/set-up-already.mjs';

/**
 * `node script/proof.mjs NAME …`: runs `test/NAME/NAME.ts` in this process as if Node had been given that file. npm starts it with the
 * project's own Node once that is there; an older one could not even say that it is not, for it does not read TypeScript.
 */
needSetUp();
const [, , name = ''] = process.argv;
const file = join(root, 'test', name, `${name}.ts`);
process.argv.splice(1, 2, file);
await import(pathToFileURL(file).href);
