import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { unsandboxed } from '../setup/electron.mjs';
import { projectEnv, root } from '../setup/paths.mjs';

/** How much of what it prints is kept for an explanation, in characters. */
const kept = 16_000;

/**
 * How Electron ended. `itself`: the trouble is Electron's own and not the app's, for it never got `ready`, or something killed it before
 * its first page had loaded.
 *
 * @typedef {{ itself: boolean; code: number | null; signal: NodeJS.Signals | null; error: string | null; printed: string }} End
 */

/**
 * Runs the app in Electron to its end, with this process's input and outputs, and tells how it ended (`told.cjs`).
 *
 * @param {string} program
 * @param {readonly string[]} args the app's own
 * @returns {Promise<End>}
 */
export function runInElectron(program, args) {
  const hook = join(import.meta.dirname, 'told.cjs');
  const child = spawn(program, ['--require', hook, ...unsandboxed, root, ...args], {
    stdio: ['inherit', 'inherit', 'pipe', 'ipc'],
    env: projectEnv(),
  });
  const told = new Set();
  let printed = '';
  child.on('message', what => told.add(what));
  child.stderr?.on('data', chunk => {
    process.stderr.write(chunk);
    printed = `${printed}${chunk}`.slice(-kept);
  });
  let asked = false;
  const pass = signal => {
    asked = true;
    // A terminal's Ctrl+C has reached it already.
    if (signal !== 'SIGINT') child.kill(signal);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, pass);
  return new Promise(resolve => {
    child.once('error', error =>
      resolve({
        itself: true,
        code: null,
        signal: null,
        error: 'code' in error ? String(error.code) : error.message,
        printed,
      }),
    );
    const end = async (code, signal) => {
      // What it printed last may still be on its way; its helpers may hold the pipe for longer than it lives.
      await Promise.race([new Promise(done => child.once('close', done)), after(500)]);
      for (const one of signals) process.off(one, pass);
      const failed = signal === null ? code !== 0 && !told.has('ready') : !told.has('shown');
      resolve({ itself: failed && !asked, code, signal, error: null, printed });
    };
    child.once('exit', (code, signal) => void end(code, signal));
  });
}
