import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { OpenPlace } from '../../main/automation/place.ts';
import { proofOf, unguessable } from '../../main/automation/proof.ts';
import { lineOf, wireVersion } from '../../main/automation/wire.ts';

/** A conversation with a running instance by a program that knows its secret: what is written next is an ask. It is paused. */
export async function conversationWith({ address, secret }: OpenPlace): Promise<Socket> {
  const socket = connect(address);
  socket.on('error', () => undefined);
  const asking = unguessable();
  socket.write(lineOf({ version: wireVersion, nonce: asking }));
  const [welcome] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  const { nonce: answering } = JSON.parse(String(welcome)) as { nonce: string };
  socket.write(lineOf({ proof: proofOf(secret, 'asking', { asking, answering }) }));
  return socket;
}
