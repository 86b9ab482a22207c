import { isDeepStrictEqual } from 'node:util';
import type { AnyCase, Area, Case, Life, PageCase } from './case.ts';
import type { Host } from './host.ts';

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
  /** Of Electron, or of the types that the stand-in stands in for. */
  readonly version: string;
  /** Cases of a running app, in their order. */
  run(areas: readonly Area[]): Promise<readonly Outcome[]>;
  live(life: Life): Promise<Lived>;
  close(): Promise<void>;
}

export const isLife = (one: AnyCase): one is Life => 'live' in one;

/** How long a case may take. Milliseconds. */
const patience = 15_000;

/** The answer, or that there was none in time, or what was thrown. */
export async function answerOf(act: () => unknown): Promise<unknown> {
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

export function judge(area: string, one: AnyCase, expected: unknown, observed: unknown): Outcome {
  const { says, from } = one;
  return isDeepStrictEqual(observed, expected)
    ? { area, says, from, outcome: 'held' }
    : { area, says, from, outcome: 'failed', expected, observed };
}

/** Why this host cannot run the case; null when it can. */
export function obstacle(one: AnyCase, { desktop, hands }: Pick<Host, 'desktop' | 'hands'>): string | null {
  if (one.on !== undefined && !one.on.includes(desktop)) return `only on ${one.on.join(', ')}`;
  const missing = 'needs' in one ? one.needs?.find(hand => hands[hand] === undefined) : undefined;
  return missing === undefined ? null : `this host cannot do '${missing}'`;
}

/** Runs the cases that need no life of their own, one after the other. */
export async function runCases(host: Host, areas: readonly Area[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { area, cases } of areas) {
    for (const one of cases) if (!isLife(one)) outcomes.push(await runCase(host, area, one));
  }
  return outcomes;
}

async function runCase(host: Host, area: string, one: Case | PageCase): Promise<Outcome> {
  const { says, from } = one;
  const why = obstacle(one, host);
  if (why !== null) return { area, says, from, outcome: 'skipped', why };
  const see = async () => ('see' in one ? one.see(host) : one.seePage(await host.page(), host));
  return judge(area, one, one.is, await answerOf(see));
}

/** Runs everything at one host: the lives one after the other, then what shares a running app. */
export async function runAll(driver: Driver, areas: readonly Area[]): Promise<readonly Outcome[]> {
  const lived: Outcome[] = [];
  for (const { area, cases } of areas) {
    for (const one of cases.filter(isLife)) {
      const expected = { notes: one.is, code: one.code };
      lived.push(judge(area, one, expected, await answerOf(() => driver.live(one))));
    }
  }
  return [...lived, ...(await driver.run(areas))];
}
