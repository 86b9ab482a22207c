import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { boundPreamble } from './preamble.ts';
import { tlsRules } from './tls-rules.ts';

/** One connection for one exchange, watched: did it ever come to the point where the request could leave? */
export interface WatchedAgent {
  readonly agent: HttpAgent;
  /** True once the connection stood (for https: the handshake was done). Before that nothing was sent. */
  opened(): boolean;
  /** The headers of the answer are there. */
  answered(): void;
  /** Ends the connection, whatever it is in the middle of. */
  close(): void;
}

/** Where an address is reached: null straight, else the proxy's address. */
export type ResolveProxy = (url: string) => Promise<URL | null>;

/**
 * A fresh connection for each exchange. Pooled connections die unseen in sleep and behind NAT, and then nobody
 * can say whether a request left; at a few thousand requests an hour a handshake each is the better price.
 * Through a `tunnel` it is the tunnel's inside.
 */
export function watchedAgent(secure: boolean, tunnel: Socket | null): WatchedAgent {
  const agent = secure
    ? new HttpsAgent({ ...tlsRules(), keepAlive: false, ...(tunnel === null ? {} : { socket: tunnel }) })
    : new HttpAgent({ keepAlive: false });
  const create = agent.createConnection.bind(agent);
  let opened = false;
  let connection: Duplex | null = null;
  let answered = (): void => {};
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback);
    socket?.once(secure ? 'secureConnect' : 'connect', () => {
      opened = true;
      answered = boundPreamble(socket);
    });
    connection = socket ?? null;
    return socket;
  };
  return {
    agent,
    opened: () => opened,
    answered: () => answered(),
    close: () => {
      connection?.destroy();
      tunnel?.destroy();
    },
  };
}

/**
 * Reads the first usable entry of a PAC answer (`PROXY host:port; DIRECT`, as Electron's `resolveProxy` gives
 * it). SOCKS entries are passed over; without a usable entry the way is straight.
 */
export function parseProxyAnswer(answer: string): URL | null {
  for (const entry of answer.split(';')) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return null;
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()];
    const proxy = scheme === undefined ? null : URL.parse(`${scheme}://${address}`);
    if (proxy !== null) return proxy;
  }
  return null;
}
