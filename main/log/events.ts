import { asks } from '../contract/automation/ask.ts';
import { callKinds } from '../contract/calls.ts';
import { changeStates, openPauseKinds, parkReasons, timedPauseKinds } from '../contract/change.ts';
import { diskTroubles } from '../contract/failure.ts';
import { ownPages } from '../contract/payloads.ts';
import { hotkeyNames } from '../contract/settings.ts';
import { accountKinds, platforms, updateTroubles } from '../contract/snapshot.ts';

/**
 * Everything that the log can say. A fact is a number, a yes or no, one of the words listed here, a system's error code, a
 * version or a place in the program: names, ids, keys and texts cannot be passed, and would not be written.
 */
export type FactKind = 'count' | 'flag' | 'error-code' | 'version' | 'place' | readonly string[];

/** Classes of errors by name; any other is `other`. */
export const errorNames = [
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError', 'AggregateError'],
  ...['AbortError', 'DOMException', 'FetchError', 'ValiError', 'other'],
] as const;

/** `done`, and each kind of `Trouble` (`outbox/model/trouble`): the compiler misses one that is not here. */
const outcomes = [
  ...['done', 'unreached', 'lost', 'not-our-api', 'too-large', 'rejected', 'unauthorised', 'forbidden'],
  ...['missing', 'conflicting', 'limited', 'failing', 'unexpected'],
] as const;
const contentTypes = [
  ...['mainFrame', 'subFrame', 'stylesheet', 'script', 'image', 'font', 'object', 'xhr', 'ping', 'cspReport'],
  ...['media', 'webSocket', 'other'],
] as const;
const processEnds = [
  ...['clean-exit', 'abnormal-exit', 'killed', 'crashed', 'oom', 'launch-failed', 'integrity-failure'],
  'memory-eviction',
] as const;
const calls = Object.keys(callKinds) as readonly (keyof typeof callKinds)[];

/** The events of which nobody needs to be told. */
export const infoEvents = {
  started: { version: 'version', platform: platforms, packaged: 'flag' },
  /** Everything was erased; so many files are still there. All that a new log says of what was before. */
  erased: { version: 'version', left: 'count' },
  quit: { outcome: ['drained', 'failed', 'impatient', 'session'] },
  account: { kind: accountKinds },
  hotkey: {
    name: hotkeyNames,
    outcome: ['ours', 'taken'],
    answer: ['counts', 'open', 'worthless'],
  },
  links: { registered: 'flag' },
  'automation open': {},
  'update ready': { version: 'version' },
  /** The feed took back the version that was ready. */
  'update withdrawn': { version: 'version' },
  update: { done: ['kept', 'placed', 'starts', 'ends'] },
  /** A request about one change, and how it ended. */
  attempt: { what: ['look', 'send'], outcome: outcomes, status: 'count', ms: 'count' },
  /** A change went into this state; `why` it needs the user. */
  transition: { to: changeStates, why: parkReasons },
  /** Why nothing is sent on a lane; without a kind, sending goes on. */
  pause: { kind: [...openPauseKinds, ...timedPauseKinds] },
} as const satisfies Events;

/** The events that somebody who looks for a fault wants to see. */
export const warnEvents = {
  bug: { error: errorNames, at: 'place' },
  database: { trouble: [...diskTroubles, 'store-busy'] },
  /** A damaged file was set aside, and so many changes were read back from it. */
  'database set aside': { salvaged: 'count' },
  outbox: { error: errorNames, at: 'place' },
  'call malformed': { call: calls },
  'call failed': { call: calls, error: errorNames, at: 'place' },
  'call unknown': {},
  'call from a stranger': {},
  'ask failed': { ask: asks, error: errorNames, at: 'place' },
  'ask from a stranger': {},
  'automation without an address': {},
  'automation closed': { code: 'error-code' },
  'navigation refused': {},
  'window refused': {},
  'request refused': { type: contentTypes },
  'download refused': {},
  'page gone': { reason: processEnds },
  'page not loaded': {},
  'folder not opened': {},
  /** A hotkey that the system cannot read: it does nothing. */
  'hotkey malformed': { name: hotkeyNames },
  /** So many members of the computer's policy are no setting, or not a value of one. */
  'policy ignored': { members: 'count' },
  'policy unreadable': { code: 'error-code', error: errorNames, at: 'place' },
  /** Somebody else than the computer's manager could have written the policy: it does not count. */
  'policy untrusted': {},
  'page not opened': { page: ownPages },
  'update failed': { trouble: updateTroubles },
  'updater not loaded': { error: errorNames, at: 'place' },
  'links not registered': { error: errorNames, at: 'place' },
} as const satisfies Events;

type Events = Readonly<Record<string, Readonly<Record<string, FactKind>>>>;

/** A place in the program, as `placeOf` finds it. */
export type ErrorPlace = string & { readonly place: never };
/** A version, as the manifest has it. */
export type Version = `${number}.${number}.${number}` | `${number}.${number}.${number}-${string}`;

type FactOf<K extends FactKind> = K extends 'count'
  ? number
  : K extends 'flag'
    ? boolean
    : K extends 'place'
      ? ErrorPlace
      : K extends 'error-code' | 'version'
        ? string
        : K extends readonly (infer Word)[]
          ? Word
          : never;

/** The facts of one event; null leaves one out. */
export type FactsOf<E extends Readonly<Record<string, FactKind>>> = {
  readonly [Name in keyof E]: FactOf<E[Name]> | null;
};

type AllEvents = typeof infoEvents & typeof warnEvents;
/** The words of one fact of an event, where they are a type of the program as well. */
export type WordOf<
  E extends keyof AllEvents,
  Fact extends keyof AllEvents[E],
> = AllEvents[E][Fact] extends readonly (infer Word)[] ? Word : never;
