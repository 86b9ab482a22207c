/**
 * An index as bytes, to be kept on disk: parts in a fixed order, each of its own length. Numbers are in this machine's byte order;
 * whoever keeps the parts makes sure that they come back unchanged.
 */
export type SavedParts = readonly Uint8Array[];

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The bytes of an array, not copied. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Reads parts in their order as arrays of at least `least` numbers. */
export interface PartReader {
  /** False once a part was missing, too short or not of whole numbers; an empty array was returned for it. */
  readonly isWhole: boolean;
  bytes(least: number): Uint8Array;
  units(least: number): Uint16Array;
  numbers(least: number): Uint32Array;
  floats(least: number): Float64Array;
}

export function readParts(parts: SavedParts): PartReader {
  let next = 0;
  let isWhole = true;
  const take = (size: number, least: number): Uint8Array => {
    const part = parts[next++];
    if (part === undefined || part.byteLength % size !== 0 || part.byteLength < least * size) {
      isWhole = false;
      return new Uint8Array(0);
    }
    // A view of numbers needs an aligned start, which a buffer of its own has.
    return part.byteOffset % size === 0 ? part : part.slice();
  };
  return {
    get isWhole() {
      return isWhole;
    },
    bytes: least => take(1, least),
    units(least) {
      const { buffer, byteOffset, byteLength } = take(2, least);
      return new Uint16Array(buffer, byteOffset, byteLength / 2);
    },
    numbers(least) {
      const { buffer, byteOffset, byteLength } = take(4, least);
      return new Uint32Array(buffer, byteOffset, byteLength / 4);
    },
    floats(least) {
      const { buffer, byteOffset, byteLength } = take(8, least);
      return new Float64Array(buffer, byteOffset, byteLength / 8);
    },
  };
}
