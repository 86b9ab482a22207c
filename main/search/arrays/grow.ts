/**
 * Arrays grow by a quarter: a copy stays short, and little is kept that nobody uses. Those that are filled together begin
 * at different sizes, spread over a quarter, so that no two of them are copied at the same moment.
 */

const roomFor = (length: number, needed: number): number => Math.max(needed, length + (length >> 2) + 64);

export function grow8(array: Uint8Array, needed: number): Uint8Array {
  if (needed <= array.length) return array;
  const wider = new Uint8Array(roomFor(array.length, needed));
  wider.set(array);
  return wider;
}

export function grow16(array: Uint16Array, needed: number): Uint16Array {
  if (needed <= array.length) return array;
  const wider = new Uint16Array(roomFor(array.length, needed));
  wider.set(array);
  return wider;
}

export function grow32(array: Uint32Array, needed: number): Uint32Array {
  if (needed <= array.length) return array;
  const wider = new Uint32Array(roomFor(array.length, needed));
  wider.set(array);
  return wider;
}

export function grow64(array: Float64Array, needed: number): Float64Array {
  if (needed <= array.length) return array;
  const wider = new Float64Array(roomFor(array.length, needed));
  wider.set(array);
  return wider;
}
