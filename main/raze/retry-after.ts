import type { QuotaView } from '../contract/snapshot.ts';

type Header = (name: string) => string | null;

/** IMF-fixdate, the one form of HTTP date that servers must send (RFC 9110, 5.6.7). */
const fixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** A skew of the wall clock below this is the Date header's own coarseness. */
const skewWorthMs = 5_000;

/** Milliseconds from a Retry-After header, or null when it is absent or not exactly one of its two forms. */
export function retryAfterHeader(header: Header, now: number): number | null {
  const value = header('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = httpDate(value);
  return at === null ? null : Math.max(0, toLocal(at, header, now) - now);
}

/** Milliseconds from `error.retry_after`: whole seconds. */
export function retryAfterBody(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 1e9
    ? value * 1000
    : null;
}

/**
 * The longer of the hints, null without any. The API floors to whole seconds and was seen to say 0 while it
 * still refused: 0 is one second.
 */
export function longestHint(...hints: readonly (number | null)[]): number | null {
  const given = hints.filter(hint => hint !== null);
  if (given.length === 0) return null;
  return Math.max(...given) || 1000;
}

/** The rate-limit headers, which count in requests and epoch seconds; null unless all three are sound. */
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

/** A moment by the server's clock, told by ours: machines with a wrong clock are common, hints are relative. */
function toLocal(moment: number, header: Header, now: number): number {
  const server = httpDate(header('date') ?? '');
  if (server === null || Math.abs(now - server) < skewWorthMs) return moment;
  return moment + (now - server);
}

function httpDate(value: string): number | null {
  const at = fixdate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
