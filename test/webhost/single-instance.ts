import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One running app for one user data folder. */
export interface SingleInstance {
  /** True for the first app. For a later one false, and its arguments are handed to the first. */
  request(argv: readonly string[], onSecond: (argv: string[], cwd: string) => void): boolean;
  release(): void;
  held(): boolean;
  /** Settled once a second instance's arguments have arrived. */
  handedOver(): Promise<void>;
}

/**
 * The lock is an exclusive SQLite transaction: taken at once, and given up by the system when the process
 * dies in whatever way. Arguments travel over a local socket beside it (under the temporary folder when the
 * path would be too long for a socket).
 */
export function createSingleInstance(userData: string): SingleInstance {
  let lock: DatabaseSync | null = null;
  let server: Server | null = null;
  let handover = Promise.resolve();
  const address = socketPath(userData);

  return {
    request(argv, onSecond) {
      if (lock !== null) return true;
      mkdirSync(userData, { recursive: true });
      const database = new DatabaseSync(join(userData, 'webhost.lock'), { timeout: 0 });
      try {
        database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      } catch {
        database.close();
        handover = handOver(address, argv);
        return false;
      }
      lock = database;
      if (!isWindows) rmSync(address, { force: true });
      server = listen(address, onSecond);
      return true;
    },
    release() {
      server?.close();
      lock?.close();
      server = null;
      lock = null;
    },
    held: () => lock !== null,
    handedOver: () => handover,
  };
}

/** Of the machine, whatever system the stand-in plays. */
const isWindows = process.platform === 'win32';

function socketPath(userData: string): string {
  const hash = createHash('sha256').update(userData).digest('hex').slice(0, 16);
  if (isWindows) return `\\\\.\\pipe\\webhost-${hash}`;
  const beside = join(userData, 'webhost.sock');
  return beside.length <= 100 ? beside : join(tmpdir(), `webhost-${hash}.sock`);
}

function listen(address: string, onSecond: (argv: string[], cwd: string) => void): Server {
  const server = createServer({ allowHalfOpen: true }, socket => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('end', () => {
      const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
      socket.end();
      onSecond(argv, cwd);
    });
    socket.on('error', () => undefined);
  });
  return server.listen(address).unref();
}

/** Resolves also when the first instance is just going away: then there is nobody to tell. */
function handOver(address: string, argv: readonly string[]): Promise<void> {
  return new Promise(resolve => {
    const socket = connect(address, () => socket.end(JSON.stringify({ argv, cwd: process.cwd() })));
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.resume();
  });
}
