/**
 * Just enough of the WebP container (developers.google.com/speed/webp/docs/riff_container) to put still pictures, as
 * Chromium makes them, one after another into an animated one. Sizes are little-endian; chunks are padded to even length.
 */

export interface Frame {
  /** A still WebP picture; all of one film have the same size. */
  readonly still: Buffer;
  /** How long it stays, in milliseconds. */
  readonly ms: number;
}

/** Joins stills into a film that plays `loops` times; 0 plays it for ever. Throws on a picture that is no WebP. */
export function film(frames: readonly Frame[], width: number, height: number, loops = 0): Buffer {
  const header = Buffer.alloc(10);
  header[0] = 0b10; // has an animation
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  const animation = Buffer.alloc(6);
  animation.writeUInt32LE(0xffffffff, 0);
  animation.writeUInt16LE(loops, 4);
  const pictures = frames.map(({ still, ms }) => {
    const place = Buffer.alloc(16);
    place.writeUIntLE(width - 1, 6, 3);
    place.writeUIntLE(height - 1, 9, 3);
    place.writeUIntLE(Math.min(ms, 0xffffff), 12, 3);
    place[15] = 0b10; // overwrites what was there
    return chunk('ANMF', Buffer.concat([place, bitsOf(still)]));
  });
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', header),
    chunk('ANIM', animation),
    ...pictures,
  ]);
  return chunk('RIFF', body);
}

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** The picture's own chunk, without the container. */
function bitsOf(still: Buffer): Buffer {
  if (still.toString('latin1', 0, 4) !== 'RIFF' || still.toString('latin1', 8, 12) !== 'WEBP') {
    throw new Error('Not a WebP picture');
  }
  for (let at = 12; at + 8 <= still.length; ) {
    const name = still.toString('latin1', at, at + 4);
    const size = still.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (name === 'VP8 ' || name === 'VP8L') return still.subarray(at, end);
    at = end;
  }
  throw new Error('A WebP picture without a picture in it');
}
