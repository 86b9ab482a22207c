import { request } from 'node:http';
import { request as requestTls } from 'node:https';

/**
 * Why a file could not be fetched. `who` is the host that it is about, a proxy's where that is the trouble.
 *
 * @typedef {'name-unknown' | 'refused' | 'no-answer' | 'cut' | 'proxy-login' | 'proxy-refuses' | 'certificate' | 'not-there'
 *   | 'status' | 'checksum' | 'disk-full' | 'not-allowed' | 'unknown'} Kind
 * @typedef {{ kind: Kind; who: string; url: string; proxied: boolean; detail: string }} Failure
 */

const tls =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH|EPROTO)/;

/** @type {readonly (readonly [RegExp, Kind])[]} */
const kinds = [
  [/^(ENOTFOUND|EAI_.*)$/, 'name-unknown'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'no-answer'],
  [tls, 'certificate'],
  [/^(ENOSPC|EDQUOT)$/, 'disk-full'],
  [/^(EACCES|EPERM|EROFS)$/, 'not-allowed'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'cut'],
];

/** An error, what caused it and what it gathers. */
const chain = error =>
  error instanceof Error
    ? [error, ...chain(error.cause), ...(error instanceof AggregateError ? error.errors.flatMap(chain) : [])]
    : [];

/** What the proxy says when it is asked for a way to `target`, as a status; its own trouble as a code. */
function askProxy(proxy, target) {
  const { hostname, port, protocol, username, password } = proxy;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const send = protocol === 'https:' ? requestTls : request;
  const headers =
    username === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
  return new Promise(resolve => {
    // An agent of its own, for the common one would go through a proxy itself.
    send({ hostname, port, headers, agent: false, method: 'CONNECT', path: target, timeout: 10_000 })
      .once('connect', ({ statusCode }, socket) => {
        socket.destroy();
        resolve({ status: statusCode });
      })
      .once('response', answer => {
        answer.destroy();
        resolve({ status: answer.statusCode });
      })
      .once('timeout', () => resolve({ code: 'ETIMEDOUT' }))
      .once('error', error => resolve({ code: 'code' in error ? error.code : 'ECONNRESET' }))
      .end();
  });
}

const withoutLogin = text => text.replace(/\/\/[^/\s@]+@/g, '//');

/** By class, status or code. @returns {{ kind: Kind; detail: string }} */
function nameOf(error) {
  const all = chain(error);
  const status = all.find(({ name }) => name === 'HTTPError')?.response.status;
  if (status === 407) return { kind: 'proxy-login', detail: '407' };
  if (status === 404) return { kind: 'not-there', detail: '404' };
  if (status !== undefined) return { kind: 'status', detail: String(status) };
  const wrong = all.find(one =>
    /^(ChecksumMismatch|NoChecksumFound|ChecksumParse)Error$/.test(one.constructor.name),
  );
  if (wrong !== undefined) return { kind: 'checksum', detail: '' };
  const codes = all.map(({ code }) => code).filter(code => typeof code === 'string');
  for (const [pattern, kind] of kinds) {
    const code = codes.find(one => pattern.test(one));
    if (code !== undefined) return { kind, detail: code };
  }
  return { kind: 'unknown', detail: withoutLogin(all.map(({ message }) => message).join(': ')) };
}

/**
 * Names what went wrong with `url`. A proxy is asked itself, since an error tells neither its status nor that it was meant: only a
 * proxy that lets through leaves the trouble behind it.
 *
 * @param {unknown} error
 * @param {URL} url
 * @param {URL | null} proxy the one that the request went through
 * @returns {Promise<Failure>}
 */
export async function failureOf(error, url, proxy) {
  const named = nameOf(error);
  const about = (who, { kind, detail }) => ({
    kind,
    who,
    url: withoutLogin(url.href),
    proxied: proxy !== null,
    detail,
  });
  const isLocal = /** @type {readonly Kind[]} */ ([
    'disk-full',
    'not-allowed',
    'checksum',
    'not-there',
    'status',
  ]);
  if (proxy === null || isLocal.includes(named.kind)) return about(url.host, named);
  const { status, code } = await askProxy(
    proxy,
    `${url.hostname}:${url.port || (url.protocol === 'http:' ? 80 : 443)}`,
  );
  if (code !== undefined) return about(proxy.host, nameOf(Object.assign(new Error(code), { code })));
  if (status === 407) return about(proxy.host, { kind: 'proxy-login', detail: '407' });
  if (status >= 300) return about(proxy.host, { kind: 'proxy-refuses', detail: String(status) });
  return about(url.host, named);
}
