import { type ErrorPlace, errorNames } from './events.ts';

type ErrorName = (typeof errorNames)[number];

/** What the log may say of an exception: its class and where it arose. Never its message, which may hold data. Never throws. */
export function errorFacts(error: unknown): { readonly error: ErrorName; readonly at: ErrorPlace | null } {
  if (!(error instanceof Error)) return { error: 'other', at: null };
  const name = textOf(error, 'name');
  return { error: errorNames.find(known => known === name) ?? 'other', at: placeOf(error) };
}

/** What any of its members says; null where it is no text or fails. */
function textOf(error: Error, member: 'name' | 'message' | 'stack'): string | null {
  try {
    const text: unknown = error[member];
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

/**
 * The file, line and column of the first line of its stack that names a place in one; null when there is none. Folders are
 * left out: they hold the user's name.
 */
function placeOf(error: Error): ErrorPlace | null {
  const stack = textOf(error, 'stack');
  const message = textOf(error, 'message');
  if (stack === null || message === null) return null;
  const places = placesOf(stack, message);
  if (places === null) return null;
  const [, place] = /^\s+at .*?([\w.-]+\.[cm]?[jt]sx?:\d+:\d+)\)?$/m.exec(places) ?? [];
  return place === undefined ? null : (place as ErrorPlace);
}

/**
 * What stands below the message, which may have lines of its own that look like places. A stack is written when it is first read (V8:
 * the class, `: ` and the message, or the class alone): where the message was changed since, nobody can tell where it ended, and it is
 * null.
 */
function placesOf(stack: string, message: string): string | null {
  const [lead = ''] = /^[\w$.]*/.exec(stack) ?? [];
  const head = message === '' ? lead : `${lead}: ${message}`;
  const below = stack.slice(head.length);
  if (!stack.startsWith(head) || !below.startsWith('\n    at ')) return null;
  // A message that begins as it did, and was cut off where a line of it looks like a place.
  return /\n(?! {4}at )/.test(below) ? null : below;
}
