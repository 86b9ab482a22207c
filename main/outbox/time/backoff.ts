import * as policy from '../model/policy.ts';
import type { Random } from '../model/ports.ts';

/**
 * Milliseconds to wait after `attempts` attempts, with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter).
 */
export function backoff(attempts: number, random: Random, most = policy.backoffMost): number {
  const doublings = Math.min(Math.max(attempts, 0), policy.backoffDoublings);
  const ceiling = Math.min(most, policy.backoffFirst * 2 ** doublings);
  return Math.max(policy.backoffLeast, Math.round(random.next() * ceiling));
}

/** The shortest wait in milliseconds after this many 429s in a row. */
export function afterRefusals(refusals: number): number {
  const doublings = Math.min(refusals - 1, policy.backoffDoublings);
  return Math.min(policy.backoffMost, policy.refusedLeast * 2 ** doublings);
}

/** The server's hint, clamped to `hintLeast` … `hintMost`, plus up to a tenth. */
export function hinted(waitMs: number, random: Random): number {
  const wait = Math.min(Math.max(waitMs, policy.hintLeast), policy.hintMost);
  return Math.round(Math.min(wait * (1 + policy.hintJitter * random.next()), policy.hintMost));
}

/** A random moment within the span, so that clients spread out. */
export function spread(spanMs: number, random: Random): number {
  return Math.round(random.next() * spanMs);
}
