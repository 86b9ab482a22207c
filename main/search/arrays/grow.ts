type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * An array of at least `length` elements: the same one, or a copy that is a quarter longer, so that copies are short and little
 * memory lies idle. Arrays that are filled together start at different lengths, spread over a quarter, so that no two of them
 * are copied at the same moment.
 */
export function ensureLength<Array extends Numbers>(array: Array, length: number): Array {
  if (length <= array.length) return array;
  const Kind = array.constructor as new (length: number) => Array;
  const wider = new Kind(Math.max(length, array.length + (array.length >> 2) + 64));
  wider.set(array);
  return wider;
}
