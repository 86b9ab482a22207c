import { inspect, isDeepStrictEqual } from 'node:util';
import type { AnyCase, Area, Life } from './case.ts';
import type { Desktop, Host } from './host.ts';

/** What became of one case. */
export interface Outcome {
  readonly area: string;
  readonly says: string;
  readonly from: string;
  readonly outcome: 'held' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly why?: string;
  readonly expected?: unknown;
  readonly observed?: unknown;
}

/** What a life left behind. */
export interface Lived {
  readonly notes: readonly unknown[];
  readonly code: number | null;
}

/** A host as the command sees it. */
export interface Driver {
  readonly host: string;
  /** Of Electron as it said, or of the types that the stand-in stands in for. Known once it has run. */
  version(): string;
  /** Why nothing can be run here; null when it can. */
  readonly missing: string | null;
  run(areas: readonly Area[]): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

export const isLife = (one: AnyCase): one is Life => 'live' in one;

/** How long a case may take. Milliseconds. */
const patience = 15_000;

/** The answer, or that there was none in time, or what was thrown. */
async function answerOf(act: () => unknown): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise(resolve => {
    timer = setTimeout(() => resolve({ noAnswerWithin: patience }), patience);
  });
  try {
    return await Promise.race([act(), late]);
  } catch (error) {
    return { threw: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** What can be written into a report: JSON, or how Node would print it. */
function told(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch {
    return inspect(value, { depth: 1 });
  }
}

const named = (area: string, { says, from }: AnyCase) => ({ area, says, from });

/** Why this host cannot run the case; null when it can. */
function obstacle(one: AnyCase, host: Pick<Host, 'desktop' | 'hands' | 'circumstances'>): string | null {
  if (one.on !== undefined && !one.on.includes(host.desktop)) return `only on ${one.on.join(', ')}`;
  const other = one.under?.find(circumstance => !host.circumstances.includes(circumstance));
  if (other !== undefined) return `this host is not '${other}'`;
  const hand = one.needs?.find(needed => host.hands[needed] === undefined);
  return hand === undefined ? null : `this host cannot do '${hand}'`;
}

/** Runs one case: what `see` answers has to be what the case expects. */
export async function tryOut(
  area: string,
  one: AnyCase,
  host: Pick<Host, 'desktop' | 'hands' | 'circumstances'>,
  see: () => unknown,
): Promise<Outcome> {
  const why = obstacle(one, host);
  if (why !== null) return { ...named(area, one), outcome: 'skipped', why };
  const expected = isLife(one) ? { notes: one.is, code: one.code } : one.is;
  const observed = await answerOf(see);
  return isDeepStrictEqual(observed, expected)
    ? { ...named(area, one), outcome: 'held' }
    : { ...named(area, one), outcome: 'failed', expected: told(expected), observed: told(observed) };
}

/** Runs a case that needs no life of its own. */
export const tryAt = (host: Host, area: string, one: AnyCase): Promise<Outcome> =>
  tryOut(area, one, host, async () => {
    if (isLife(one)) throw new Error('A life is lived in an app of its own');
    return 'see' in one ? one.see(host) : one.seePage(await host.page(), host);
  });

/** The desktop that this machine has. */
export function desktopHere(): Desktop {
  if (process.platform === 'win32') return 'windows';
  if (process.platform === 'darwin') return 'macos';
  return process.env.WAYLAND_DISPLAY && process.env.XDG_SESSION_TYPE === 'wayland' ? 'wayland' : 'x11';
}
