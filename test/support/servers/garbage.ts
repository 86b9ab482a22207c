import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (how: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

/** Frees whatever nothing refers to any more, and gives the pages back that are empty then. */
export const collectGarbage = (): void =>
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
