/** How long a task may run before the event loop has its turn. Milliseconds. */
const slice = 3;

/**
 * Runs the steps in slices of some milliseconds with the event loop in between. Returns their result, or undefined as
 * soon as it is no longer wanted.
 */
export async function timeSliced<T>(
  steps: Generator<unknown, T>,
  { now, isWanted }: { readonly now: () => number; readonly isWanted: () => boolean },
): Promise<T | undefined> {
  let until = now() + slice;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (now() < until) continue;
    await new Promise(resolve => setImmediate(resolve));
    if (!isWanted()) return undefined;
    until = now() + slice;
  }
}
