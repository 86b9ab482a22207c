import * as policy from '../model/policy.ts';
import type { Random } from '../model/ports.ts';

/** Full jitter after `attempts` tries (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter). */
export function backoff(attempts: number, random: Random, most = policy.backoffMost): number {
  const doublings = Math.min(Math.max(attempts, 0), policy.backoffDoublings);
  const ceiling = Math.min(most, policy.backoffFirst * 2 ** doublings);
  return Math.max(policy.backoffLeast, Math.round(random.next() * ceiling));
}

/** The least wait after so many refusals (429) in a row. */
export function afterRefusals(refusals: number): number {
  const doublings = Math.min(refusals - 1, policy.backoffDoublings);
  return Math.min(policy.backoffMost, policy.refusedLeast * 2 ** doublings);
}

/** The server's hint, clamped, plus up to a tenth. Never less than the hint unless that is beyond all reason. */
export function hinted(waitMs: number, random: Random): number {
  const wait = Math.min(Math.max(waitMs, policy.hintLeast), policy.hintMost);
  return Math.round(Math.min(wait * (1 + policy.hintJitter * random.next()), policy.hintMost));
}

/** A moment somewhere within the span: every client its own. */
export function spread(spanMs: number, random: Random): number {
  return Math.round(random.next() * spanMs);
}
