import * as v from 'valibot';
import type { Outcome } from '../conformance/run.ts';

const suite = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
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

/**
 * Vitest's JSON of the smoke suites as outcomes. A suite that failed without one of its tests could not be set up; `said` is what it
 * said last.
 */
export function smokeOutcomes(json: unknown, whySkipped: string, said: string): readonly Outcome[] {
  return v.parse(suite, json).testResults.flatMap(({ name, status, message, assertionResults }) => {
    const from = beside(name);
    const tests = assertionResults.map((one): Outcome => {
      const claim = { area: 'smoke', says: one.fullName, from };
      if (one.status === 'passed') return { ...claim, outcome: 'held' };
      if (one.status !== 'failed') return { ...claim, outcome: 'skipped', why: whySkipped };
      return {
        ...claim,
        outcome: 'failed',
        expected: 'no complaint',
        observed: one.failureMessages?.join('\n'),
      };
    });
    if (status !== 'failed' || tests.some(({ outcome }) => outcome === 'failed')) return tests;
    const claim = { area: 'smoke', says: 'what the suite needs is set up', from };
    const observed = message === '' ? said : message;
    return [
      { ...claim, outcome: 'failed' as const, expected: 'no complaint', observed },
      ...tests.map(({ area, says }) => ({
        area,
        says,
        from,
        outcome: 'skipped' as const,
        why: 'its suite failed',
      })),
    ];
  });
}
