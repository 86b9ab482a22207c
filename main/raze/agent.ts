import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import tls, { TLSSocket } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** One connection for one exchange, watched: did it ever come to the point where the request could leave? */
export interface WatchedAgent {
  readonly agent: HttpAgent;
  /** True once the connection stood (for https: the handshake was done). Before that nothing was sent. */
  opened(): boolean;
}

/** Where an address is reached: null straight, else the proxy's address. */
export type ResolveProxy = (url: string) => Promise<URL | null>;

/**
 * A fresh connection for each exchange. Pooled connections die unseen in sleep and behind NAT, and then nobody
 * can say whether a request left; at a few thousand requests an hour a handshake each is the better price.
 */
export function watchedAgent(secure: boolean, proxy: URL | null): WatchedAgent {
  if (secure) trustSystemCertificates();
  let opened = false;
  const watch = (socket: Duplex | null | undefined): void => {
    socket?.once(secure ? 'secureConnect' : 'connect', () => {
      opened = true;
    });
  };
  if (proxy !== null && secure) {
    // Only the tunnel's inner socket is TLS; a proxy that refuses CONNECT hands out a plain one with its answer.
    const agent = new HttpsProxyAgent(proxy, { keepAlive: false });
    const connect = agent.connect.bind(agent);
    agent.connect = async (request, options) => {
      const socket = await connect(request, options);
      if (socket instanceof TLSSocket) watch(socket);
      return socket;
    };
    return { agent, opened: () => opened };
  }
  const agent = secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback);
    watch(socket);
    return socket;
  };
  return { agent, opened: () => opened };
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

let trusted = false;

/** Adds the system's certificates to Node's own, once, before the first handshake: companies bring their own. */
function trustSystemCertificates(): void {
  if (trusted) return;
  trusted = true;
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
  } catch {
    // A system store that cannot be read leaves Node's own list, which covers the published address.
  }
}
