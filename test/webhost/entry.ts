import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';

/** What a browser that came with a token takes along. */
export interface Admission {
  /** The `Set-Cookie` header; the cookie opens the app's own files, which are no secret. */
  readonly cookie: string;
  /** What the page's socket has to show. Kept in the origin's storage: a cookie goes to every port of its host. */
  readonly secret: string;
}

/** The cookie and the secret that let a browser in. Who starts the host again and again (`npm run dev`) hands it the same. */
const passSchema = v.strictObject({ name: v.string(), value: v.string(), secret: v.string() });
export type Pass = v.InferOutput<typeof passSchema>;

/** Reads `WEBHOST_PASS`: JSON, in the environment because every user of the machine can read a program's arguments. */
export const readPass = (json: string | undefined): Pass | null =>
  json === undefined ? null : v.parse(passSchema, JSON.parse(json));

/** Who may talk to the host: the browser that came with a one-time token. */
export interface Entry {
  /** A fresh one-time token. */
  token(): string;
  /** Uses a token up; null for one that is unknown or spent. */
  redeem(token: string): Admission | null;
  /** The request carries the cookie. */
  admits(request: IncomingMessage): boolean;
  /** The request for a socket carries the secret, as one of its subprotocols. */
  trusts(request: IncomingMessage): boolean;
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const random = (): string => randomBytes(32).toString('base64url');

/** A name of its own, so that two hosts at once do not take each other's cookie away. */
const newPass = (): Pass => ({
  name: `webhost-${randomBytes(6).toString('hex')}`,
  value: random(),
  secret: random(),
});

export function createEntry(pass: Pass | null = null): Entry {
  const { name, value, secret } = pass ?? newPass();
  const tokens = new Set<string>();
  return {
    token() {
      const token = random();
      tokens.add(token);
      return token;
    },
    redeem(token) {
      const found = [...tokens].find(known => same(known, token));
      if (found === undefined) return null;
      tokens.delete(found);
      return { cookie: `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`, secret };
    },
    admits(request) {
      const given = (request.headers.cookie ?? '')
        .split(';')
        .map(pair => pair.trim().split('='))
        .find(([known]) => known === name);
      return same(given?.[1] ?? '', value);
    },
    trusts(request) {
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(text => text.trim());
      return offered.some(text => same(text, secret));
    },
  };
}

/** Host must be `host`, and Origin, where a browser sends one, that host's own. */
export function sameSite(request: IncomingMessage, host: string): boolean {
  const { origin } = request.headers;
  return request.headers.host === host && (origin === undefined || origin === `http://${host}`);
}
