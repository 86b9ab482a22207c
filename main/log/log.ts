import { type FactKind, type FactsOf, infoEvents, warnEvents } from './events.ts';
import { shown } from './shown.ts';

type InfoEvents = typeof infoEvents;
type WarnEvents = typeof warnEvents;
/** Events without facts are logged by their name alone. */
type Facts<E extends Readonly<Record<string, FactKind>>> = keyof E extends never ? [] : [FactsOf<E>];

export interface Log {
  info<E extends keyof InfoEvents>(event: E, ...facts: Facts<InfoEvents[E]>): void;
  warn<E extends keyof WarnEvents>(event: E, ...facts: Facts<WarnEvents[E]>): void;
}

/** A log that can be asked for its last warnings. */
export interface KeptLog extends Log {
  warnings(): readonly string[];
  /** Knows of no warning any more. */
  forget(): void;
}

/** How many warnings are kept for who asks what went wrong. */
const mostKept = 20;
/** In milliseconds: within this time the same warning is counted. */
const countedFor = 60_000;

/**
 * A log that writes each event to all `sinks` as one line: when (`now`, epoch milliseconds), how bad, what, and the facts by name. It can
 * say what `events` lists and nothing else, so that it needs no masking. `warnings` are the last lines that were warnings.
 *
 * A warning that comes again within the minute is written the second, fourth, eighth time and so on, with the count (`times`), and takes
 * one place among `warnings`: a page gone wild pushes nothing else out.
 */
export function createLog(sinks: readonly ((line: string) => void)[], now: () => number): KeptLog {
  const kept = new Map<string, string>();
  let times = createCounts(now);
  const write = (
    level: 'info' | 'warn',
    event: string,
    kinds: Readonly<Record<string, FactKind>>,
    facts: Readonly<Record<string, unknown>> = {},
  ): void => {
    const words = Object.entries(kinds)
      .filter(([name]) => facts[name] !== null && facts[name] !== undefined)
      .map(([name, kind]) => `${name}=${shown(kind, facts[name])}`);
    const said = [level, event, ...words].join(' ');
    const count = level === 'info' ? 1 : times(said);
    if (!isPowerOfTwo(count)) return;
    const line = `${new Date(now()).toISOString()} ${said}${count === 1 ? '' : ` times=${count}`}`;
    for (const sink of sinks) sink(line);
    if (level === 'info') return;
    kept.delete(said);
    kept.set(said, line);
    for (const eldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(eldest);
  };
  return {
    info: (event, facts?) => write('info', event, infoEvents[event], facts),
    warn: (event, facts?) => write('warn', event, warnEvents[event], facts),
    warnings: () => [...kept.values()],
    forget: () => {
      kept.clear();
      times = createCounts(now);
    },
  };
}

/** Counts what is said, anew each minute and where the clock was set back. */
function createCounts(now: () => number): (said: string) => number {
  let since = 0;
  let counts = new Map<string, number>();
  return said => {
    const at = now();
    if (at < since || at >= since + countedFor) {
      since = at;
      counts = new Map();
    }
    const count = (counts.get(said) ?? 0) + 1;
    counts.set(said, count);
    return count;
  };
}

const isPowerOfTwo = (count: number): boolean => Number.isInteger(Math.log2(count));
