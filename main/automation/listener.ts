import { createServer, type Server, type Socket } from 'node:net';
import { type Ask, askSchema } from '../contract/automation/ask.ts';
import type { Told } from '../contract/automation/told.ts';
import { parseJson } from '../contract/parse.ts';
import type { Settings } from '../contract/settings.ts';
import type { Log } from '../log/log.ts';
import {
  erasePlace,
  newPlace,
  type OpenPlace,
  readPlace,
  removePlace,
  removeSocket,
  writePlace,
} from './place.ts';
import { isSameProof, proofOf, unguessable } from './proof.ts';
import { toldOf } from './told-of.ts';
import { helloSchema, lineOf, linesOf, longestAsk, provenSchema, wireVersion } from './wire.ts';

export interface ListenerDeps {
  /** The folder of the user's data, in which `place` says where to ask. */
  readonly folder: string;
  readonly answer: (ask: Ask) => Promise<Told>;
  readonly log: Log;
}

/** A conversation in which nothing is said for this long ends. Milliseconds. */
const patience = 10_000;
/** More at once are turned away, and ask again. */
const mostAtOnce = 16;
/** Between the beginnings of two answers, in milliseconds: a flood of asks leaves most of the app's time to its user. */
const breath = 20;

/**
 * Lets other programs of the same user ask this instance, while the user allows it. While the setting is off there is no socket, only a
 * file that says so. Nobody else gets in: not into the socket's folder, and not past the proof.
 */
export function createListener({ folder, answer, log }: ListenerDeps) {
  let server: Server | null = null;
  const sockets = new Set<Socket>();
  let queue: Promise<void> = Promise.resolve();
  let rested: Promise<void> = Promise.resolve();

  /** Settles when one more ask may be answered, whichever conversation it is from. */
  const turn = (): Promise<void> => {
    const own = rested;
    rested = own.then(() => new Promise(resolve => setTimeout(resolve, breath)));
    return own;
  };

  const toldTo = async (line: string): Promise<Told> => {
    const ask = parseJson(askSchema, line);
    return ask.ok ? toldOf(ask.value, answer, log) : { status: 'refused', code: 'malformed-request' };
  };

  /** One conversation to its end. Whoever does not begin it as `wire` says is told nothing. */
  const converse = async (socket: Socket, { secret }: OpenPlace): Promise<void> => {
    const lines = linesOf(socket, longestAsk);
    const hello = parseJson(helloSchema, (await lines.next()).value ?? '');
    if (!hello.ok) return;
    const nonces = { asking: hello.value.nonce, answering: unguessable() };
    const proof = proofOf(secret, 'answering', nonces);
    socket.write(lineOf({ version: wireVersion, nonce: nonces.answering, proof }));
    const proven = parseJson(provenSchema, (await lines.next()).value ?? '');
    if (!proven.ok || !isSameProof(proven.value.proof, proofOf(secret, 'asking', nonces))) {
      log.warn('ask from a stranger');
      return;
    }
    for await (const line of lines) {
      socket.setTimeout(0);
      await turn();
      // What it had asked before it ended is not done any more.
      if (socket.destroyed) return;
      const told = lineOf(await toldTo(line));
      socket.setTimeout(patience);
      // Whoever does not read what is told is told no more.
      await new Promise(resolve => socket.write(told, resolve));
    }
  };

  const close = async (): Promise<void> => {
    const closing = server;
    server = null;
    if (closing === null) return;
    const closed = new Promise(resolve => closing.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
    removePlace(folder);
  };

  const open = async (): Promise<void> => {
    removeSocket(readPlace(folder));
    const place = newPlace(folder);
    if (place === null) {
      log.warn('automation without an address');
      return;
    }
    const opening = createServer(socket => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.setTimeout(patience, () => socket.destroy());
      // A conversation that breaks off ends; there is nobody to tell.
      socket.on('error', () => undefined);
      converse(socket, place)
        .catch(() => undefined)
        .finally(() => socket.destroy());
    });
    opening.maxConnections = mostAtOnce;
    const trouble = await new Promise<string | null>(resolve => {
      // Later ones are of somebody who could not be taken in, and asks again (Node: lib/net.js, `onconnection`).
      opening.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
      opening.listen(place.address, () => resolve(null));
    });
    const refusal = trouble ?? writePlace(folder, place);
    if (refusal === null) {
      server = opening;
      log.info('automation open');
      return;
    }
    opening.close();
    removeSocket(place);
    log.warn('automation closed', { code: refusal });
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.then(() => undefined);
    return done;
  };
  const become = async (allows: Settings['automation']): Promise<void> => {
    if (allows === 'off') {
      await close();
      removeSocket(readPlace(folder));
      writePlace(folder, { state: 'off' });
    } else if (server === null) await open();
  };

  return {
    /** Makes it so, as the setting says. Settles when it is. */
    allow: (allows: Settings['automation']): Promise<void> => inTurn(() => become(allows)),
    /** Ends every conversation and deletes address and secret, then makes it so anew. Returns the paths that are still there. */
    renew: (allows: Settings['automation']): Promise<readonly string[]> =>
      inTurn(async () => {
        await close();
        const left = erasePlace(folder);
        await become(allows);
        return left;
      }),
    /** Ends every conversation. What was asked for and answered already is on disk. */
    stop: (): Promise<void> =>
      inTurn(async () => {
        await close();
        removePlace(folder);
      }),
  };
}
