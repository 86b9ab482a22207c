import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A Secret Service of its own: private bus, private keyring, nothing of the person who runs the tests. */
export interface SecretService {
  /** The environment for a child process that shall see this session and no other. */
  readonly env: Readonly<Record<string, string>>;
  /** Locks the default collection, as a screen lock may. */
  lock(): Promise<void>;
  /** Takes the keyring away; the bus stays. */
  dismiss(): Promise<void>;
  stop(): Promise<void>;
}

const name = 'org.freedesktop.secrets';

/** gnome-keyring now and then dies while it comes up (seen: once in some hundred starts); what we test is not it. */
const startsAtMost = 3;

/**
 * Starts a bus and an unlocked gnome-keyring on it; resolves when its default collection can be used. Needs
 * the programs dbus-daemon, dbus-monitor, dbus-send and gnome-keyring-daemon (Debian: dbus, gnome-keyring).
 */
export async function startSecretService(): Promise<SecretService> {
  for (let start = 1; start < startsAtMost; start++) {
    try {
      return await startOnce();
    } catch (error) {
      console.warn(`The Secret Service did not come up (${start} of ${startsAtMost}):`, error);
    }
  }
  return startOnce();
}

async function startOnce(): Promise<SecretService> {
  const home = await mkdtemp(join(tmpdir(), 'raze-session-'));
  const running: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(end));
    await rm(home, { recursive: true, force: true });
  };
  try {
    const base = await privateFolders(home);
    const bus = leashed(
      'dbus-daemon',
      ['--nofork', '--print-address=1', `--config-file=${join(home, 'bus')}`],
      base,
    );
    running.push(bus);
    const address = await firstLine(bus, line => line.startsWith('unix:'));
    const env = { ...base, DBUS_SESSION_BUS_ADDRESS: address };

    const match = `type='signal',member='NameOwnerChanged',arg0='${name}'`;
    const monitor = leashed('dbus-monitor', ['--address', address, match], env);
    running.push(monitor);
    const lines = createInterface({ input: monitor.stdout ?? process.stdin });
    const heard = once(lines, 'named');
    // Its first words say that it listens; the keyring must not come up before that.
    const listening = once(lines, 'line');
    lines.on('line', line => {
      if (line.includes(`"${name}"`)) lines.emit('named');
    });
    await listening;

    const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    running.unshift(keyring);
    keyring.stdin.end('a password for tests');
    await Promise.race([
      heard,
      once(keyring, 'exit').then(() => Promise.reject(new Error('gnome-keyring-daemon ended'))),
    ]);
    const send = (...words: string[]) =>
      promisify(execFile)('dbus-send', ['--session', '--print-reply', `--dest=${name}`, ...words], { env });
    const { stdout } = await send(
      '/org/freedesktop/secrets/aliases/default',
      'org.freedesktop.DBus.Properties.Get',
      'string:org.freedesktop.Secret.Collection',
      'string:Locked',
    );
    if (!stdout.includes('boolean false')) throw new Error('The default collection is locked');
    return {
      env,
      async lock() {
        await send(
          '/org/freedesktop/secrets',
          'org.freedesktop.Secret.Service.Lock',
          'array:objpath:/org/freedesktop/secrets/aliases/default',
        );
      },
      dismiss: () => end(keyring),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An environment without any session: what a bare machine or a stripped-down desktop offers. */
export async function noSession(): Promise<Readonly<Record<string, string>>> {
  return {
    ...plainEnv(),
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
    XDG_RUNTIME_DIR: '/nonexistent',
  };
}

async function privateFolders(home: string): Promise<Record<string, string>> {
  const folders = {
    XDG_RUNTIME_DIR: 'run',
    XDG_DATA_HOME: 'data',
    XDG_CONFIG_HOME: 'config',
    XDG_CACHE_HOME: 'cache',
  };
  const paths = Object.entries(folders).map(([variable, folder]) => [variable, join(home, folder)] as const);
  for (const [, path] of paths) await mkdir(path, { mode: 0o700 });
  // No service folders: a name that is not there stays away instead of being started behind our back.
  await writeFile(
    join(home, 'bus'),
    `<busconfig><type>session</type><listen>unix:dir=${home}</listen>
     <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
     </busconfig>`,
  );
  return { ...plainEnv(), HOME: home, ...Object.fromEntries(paths) };
}

function plainEnv(): Record<string, string> {
  const { DBUS_SESSION_BUS_ADDRESS, DISPLAY, WAYLAND_DISPLAY, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** Runs a program that ends with us, even if we are killed: its keeper waits for our end of a pipe. */
function leashed(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn('sh', ['-c', '"$0" "$@" & child=$!; cat >/dev/null; kill $child', program, ...args], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

async function firstLine(child: ChildProcess, wanted: (line: string) => boolean): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (wanted(line)) return line;
  }
  throw new Error('The child ended without the line that was waited for');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.stdin?.writable) child.stdin.end();
  else child.kill();
  await gone;
}
