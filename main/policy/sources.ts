import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { win32 } from 'node:path';
import { errnoOf } from '../files.ts';
import { errorFacts } from '../log/error-facts.ts';
import type { Log } from '../log/log.ts';
import { fileOfRoot, parsePolicyText, type Source } from './file-of-root.ts';
import { type FoundPolicy, parsePolicy } from './policy.ts';
import { registryValues } from './registry-values.ts';

/** Where a policy lies: only where an ordinary user of the computer cannot write; and what reads it, the system's own, whatever lies on the path. */
export const places = {
  file: '/etc/raze-quick-stage/policy.json',
  preferences: '/Library/Managed Preferences/com.getraze.quickstage.plist',
  registryKey: 'HKLM\\Software\\Policies\\Raze Quick Stage',
  registryTool: win32.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe'),
  plistTool: '/usr/bin/plutil',
  /** How long a tool may take, in milliseconds: the start waits for it. */
  patience: 3_000,
};

/**
 * What the computer's manager has set, not yet parsed. Linux: a JSON file of root's. macOS: the preferences that a device's profile brings
 * (Apple, device management, ManagedPreferences; that they lie at this path is from no source). Windows: the values of a key in the
 * registry. Throws where something lies there that cannot be read.
 */
export function policySource(platform: NodeJS.Platform, changed: Partial<typeof places> = {}): Source {
  const at = { ...places, ...changed };
  if (platform === 'win32') return registrySource(at);
  if (platform !== 'darwin') return fileOfRoot(at.file);
  if (!existsSync(at.preferences)) return { state: 'none' };
  const printed = run(at.plistTool, ['-convert', 'json', '-o', '-', at.preferences], at.patience);
  return { state: 'found', data: JSON.parse(printed) };
}

function registrySource({ registryTool, registryKey, patience }: typeof places): Source {
  try {
    const printed = run(registryTool, ['query', registryKey, '/reg:64'], patience);
    return { state: 'found', data: registryValues(printed) };
  } catch (error) {
    // It ends with 1 where there is no such key, and says so in the system's language.
    if (error instanceof Error && 'status' in error && error.status === 1) return { state: 'none' };
    throw error;
  }
}

/**
 * The policy of this computer. `development`: a file to be read in its place, by a program that was never packaged; null for
 * none. What cannot be read or trusted, and members that are left out, are in the log.
 */
export function loadPolicy(development: string | null, log: Pick<Log, 'warn'>): FoundPolicy {
  try {
    const source = development === null ? policySource(process.platform) : fileOfDeveloper(development);
    if (source.state === 'untrusted') log.warn('policy untrusted');
    if (source.state !== 'found') return none;
    const { ignored, ...found } = parsePolicy(source.data);
    if (ignored > 0) log.warn('policy ignored', { members: ignored });
    return found;
  } catch (error) {
    log.warn('policy unreadable', { code: errnoOf(error), ...errorFacts(error) });
    return none;
  }
}

const none: FoundPolicy = { policy: {}, unusablePolicy: [] };

const fileOfDeveloper = (path: string): Source => ({
  state: 'found',
  data: parsePolicyText(readFileSync(path, 'utf8')),
});

function run(program: string, args: readonly string[], timeout: number): string {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    encoding: 'utf8',
    timeout,
    // One that hangs may not hear a politer word.
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
    // A program without a console would be given one, for all to see (Node: child_process).
    windowsHide: true,
  };
  return execFileSync(program, args, options);
}
