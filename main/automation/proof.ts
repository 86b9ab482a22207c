import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A text that nobody can guess. */
export const unguessable = (): string => randomBytes(32).toString('base64url');

/**
 * What shows that a side knows the secret, without telling it. Both sides' nonces are in it, so that it is worth nothing in another
 * conversation; the side's name, so that one side cannot send back what the other has shown.
 */
export function proofOf(
  secret: string,
  side: 'answering' | 'asking',
  nonces: { readonly asking: string; readonly answering: string },
): string {
  const said = JSON.stringify([side, nonces.asking, nonces.answering]);
  return createHmac('sha256', secret).update(said).digest('base64url');
}

/** Whether both are the same, in a time that tells nothing. */
export function isSameProof(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
