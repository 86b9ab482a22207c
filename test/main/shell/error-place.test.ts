import { expect, test } from 'vitest';
import { placeOf } from '../../../main/shell/lifecycle/error-place.ts';

test('an error is told by its place, never by its message', () => {
  const place = placeOf(new Error('gr_live_secret\nand more'));
  expect(place).toContain('error-place.test.ts');
  expect(place).not.toMatch(/secret|and more/);
});

test.each([['text'], [null], [undefined], [{ stack: 'at x' }]])('%j has no place', error => {
  expect(placeOf(error)).toBe('');
});

test('an error without a stack has no place', () => {
  const error = new Error('x');
  delete error.stack;
  expect(placeOf(error)).toBe('');
});
