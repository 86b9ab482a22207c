/** Where log lines go; the app writes to standard error, tests to an array. */
export type Sink = (line: string) => void;

export interface Log {
  /** One line of what happened. Values are facts (a status, a count), never bodies, headers or keys. */
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
}

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

const keyLike = /\b[a-z]{2}_(live|test)_[A-Za-z0-9_-]+/g;

/**
 * A logger that cannot leak: whatever looks like an API key is masked, and so is every secret it was told.
 * `secrets` is asked anew for each line, so a key replaced at run time is covered at once.
 */
export function createLog(sink: Sink, now: () => number, secrets: () => readonly string[]): Log {
  const redact = (line: string): string => {
    let clean = line.replace(keyLike, '[key]');
    for (const secret of secrets()) if (secret.length >= 4) clean = clean.replaceAll(secret, '[key]');
    return clean;
  };
  const write = (level: string, event: string, facts: Facts): void => {
    // Before the quoting, which would give a key with a quote in it another shape, and after, for all the rest.
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
 * Whatever cannot be written to standard output or error is dropped: a reader that is gone (EPIPE), a terminal that was
 * closed (EIO) or a full disk (ENOSPC) is an `error` event of these streams, and one that nobody hears ends a program
 * (https://nodejs.org/api/process.html#a-note-on-process-io). Call it before anything writes.
 */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
