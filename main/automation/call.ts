import { once } from 'node:events';
import { connect } from 'node:net';
import type { Ask } from '../contract/automation/ask.ts';
import { type Told, toldSchema } from '../contract/automation/told.ts';
import { parseJson } from '../contract/parse.ts';
import type { OpenPlace } from './place.ts';
import { isSameProof, proofOf, unguessable } from './proof.ts';
import { lineOf, linesOf, longestTold, welcomeSchema, wireVersion } from './wire.ts';

/** How a call ended. */
export type CallOutcome =
  | { readonly kind: 'told'; readonly told: Told }
  /** Nobody answers there, or no longer: nothing was asked. */
  | { readonly kind: 'gone' }
  /** Another program answers there, or another version of this one: nothing was asked. */
  | { readonly kind: 'stranger' }
  /** It was asked, and nobody knows what came of it. */
  | { readonly kind: 'unanswered' };

/** How long the other side may say nothing, in milliseconds. Looking an id up takes 10 s at most. */
const patience = 30_000;

/** Asks the instance at this place. It is asked only after it has proved that it is the one that wrote the secret. */
export async function call({ address, secret }: OpenPlace, ask: Ask): Promise<CallOutcome> {
  const socket = connect(address);
  socket.on('error', () => undefined);
  socket.setTimeout(patience, () => socket.destroy());
  try {
    await once(socket, 'connect');
  } catch {
    return { kind: 'gone' };
  }
  let asked = false;
  try {
    const lines = linesOf(socket, longestTold);
    const nonce = unguessable();
    socket.write(lineOf({ version: wireVersion, nonce }));
    const first = await lines.next();
    if (first.done === true) return { kind: 'gone' };
    const welcome = parseJson(welcomeSchema, first.value);
    if (!welcome.ok) return { kind: 'stranger' };
    const nonces = { asking: nonce, answering: welcome.value.nonce };
    if (!isSameProof(welcome.value.proof, proofOf(secret, 'answering', nonces))) return { kind: 'stranger' };
    asked = true;
    socket.write(lineOf({ proof: proofOf(secret, 'asking', nonces) }) + lineOf(ask));
    const second = await lines.next();
    const told = parseJson(toldSchema, second.value ?? '');
    return told.ok ? { kind: 'told', told: told.value } : { kind: 'unanswered' };
  } catch {
    return { kind: asked ? 'unanswered' : 'gone' };
  } finally {
    socket.destroy();
  }
}
