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

test.each<[string, (error: Error) => unknown]>([
  ['other words', error => Object.assign(error, { message: 'Could not be read' })],
  ['none', error => Object.assign(error, { message: '' })],
  ['no text', error => Object.defineProperty(error, 'message', { value: undefined })],
  ['its beginning only', error => Object.assign(error, { message: 'silva' })],
])('a message that became %s leaves no place, which could be from what it was', (_, change) => {
  const error = new Error('silva\n    at maria (/home/maria/silva.ts:1:2)\nand more');
  // It is written down when it is first read.
  expect(error.stack).toContain('silva.ts');
  change(error);
  expect(errorFacts(error)).toEqual({ error: 'Error', at: null });
});

test('an error that fails when it is asked is told, too', () => {
  const error = Object.defineProperty(new Error('x'), 'stack', {
    get() {
      throw new Error('maria');
    },
  });
  expect(errorFacts(error)).toEqual({ error: 'Error', at: null });
});
