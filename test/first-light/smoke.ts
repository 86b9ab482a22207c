import * as v from 'valibot';
import type { Outcome } from '../conformance/run.ts';

const suite = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          failureMessages: v.optional(v.nullable(v.array(v.string())), []),
        }),
      ),
    }),
  ),
});

const beside = (path: string): string => path.replaceAll('\\', '/').replace(/^.*\/(?=test\/)/, '');

/** Vitest's JSON of the smoke suite as outcomes. A file that could not be run at all has failed as a whole. */
export function smokeOutcomes(json: unknown, whySkipped: string): readonly Outcome[] {
  return v.parse(suite, json).testResults.flatMap(({ name, message, assertionResults }): Outcome[] => {
    const from = beside(name);
    if (assertionResults.length === 0)
      return [
        { area: 'smoke', says: from, from, outcome: 'failed', expected: 'to be run', observed: message },
      ];
    return assertionResults.map(({ fullName, status, failureMessages }) => {
      const claim = { area: 'smoke', says: fullName, from };
      if (status === 'passed') return { ...claim, outcome: 'held' };
      if (status !== 'failed') return { ...claim, outcome: 'skipped', why: whySkipped };
      return { ...claim, outcome: 'failed', expected: 'no complaint', observed: failureMessages?.join('\n') };
    });
  });
}
