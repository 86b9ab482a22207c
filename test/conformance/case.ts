import type { Circumstance, Desktop, HandName, Host, HostPage, LifeHost } from './host.ts';

/** The commit of Electron's repository that every case was read against. */
export const readAt = '96f3996d8d3ce6e2fcfb86326fc4b953b53936fb';

interface Claim {
  /** One sentence that Electron keeps. */
  readonly says: string;
  /** The page of its documentation (`docs/api/app.md`) or the line of its source (`shell/browser/browser.cc:90`). */
  readonly from: string;
  /** The desktops that keep it; all when left out. */
  readonly on?: readonly Desktop[];
  /** What the system has to be like besides; a host that cannot be made so skips the case. */
  readonly under?: readonly Circumstance[];
  /** What the world has to do for it; a host without these hands skips the case. */
  readonly needs?: readonly HandName[];
}

/** A behaviour of a running app. What is seen has to be deeply equal to `is`. */
export interface Case extends Claim {
  readonly see: (host: Host) => unknown;
  readonly is: unknown;
}

/** A behaviour of a page and what serves it: as `Case`, with the fixture's page. */
export interface PageCase extends Claim {
  readonly seePage: (page: HostPage, host: Host) => unknown;
  readonly is: unknown;
}

/** A behaviour of a whole life, from the entry to the exit code: what the life noted has to be deeply equal to `is`. */
export interface Life extends Claim {
  /** The app's own arguments. */
  readonly args?: readonly string[];
  readonly live: (host: LifeHost) => void | Promise<void>;
  readonly is: readonly unknown[];
  readonly code: number;
}

export type AnyCase = Case | PageCase | Life;

/** The cases of one part of Electron. */
export interface Area {
  readonly area: string;
  readonly cases: readonly AnyCase[];
}

/** The message of what `act` throws; '' when it throws nothing. */
export function refusal(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const refuses = (act: () => unknown): boolean => refusal(act) !== '';

type Emitter = { once(event: string, listener: (...values: unknown[]) => void): unknown };

/** The values of the next event of this name. */
export const next = (emitter: object, event: string): Promise<unknown[]> =>
  new Promise(resolve => {
    (emitter as Emitter).once(event, (...values) => resolve(values));
  });

/** A moment later: everything that was due has happened. */
export const later = (milliseconds = 0): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** Writes down each of these events by its name. Answers the list that grows. */
export function listen(emitter: object, events: readonly string[], seen: string[] = []): string[] {
  const on = (emitter as { on(event: string, listener: () => void): unknown }).on.bind(emitter);
  for (const event of events) on(event, () => seen.push(event));
  return seen;
}

/** What is told of these events while `act` runs; afterwards nobody listens any more. For what all cases share. */
export async function hear(
  emitter: object,
  events: readonly string[],
  act: () => unknown,
): Promise<readonly string[]> {
  const { on, removeListener } = emitter as {
    on(event: string, listener: () => void): unknown;
    removeListener(event: string, listener: () => void): unknown;
  };
  const seen: string[] = [];
  const listeners = events.map(event => [event, () => void seen.push(event)] as const);
  for (const [event, listener] of listeners) on.call(emitter, event, listener);
  try {
    await act();
  } finally {
    for (const [event, listener] of listeners) removeListener.call(emitter, event, listener);
  }
  return seen;
}

/** Waits until `isSo`, and does `act` in between; a case that waits for ever is ended by its patience. */
export async function until(isSo: () => boolean, act: () => unknown = () => later(10)): Promise<void> {
  while (!isSo()) await act();
}
