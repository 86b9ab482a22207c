import type { Duplex } from 'node:stream';
import { mostPreambleBytes } from './bounds.ts';

/**
 * Ends a connection that has said much and not answered. Node bounds an answer's headers, but neither the interim answers
 * (100, 103) nor the blank lines that may come before them. Call the returned function when the answer has begun.
 */
export function boundPreamble(socket: Duplex): () => void {
  let read = 0;
  let hasBegun = false;
  const count = (chunk: Buffer): void => {
    read += chunk.length;
    if (read <= mostPreambleBytes) return;
    // The answer may begin in this very chunk.
    setImmediate(() => hasBegun || socket.destroy());
  };
  socket.on('data', count);
  return () => {
    hasBegun = true;
    socket.off('data', count);
  };
}
