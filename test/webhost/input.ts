import { Readable } from 'node:stream';

/**
 * Gives this process the standard input that Electron gives it: on Windows one that is at its end from the beginning, whatever stands at
 * the descriptor (lib/common/init.ts). Returns how to take it back.
 */
export function provideInput(): () => void {
  const before = Object.getOwnPropertyDescriptor(process, 'stdin');
  if (process.platform !== 'win32' || before === undefined) return () => undefined;
  const ended = new Readable();
  ended.push(null);
  Object.defineProperty(process, 'stdin', { configurable: true, enumerable: true, get: () => ended });
  return () => void Object.defineProperty(process, 'stdin', before);
}
