import { homedir, hostname, tmpdir, userInfo } from 'node:os';

/** Who is at the machine, and where: what a report that is passed on must not say. */
export interface Identity {
  readonly home: string;
  readonly user: string;
  readonly machine: string;
  readonly temporary: string;
  /** The checkout. */
  readonly project: string;
  /** Whatever else is nobody's business: API keys. */
  readonly secrets: readonly string[];
}

export const identityHere = (project: string): Identity => ({
  home: homedir(),
  user: userInfo().username,
  machine: hostname(),
  temporary: tmpdir(),
  project,
  secrets: [],
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A path as it may be written: either slash, doubled where it was put into a text once more, and whatever the case. */
const pathPattern = (path: string): RegExp =>
  new RegExp(
    path
      .split(/[\\/]+/)
      .map(escaped)
      .join('[\\\\/]+'),
    'gi',
  );

/** Accounts that every machine has. */
const nobody = /^(root|user|admin|administrator|runner|runneradmin)$/i;

/** As a word; an account that every machine has, and one or two letters, say nothing of anybody and stand in many words. */
const namePattern = (name: string): RegExp | null =>
  name.length < 3 || nobody.test(name)
    ? null
    : new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu');

/** Takes out of a text who and where this is: paths, names, keys. What is left is what happened. */
export function redactor({
  home,
  user,
  machine,
  temporary,
  project,
  secrets,
}: Identity): (text: string) => string {
  const rules: (readonly [RegExp | null, string])[] = [
    ...secrets.map(secret => [new RegExp(escaped(secret), 'g'), '<secret>'] as const),
    [/\bgr_(live|test)_\w+/g, '<key>'],
    // A name and a password in an address.
    [/(?<=:[\\/]{2})[^\s/@"']+@/g, ''],
    [pathPattern(project), '.'],
    [pathPattern(temporary), '<temporary>'],
    [pathPattern(home), '~'],
    // Other people's folders, and the same ones by other names (short ones of Windows, links).
    [/([A-Z]:[\\/]+Users[\\/]+|\/home\/|\/Users\/)[^\\/\s"'<>:]+/gi, '~'],
    [namePattern(user), '<user>'],
    [namePattern(machine), '<machine>'],
  ];
  return text =>
    rules.reduce((left, [pattern, put]) => (pattern === null ? left : left.replaceAll(pattern, put)), text);
}

/** The same for every text in a value, names of members included. */
export function redactAll(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(one => redactAll(one, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [redact(name), redactAll(one, redact)]),
  );
}
