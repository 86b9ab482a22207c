import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorFacts } from '../log/error-facts.ts';
import type { Log } from '../log/log.ts';
import { type Policy, parsePolicy } from './policy.ts';

/** Where a policy lies: only where an ordinary user of the computer cannot write. */
const policyFile = '/etc/raze-quick-stage/policy.json';
const managedPreferences = '/Library/Managed Preferences/com.getraze.quickstage.plist';
const registryKey = 'HKLM\\Software\\Policies\\Raze Quick Stage';

/**
 * What the computer's manager has set, not yet parsed; null for nothing. Linux: a JSON file of root's. macOS: the preferences that a
 * device's profile brings (Apple, device management, ManagedPreferences; that they lie at this path is from no source). Windows: the
 * values of a key in the registry. Throws a SyntaxError where what lies there is no JSON.
 */
export function policySource(platform: NodeJS.Platform): unknown {
  try {
    if (platform === 'win32') return registryValues(run(registryTool(), ['query', registryKey, '/reg:64']));
    if (platform === 'darwin')
      return JSON.parse(run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', managedPreferences]));
    return fileOfRoot(policyFile);
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    return null;
  }
}

/** The system's own, whatever lies on the path. */
const registryTool = (): string => join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe');

/**
 * The policy of this computer. `development`: a file to be read in its place, by a program that was never packaged; null for
 * none. What cannot be read, and members that are left out, are in the log.
 */
export function loadPolicy(development: string | null, log: Pick<Log, 'warn'>): Policy {
  try {
    const source =
      development === null ? policySource(process.platform) : JSON.parse(readFileSync(development, 'utf8'));
    const { policy, ignored } = parsePolicy(source);
    if (ignored.length > 0) log.warn('policy ignored', { members: ignored.length });
    return policy;
  } catch (error) {
    log.warn('policy unreadable', errorFacts(error));
    return {};
  }
}

/** The JSON of a file that root alone can write; null where another could. Throws where it is not there, or is no JSON. */
export function fileOfRoot(path: string): unknown {
  const { uid, mode } = statSync(path);
  return uid === 0 && (mode & 0o022) === 0 ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', timeout: 3_000, stdio: ['ignore', 'pipe', 'ignore'] });

/**
 * The values of one key, as `reg query` prints them: a name, a type and a value a line, four spaces before each. A REG_DWORD of 0 or 1 is a
 * yes or no; an empty text is none (https://learn.microsoft.com/windows-server/administration/windows-commands/reg-query).
 */
export function registryValues(printed: string): Readonly<Record<string, unknown>> {
  const lines = printed.matchAll(/^ {4}(\w+) {4}(REG_SZ|REG_DWORD) {4}(.*?)\r?$/gm);
  return Object.fromEntries(
    [...lines].map(([, name = '', type, value = '']) => [
      name,
      type === 'REG_DWORD' ? Number(value) === 1 : value === '' ? null : value,
    ]),
  );
}
