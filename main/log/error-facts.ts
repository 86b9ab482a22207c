import { type ErrorPlace, errorNames } from './events.ts';

type ErrorName = (typeof errorNames)[number];

/** What the log may say of an exception: its class and where it arose. Never its message, which may hold data. */
export function errorFacts(error: unknown): { readonly error: ErrorName; readonly at: ErrorPlace | null } {
  return { error: nameOf(error), at: placeOf(error) };
}

function nameOf(error: unknown): ErrorName {
  const name = error instanceof Error ? error.name : '';
  return errorNames.find(known => known === name) ?? 'other';
}

/**
 * The file, line and column of the first line of its stack that names a place in one; null when there is none. Folders are
 * left out: they hold the user's name.
 */
function placeOf(error: unknown): ErrorPlace | null {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return null;
  // The message stands before the places, and may have lines of its own.
  const places = error.stack.slice(error.stack.indexOf(error.message) + error.message.length);
  const [, place] = /^\s+at .*?([\w.-]+\.[cm]?[jt]sx?:\d+:\d+)\)?$/m.exec(places) ?? [];
  return place === undefined ? null : (place as ErrorPlace);
}
