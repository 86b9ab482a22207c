/**
 * Drops what cannot be written to standard output or error. A closed pipe (EPIPE) or terminal (EIO) or a full disk
 * (ENOSPC) is an `error` event of these streams, which ends a program without a listener
 * (https://nodejs.org/api/process.html#a-note-on-process-io). Call it before anything writes.
 */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
