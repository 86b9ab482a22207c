export interface Log {
  /** Logs one event. Values are facts (a status, a count), never bodies, headers or keys. */
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
}

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

const keyLike = /\b[a-z]{2}_(live|test)_[A-Za-z0-9_-]+/g;

/**
 * A logger that masks everything that looks like an API key, and every secret of `secrets`, which is called for each
 * line so that a key replaced at run time is masked at once.
 */
export function createLog(
  sink: (line: string) => void,
  now: () => number,
  secrets: () => readonly string[],
): Log {
  const redact = (line: string): string => {
    let clean = line.replace(keyLike, '[key]');
    for (const secret of secrets()) if (secret.length >= 4) clean = clean.replaceAll(secret, '[key]');
    return clean;
  };
  const write = (level: string, event: string, facts: Facts): void => {
    // Masked before quoting, which would change a key that has a quote in it, and after.
    const clean = (value: Facts[string]) => (typeof value === 'string' ? redact(value) : value);
    const words = Object.entries(facts).map(([name, value]) => `${name}=${JSON.stringify(clean(value))}`);
    sink(redact([new Date(now()).toISOString(), level, event, ...words].join(' ')));
  };
  return {
    info: (event, facts = {}) => write('info', event, facts),
    warn: (event, facts = {}) => write('warn', event, facts),
  };
}

/**
 * Drops what cannot be written to standard output or error. A closed pipe (EPIPE) or terminal (EIO) or a full disk
 * (ENOSPC) is an `error` event of these streams, which ends a program without a listener
 * (https://nodejs.org/api/process.html#a-note-on-process-io). Call it before anything writes.
 */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
