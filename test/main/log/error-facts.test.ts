import { expect, test } from 'vitest';
import { errorFacts } from '../../../main/log/error-facts.ts';

test('an error is told by its class, file, line and column: by no folder, and never by its message', () => {
  const facts = errorFacts(new TypeError('gr_live_secret\n    at maria (/home/maria/silva.ts:1:2)'));
  expect(facts.error).toBe('TypeError');
  expect(facts.at).toMatch(/^error-facts\.test\.ts:\d+:\d+$/);
});

test('a class of its own name is another', () => {
  class Maria extends Error {
    override name = 'Maria';
  }
  expect(errorFacts(new Maria()).error).toBe('other');
});

test.each([['text'], [null], [undefined], [{ stack: 'at x' }]])('%j has no place and no class', thrown => {
  expect(errorFacts(thrown)).toEqual({ error: 'other', at: null });
});

test('an error without a stack has no place', () => {
  const error = new Error('x');
  delete error.stack;
  expect(errorFacts(error)).toEqual({ error: 'Error', at: null });
});
