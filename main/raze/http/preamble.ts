import type { Duplex } from 'node:stream';
import { mostPreambleBytes } from './bounds.ts';

/**
 * Ends a connection that sends much without answering. Node limits an answer's headers, but not the interim answers
 * (100, 103) or blank lines before them. Call the returned function when the answer has begun.
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
