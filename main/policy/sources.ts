import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { type Policy, parsePolicy } from './policy.ts';

/** Where a policy lies: only where an ordinary user of the computer cannot write. */
const policyFile = '/etc/raze-quick-stage/policy.json';
const managedPreferences = '/Library/Managed Preferences/com.getraze.quickstage.plist';
const registryKey = 'HKLM\\Software\\Policies\\Raze Quick Stage';

/**
 * What the computer's manager has set, not yet parsed; null for nothing. Linux: a JSON file of root's. macOS: the preferences that a
 * device's profile brings. Windows: the values of a key in the registry. Never throws.
 */
export function policySource(platform: NodeJS.Platform): unknown {
  try {
    if (platform === 'win32') return registryValues(run('reg.exe', ['query', registryKey, '/reg:64']));
    if (platform === 'darwin')
      return JSON.parse(run('plutil', ['-convert', 'json', '-o', '-', managedPreferences]));
    return fileOfRoot(policyFile);
  } catch {
    return null;
  }
}

/**
 * The policy of this computer. `development`: a file to be read in its place, by a program that was never packaged; null for
 * none. `ignored` is told how many members were left out, if any were.
 */
export function loadPolicy(development: string | null, ignored: (members: number) => void): Policy {
  const source =
    development === null ? policySource(process.platform) : JSON.parse(readFileSync(development, 'utf8'));
  const parsed = parsePolicy(source);
  if (parsed.ignored.length > 0) ignored(parsed.ignored.length);
  return parsed.policy;
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
