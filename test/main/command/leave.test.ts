import { describe, expect, test } from 'vitest';
import { createLeaving } from '../../../main/command/leave.ts';

/** A process that may be replaced, and what was done to it. */
function kit() {
  const done: string[] = [];
  const leaving = createLeaving(
    code => done.push(`exit ${code}`),
    (file, args) => done.push([file, ...args].join(' ')),
  );
  return { ...leaving, done };
}

describe('a command', () => {
  test('ends where the keychain has answered', () => {
    const { leave, onKeychainCall, done } = kit();
    onKeychainCall(true);
    onKeychainCall(false);
    leave(3);
    expect(done).toEqual(['exit 3']);
  });

  test('lets a shell end with its code where one of several calls has not', () => {
    const { leave, onKeychainCall, done } = kit();
    onKeychainCall(true);
    onKeychainCall(true);
    onKeychainCall(false);
    leave(6);
    expect(done[0]).toBe('/bin/sh sh -c exit 6');
  });

  test('ends as it can where no other program may take its place', () => {
    const codes: number[] = [];
    const { leave, onKeychainCall } = createLeaving(code => codes.push(code), null);
    onKeychainCall(true);
    leave(6);
    expect(codes).toEqual([6]);
  });
});
