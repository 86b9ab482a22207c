import { at32 } from './access.ts';

/** Calls back for each bit that is 1, the highest first: rows that changed last have the highest numbers. */
export function eachBit(bits: Uint32Array, act: (bit: number) => void): void {
  for (let i = bits.length - 1; i >= 0; i--) {
    for (let word = at32(bits, i) | 0; word !== 0; ) {
      const bit = 31 - Math.clz32(word);
      word ^= 1 << bit;
      act(i * 32 + bit);
    }
  }
}

/** Counts bits four at a time (Warren, _Hacker's Delight_, 5–1). */
export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = at32(bits, i);
    if (word === 0) continue;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Sets the bits that the others have, too. */
export function unite(bits: Uint32Array, others: Uint32Array): void {
  for (let i = 0; i < bits.length; i++) bits[i] = at32(bits, i) | at32(others, i);
}

/** Keeps only the bits that the others have, too. */
export function keepCommon(bits: Uint32Array, others: Uint32Array): void {
  for (let i = 0; i < bits.length; i++) bits[i] = at32(bits, i) & at32(others, i);
}
