import { type RequestOptions, request as requestPlainly } from 'node:http';
import { Agent, request as requestSecurely } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { boundPreamble } from './preamble.ts';
import { tlsRules } from './tls-rules.ts';

/** A way through a proxy, or the status with which the proxy refused it: then nothing of the request was sent. */
export type Tunnel =
  | { readonly kind: 'open'; readonly socket: Socket }
  | { readonly kind: 'refused'; readonly status: number };

/**
 * Asks a proxy for a tunnel to the target (CONNECT, RFC 9110, 9.3.6). Node limits the answer's headers to 16 KB.
 * Rejects with Node's error when the proxy is not reached or sends no valid answer, or when the signal comes first; no
 * socket is left open then.
 */
export function openTunnel(proxy: URL, target: URL, signal: AbortSignal): Promise<Tunnel> {
  const secure = proxy.protocol === 'https:';
  const authority = `${target.hostname}:${target.port || 443}`;
  // Without the brackets that a URL has around an IPv6 address.
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  const options: RequestOptions = {
    method: 'CONNECT',
    host,
    port: proxy.port || (secure ? 443 : 80),
    path: authority,
    // An agent would take the name to check the proxy's certificate by from here, were it not told.
    headers: { Host: authority },
    signal,
  };
  const asking = secure
    ? requestSecurely({
        ...options,
        agent: new Agent({ ...tlsRules(), keepAlive: false }),
        servername: isIP(host) === 0 ? host : '',
      })
    : requestPlainly({ ...options, agent: false });
  return new Promise((resolve, reject) => {
    asking.once('error', reject);
    let answered = (): void => {};
    asking.once('socket', socket => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        answered = boundPreamble(socket);
      });
    });
    // Whatever the status, Node hands the answer to a CONNECT over here.
    asking.once('connect', ({ statusCode: status = 0 }, socket: Socket) => {
      answered();
      socket.on('error', () => {});
      if (status >= 200 && status < 300) return resolve({ kind: 'open', socket });
      socket.destroy();
      resolve({ kind: 'refused', status });
    });
    asking.end();
  });
}
