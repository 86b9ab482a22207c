type Replace = (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => void;

/**
 * The end of this process, for which a call to the keychain may stand in the way: it holds a thread, maybe for ever, and Node's exit waits
 * for that (libuv, `uv_library_shutdown`). Then a shell takes the place of this process, which ends with the code.
 * @param exit ends the process (`app.exit`)
 * @param replace puts another program in its place; null where the system has no such call (Node, `process.execve`: POSIX only)
 */
export function createLeaving(exit: (code: number) => void, replace: Replace | null) {
  let calls = 0;
  return {
    /** A call begins, or has ended; an assistant's server may make several, each of another keychain. */
    onKeychainCall(isRunning: boolean): void {
      calls += isRunning ? 1 : -1;
    },
    leave(code: number): void {
      if (calls > 0) replace?.('/bin/sh', ['sh', '-c', `exit ${code}`], {});
      exit(code);
    },
  };
}
