import { spawn } from 'node:child_process';
import { projectEnv, root } from './paths.mjs';

/** One line for the person at the terminal, on standard error so that standard output stays a tool's. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends the command with one clear sentence. */
export function giveUp(line) {
  say(`\n✗ ${line}`);
  process.exit(1);
}

/**
 * Runs a command to its end in the project's folder. Resolves to its exit code (127 when it cannot be started).
 * With `quiet` its output is kept, and `must` shows it only when it fails.
 *
 * @typedef {{ quiet?: boolean; env?: NodeJS.ProcessEnv; stdio?: import('node:child_process').StdioOptions }} Options
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 * @returns {Promise<{ code: number; output: string }>}
 */
export function run(command, args, { quiet = false, env = {}, stdio } = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: root,
      env: projectEnv(env),
      stdio: stdio ?? (quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']),
      shell: process.platform === 'win32' && command === 'npm',
    });
    const kept = [];
    child.stdout?.on('data', chunk => kept.push(chunk));
    child.stderr?.on('data', chunk => kept.push(chunk));
    child.once('error', () => resolve({ code: 127, output: '' }));
    child.once('close', code => resolve({ code: code ?? 1, output: Buffer.concat(kept).toString() }));
  });
}

/**
 * Like `run`, and ends this process with the child's exit code when that is not 0.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Options} [options]
 */
export async function must(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code === 0) return;
  if (output !== '') process.stderr.write(output);
  say(`✗ ${command} ${args.join(' ')} ended with ${code}`);
  process.exit(code);
}
