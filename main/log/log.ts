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
}

/** How many warnings are kept for who asks what went wrong. */
const mostKept = 20;

/**
 * A log that writes each event to all `sinks` as one line: when (`now`, epoch milliseconds), how bad, what, and the facts by name. It can
 * say what `events` lists and nothing else, so that it needs no masking. `warnings` are the last lines that were warnings.
 */
export function createLog(sinks: readonly ((line: string) => void)[], now: () => number): KeptLog {
  const kept: string[] = [];
  const write = (
    level: 'info' | 'warn',
    event: string,
    kinds: Readonly<Record<string, FactKind>>,
    facts: Readonly<Record<string, unknown>> = {},
  ): void => {
    const words = Object.entries(kinds)
      .filter(([name]) => facts[name] !== null && facts[name] !== undefined)
      .map(([name, kind]) => `${name}=${shown(kind, facts[name])}`);
    const line = [new Date(now()).toISOString(), level, event, ...words].join(' ');
    for (const sink of sinks) sink(line);
    if (level === 'info') return;
    kept.push(line);
    if (kept.length > mostKept) kept.shift();
  };
  return {
    info: (event, facts?) => write('info', event, infoEvents[event], facts),
    warn: (event, facts?) => write('warn', event, warnEvents[event], facts),
    warnings: () => [...kept],
  };
}
