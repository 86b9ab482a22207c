import { createReadStream } from 'node:fs';
import { Socket } from 'node:net';

const descriptor = 0;

/**
 * What comes in at standard input. On Windows Electron has `process.stdin` be at its end from the beginning, whatever stands there
 * (lib/common/init.ts), so there the descriptor itself is read, as Node reads it (lib/internal/bootstrap/switches/is_main_thread.js,
 * `getStdin`): as a pipe, or else as a file. What is neither is at its end. Never run on Windows.
 */
export function standardInput(): AsyncIterable<Uint8Array> {
  if (process.platform !== 'win32') return process.stdin;
  try {
    return new Socket({ fd: descriptor, readable: true, writable: false });
  } catch {
    return createReadStream('', { fd: descriptor, autoClose: false });
  }
}
