/**
 * Lines of JSON between two processes of one user: the running app, which answers, and a command, which asks. The asking side says
 * hello, each side proves that it knows the secret of the instance (`proof`), and from then on every line is an ask and every line
 * back what is told, in the same order.
 */

import * as v from 'valibot';

/** Goes up with every change that an older or newer program could not read. */
export const wireVersion = 2;

/** The longest line, in bytes: an ask is a few short texts, a reply up to a hundred rows, or all changes that wait. */
export const longestAsk = 16 * 1024;
export const longestTold = 64 * 1024 * 1024;

const nonce = v.pipe(v.string(), v.minLength(16), v.maxLength(100));
const proof = v.pipe(v.string(), v.minLength(16), v.maxLength(100));

/** The first line, from the asking side. */
export const helloSchema = v.object({ version: v.literal(wireVersion), nonce });
/** The answer to it. */
export const welcomeSchema = v.object({ version: v.literal(wireVersion), nonce, proof });
/** The second line of the asking side. */
export const provenSchema = v.object({ proof });

/** One line for the socket. */
export const lineOf = (data: unknown): string => `${JSON.stringify(data)}\n`;

const newline = 10;

/** The lines of a socket, one after the other. Ends with the socket, and at a line of more than `longest` bytes. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  longest: number,
): AsyncGenerator<string, void> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = rest.indexOf(newline); at >= 0; at = rest.indexOf(newline)) {
      if (length + at > longest) return;
      // Joined before they are read: a character may have been cut.
      yield Buffer.concat([...begun, rest.subarray(0, at)]).toString('utf8');
      begun = [];
      length = 0;
      rest = rest.subarray(at + 1);
    }
    begun.push(rest);
    length += rest.length;
    if (length > longest) return;
  }
}
