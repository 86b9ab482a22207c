import { describe, expect, test } from 'vitest';
import { readArguments } from './arguments.ts';
import { letSocketIn } from './csp.ts';
import { normalise } from './electron/accelerator.ts';
import { seal, unseal, type Wire } from './wire.ts';

const there = (value: unknown): unknown => unseal(JSON.parse(JSON.stringify(seal(value))) as Wire);

describe('values on the wire', () => {
  test.each([
    [null],
    [undefined],
    ['João \u0000 "'],
    [-0],
    [Number.NaN],
    [Number.NEGATIVE_INFINITY],
    [2n ** 70n],
    [new Date(0)],
    [[1, [undefined, 'array'], {}]],
    [{ a: { b: [null] }, array: ['array', 1] }],
    [new Map<unknown, unknown>([['k', new Set([1n])]])],
    [new Uint8Array([0, 255, 7])],
  ])('%o arrives as it left', value => {
    expect(there(value)).toStrictEqual(value);
  });

  test('a member named __proto__ stays a member', () => {
    const value = JSON.parse('{"__proto__":{"x":1}}') as object;
    expect(Object.keys(there(value) as object)).toEqual(['__proto__']);
  });

  const around: unknown[] = [];
  around.push(around);
  test.each([
    ['a function', () => undefined],
    ['a nested function', { a: { b: () => undefined } }],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
    ['a regular expression', /x/],
    ['a cycle', around],
  ])('%s is refused', (_name, value) => {
    expect(() => seal(value)).toThrow(/could not be cloned|refuses/);
  });
});

describe('the socket in the policy', () => {
  const socket = 'ws://app--ui.localhost:1';
  test.each([
    ["default-src 'none'; connect-src 'none'", `default-src 'none'; connect-src ${socket}`],
    ["connect-src 'self'; img-src data:", `img-src data:; connect-src 'self' ${socket}`],
    ["default-src 'self'", `default-src 'self'; connect-src 'self' ${socket}`],
    ["script-src 'self'", "script-src 'self'"],
  ])('%s', (policy, widened) => {
    expect(letSocketIn(policy, socket)).toBe(widened);
  });
});

describe('accelerators', () => {
  test('different spellings of one hotkey are one', () => {
    const spellings = [
      'CommandOrControl+Shift+Space',
      'Shift+CmdOrCtrl+space',
      'SHIFT+commandorcontrol+Space',
    ];
    expect(new Set(spellings.map(normalise)).size).toBe(1);
  });

  test.each(['', 'Shift', 'Shift+', 'Shift+A+B', 'Hyper+A', 'Ctrl+Nothing', 'F25', 7])(
    '%s is refused',
    wrong => {
      expect(() => normalise(wrong)).toThrow('conversion failure');
    },
  );
});

test('the host’s own arguments are taken out of the app’s', () => {
  expect(
    readArguments(['--user-data-dir', 'D', '--toggle', '--clash=F8', '--lang=es', 'raze:x', '--main']),
  ).toEqual({
    userData: 'D',
    clash: 'F8',
    rest: ['--toggle', '--lang=es', 'raze:x', '--main'],
  });
});
