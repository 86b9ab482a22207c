import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { boundPreamble } from './preamble.ts';
import { tlsRules } from './tls-rules.ts';

/** The proxy for an address; null: a direct connection. */
export type ResolveProxy = (url: string) => Promise<URL | null>;

export type WatchedAgent = ReturnType<typeof watchedAgent>;

/**
 * A new connection for each exchange, which tells whether the request can have left. Pooled connections die unnoticed in sleep and behind NAT, and then nobody can tell whether
 * a request left. At a few thousand requests an hour a handshake each costs less. With a `tunnel` the connection runs inside it.
 */
export function watchedAgent(secure: boolean, tunnel: Socket | null) {
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
    /** True once the connection was open (https: after the handshake). Before that nothing was sent. */
    opened: (): boolean => opened,
    /** Call it when the answer's headers have come. */
    answered: (): void => answered(),
    /** Ends the connection at any point. */
    close(): void {
      connection?.destroy();
      tunnel?.destroy();
    },
  };
}

/**
 * Reads the first usable entry of a PAC answer (`PROXY host:port; DIRECT`, as Electron's `resolveProxy` returns it).
 * SOCKS entries are skipped. Null (direct) when none is usable.
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
