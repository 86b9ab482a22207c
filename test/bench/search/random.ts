/** Numbers in [0, 1). */
export type Random = () => number;

/** Mulberry32: small, fast, and the same numbers for the same seed on every machine. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const any = <T>(random: Random, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T;

export type Weighted<Value extends string = string> = readonly (readonly [value: Value, weight: number])[];

export function weighted<const Value extends string>(random: Random, items: Weighted<Value>): Value {
  let left = random() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of items) {
    left -= weight;
    if (left < 0) return value;
  }
  return (items.at(-1) as readonly [Value, number])[0];
}

/** Zipf-like: rank r is drawn about 1/(r + flat) as often as the first. */
export function rank(random: Random, length: number, flat: number): number {
  return Math.min(length - 1, Math.floor(Math.exp(random() * Math.log(length / flat + 1)) * flat - flat));
}

export const frequent = <T>(random: Random, items: readonly T[], flat: number): T =>
  items[rank(random, items.length, flat)] as T;
