import { existsSync, readFileSync } from 'node:fs';

const path = '/proc/stat';

/** Ticks in which this machine's processors worked, and in which its host let them wait (`man 5 proc_stat`). */
function ticks(): { readonly worked: number; readonly waited: number } {
  const [, user = 0, nice = 0, system = 0, , , , , steal = 0] = (
    readFileSync(path, 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  return { worked: user + nice + system, waited: steal };
}

/**
 * Begins to watch; what it returns tells the percentage of the processors' time that a virtual machine wanted and did not
 * get since then. Times of a run that lost some are too long. Null where the system does not tell.
 */
export function watchStolen(): () => number | null {
  if (!existsSync(path)) return () => null;
  const before = ticks();
  return () => {
    const now = ticks();
    const waited = now.waited - before.waited;
    const wanted = now.worked - before.worked + waited;
    return wanted === 0 ? 0 : Number(((100 * waited) / wanted).toFixed(1));
  };
}
