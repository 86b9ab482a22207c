import { app } from 'electron';

/**
 * Ends this process with `code`. `isHeld`: a thread is held by a call that may never end, for which Node's exit would wait (libuv,
 * `uv_library_shutdown`). Then a shell takes the place of this process, which ends with the code (Node, `process.execve`: POSIX only).
 */
export function leave(code: number, isHeld: boolean): void {
  if (isHeld && process.platform !== 'win32') process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {});
  app.exit(code);
}
