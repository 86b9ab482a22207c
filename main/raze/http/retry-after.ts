import type { QuotaView } from '../../contract/snapshot.ts';
import { hintLeast, hintMost } from '../../outbox/model/policy.ts';

type Header = (name: string) => string | null;

/** IMF-fixdate, the HTTP date that servers must send (RFC 9110, 5.6.7). */
const fixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** A smaller clock skew may come from the whole seconds of the Date header. Milliseconds. */
const skewWorthMs = 5_000;

/** Milliseconds from a Retry-After header; null when it is absent, has neither of its two forms, or is a date in the past. */
export function retryAfterHeader(header: Header, now: number): number | null {
  const value = header('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = httpDate(value);
  return at === null ? null : ahead(at, header, now);
}

/** Milliseconds from `error.retry_after`: seconds as a number or as text. */
export function retryAfterBody(value: unknown): number | null {
  const isText = typeof value === 'string' && /^\s*\d{1,9}(\.\d{1,9})?\s*$/.test(value);
  const seconds = isText ? Number(value) : value;
  return typeof seconds === 'number' && seconds >= 0 && seconds < 1e9 ? Math.ceil(seconds * 1000) : null;
}

/**
 * Milliseconds that a 429 asks for: the latest credible one of Retry-After, `error.retry_after` and the window's end.
 * The end of a window with requests left counts only without another hint. Null without any.
 */
export function refusedFor(header: Header, body: unknown, now: number): number | null {
  const reset = count(header('x-ratelimit-reset'));
  const end = reset === null ? null : ahead(reset * 1000, header, now);
  const isSpent = (count(header('x-ratelimit-remaining')) ?? 0) === 0;
  const hints = [retryAfterHeader(header, now), retryAfterBody(body), isSpent ? end : null];
  return longestHint(...hints.map(credible)) ?? credible(end);
}

function credible(hint: number | null): number | null {
  return hint !== null && hint > hintMost ? null : hint;
}

/**
 * The longest of the hints, null without any. The API rounds down and was seen to say 0 while it still refused, so 0
 * counts as 1 s.
 */
export function longestHint(...hints: readonly (number | null)[]): number | null {
  const given = hints.filter(hint => hint !== null);
  if (given.length === 0) return null;
  return Math.max(...given) || hintLeast;
}

/** The rate-limit headers (requests and epoch seconds); null unless all three are valid. */
export function readQuota(header: Header, now: number): QuotaView | null {
  const limit = count(header('x-ratelimit-limit'));
  const remaining = count(header('x-ratelimit-remaining'));
  const reset = count(header('x-ratelimit-reset'));
  if (limit === null || remaining === null || reset === null || limit === 0) return null;
  return { limit, remaining: Math.min(remaining, limit), resetsAt: toLocal(reset * 1000, header, now) };
}

function count(value: string | null): number | null {
  return value !== null && /^\d{1,12}$/.test(value.trim()) ? Number(value) : null;
}

/** A time by the server's clock, by ours: many machines have a wrong clock. */
function toLocal(moment: number, header: Header, now: number): number {
  const server = serverDate(header);
  if (server === null || Math.abs(now - server) < skewWorthMs) return moment;
  return moment + (now - server);
}

/** Milliseconds until a time by the server's clock; null when it has passed. */
function ahead(moment: number, header: Header, now: number): number | null {
  const left = toLocal(moment, header, now) - now;
  return left > 0 ? left : null;
}

/** The server's time in its answer (epoch ms); null without one. */
export function serverDate(header: Header): number | null {
  return httpDate(header('date') ?? '');
}

function httpDate(value: string): number | null {
  const at = fixdate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
