import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isExpected } from '../webhost/contacts.ts';
import type { Command, HostEvent } from '../webhost/lines.ts';

type Named<E extends HostEvent['event']> = Extract<HostEvent, { event: E }>;
/** A command as a caller writes it; `send` numbers it. */
export type Order = Command extends infer C ? (C extends Command ? Omit<C, 'id'> : never) : never;

export interface AppOptions {
  readonly userDataDir: string;
  /** Over this process's own environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The app's own arguments. */
  readonly args?: readonly string[];
  /** Another entry than `dist/main/main.js`. */
  readonly main?: string;
}

/** An app running in the web host, in a process of its own. */
export interface RunningApp {
  /** The hosts it has opened connections to, other than this machine and the addresses of the API. */
  strangers(): readonly string[];
  /** Everything it has told, oldest first. */
  readonly events: readonly HostEvent[];
  /** What the app has written to its log so far. */
  log(): string;
  /** Nobody reads its log any more: whatever it writes from now on fails. */
  hangUp(): void;
  /** Carries a command out; rejects with the host's answer when it cannot. */
  send(order: Order): Promise<void>;
  /** The newest event of this kind if it fits, else the first fitting one to come. Rejects when the app ends first. */
  until<E extends HostEvent['event']>(event: E, fits?: (told: Named<E>) => boolean): Promise<Named<E>>;
  /** The first fitting event from now on. Rejects when the app ends first. */
  next<E extends HostEvent['event']>(event: E, fits?: (told: Named<E>) => boolean): Promise<Named<E>>;
  /** The one-time address of the `ready` line. */
  url(): Promise<string>;
  /** A further one-time address, for another browser. */
  entry(): Promise<string>;
  /** Quits as from the menu; the exit code. */
  stop(): Promise<number | null>;
  /** Ends it in the middle of whatever it does (SIGKILL). */
  kill(): Promise<void>;
  /** Sends the process a signal. */
  signal(signal: NodeJS.Signals): void;
  /** The exit code, once it has ended; null when it was killed. */
  ended(): Promise<number | null>;
}

const root = join(import.meta.dirname, '../..');
/** Where Node keeps what it has compiled, for the next app. */
const compiled = join(root, 'node_modules/.cache/compiled');
/** Whom another program than the app reaches for stands in no list of the app's (`npm run hosts`). */
const unlisted = { CONTACTS_FILE: undefined };

/** Starts the app and waits for `ready`. Rejects with its log when it ends before. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const app = launchApp(options);
  await app.url();
  return app;
}

/** Starts the app without waiting. It ends with this process, whatever happens. */
export function launchApp({ userDataDir, env = {}, args = [], main }: AppOptions): RunningApp {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(root, 'test/webhost/main.ts'),
      '--user-data-dir',
      userDataDir,
      ...(main === undefined ? [] : ['--main', main]),
      ...args,
    ],
    {
      cwd: root,
      env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...(main === undefined ? {} : unlisted), ...env },
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    },
  );
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('The host has no pipes');

  const events: HostEvent[] = [];
  const listeners = new Set<(told: HostEvent) => void>();
  let log = '';
  let orders = 0;
  stderr.setEncoding('utf8').on('data', (chunk: string) => {
    log += chunk;
  });
  stdin.on('error', () => undefined);
  createInterface({ input: stdout }).on('line', line => {
    const told = JSON.parse(line) as HostEvent;
    events.push(told);
    for (const listener of [...listeners]) listener(told);
  });
  const contacts = () => events.flatMap(told => (told.event === 'contact' ? [told.host] : []));
  const ended = once(child, 'close').then(([code]) => code as number | null);

  const next = <T extends HostEvent>(pick: (told: HostEvent) => T | null, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const listener = (told: HostEvent): void => {
        const picked = pick(told);
        if (picked === null) return;
        listeners.delete(listener);
        resolve(picked);
      };
      listeners.add(listener);
      void ended.then(code => reject(new Error(`The app ended (${code}) before ${what}\n${log}`)));
    });
  const fitting =
    <E extends HostEvent['event']>(event: E, fits: (told: Named<E>) => boolean) =>
    (told: HostEvent): Named<E> | null =>
      told.event === event && fits(told as Named<E>) ? (told as Named<E>) : null;

  const app: RunningApp = {
    events,
    strangers: () => contacts().filter(host => !isExpected(host)),
    log: () => log,
    hangUp: () => void stderr.destroy(),
    async send(order) {
      orders += 1;
      const id = orders;
      const answer = next(
        told => ((told.event === 'done' || told.event === 'error') && told.id === id ? told : null),
        `{"do":"${order.do}"} was carried out`,
      );
      stdin.write(`${JSON.stringify({ ...order, id })}\n`);
      const told = await answer;
      if (told.event === 'error') throw new Error(told.message);
    },
    until(event, fits = () => true) {
      const last = events.findLast((told): told is Named<typeof event> => told.event === event);
      return last !== undefined && fits(last) ? Promise.resolve(last) : app.next(event, fits);
    },
    next: (event, fits = () => true) => next(fitting(event, fits), `'${event}'`),
    url: async () => (await app.until('ready')).url,
    async entry() {
      const entry = app.next('entry');
      await app.send({ do: 'entry' });
      return (await entry).url;
    },
    async stop() {
      if (child.exitCode === null) stdin.write('{"do":"quit"}\n');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    signal: signal => void child.kill(signal),
    ended: () => ended,
  };
  return app;
}
