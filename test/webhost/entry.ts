import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may talk to the host: the browser that came with a one-time token, and keeps a cookie from then on. */
export interface Entry {
  /** A fresh one-time token. */
  token(): string;
  /** Uses a token up; the cookie to set, or null for a token that is unknown or spent. */
  redeem(token: string): string | null;
  /** The request carries the cookie. */
  admits(request: IncomingMessage): boolean;
}

const cookieName = 'webhost';

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function createEntry(): Entry {
  const secret = randomBytes(32).toString('base64url');
  const tokens = new Set<string>();
  return {
    token() {
      const token = randomBytes(32).toString('base64url');
      tokens.add(token);
      return token;
    },
    redeem(token) {
      const found = [...tokens].find(known => same(known, token));
      if (found === undefined) return null;
      tokens.delete(found);
      return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
    },
    admits(request) {
      const given = (request.headers.cookie ?? '')
        .split(';')
        .map(pair => pair.trim().split('='))
        .find(([name]) => name === cookieName);
      return same(given?.[1] ?? '', secret);
    },
  };
}

/** Host must be `host`, and Origin, where a browser sends one, that host's own. */
export function sameSite(request: IncomingMessage, host: string): boolean {
  const { origin } = request.headers;
  return request.headers.host === host && (origin === undefined || origin === `http://${host}`);
}
