import type { Random } from '../../../main/outbox/model/ports.ts';

/** Dice that fall the same way for the same seed (mulberry32). */
export interface Dice extends Random {
  /** A whole number, 0 … below − 1. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

export function createDice(seed: number): Dice {
  let state = seed | 0;
  let made = 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    uuid: () => {
      made += 1;
      const tail = (made + (seed >>> 0) * 0x10000).toString(16).padStart(12, '0').slice(-12);
      return `00000000-0000-4000-8000-${tail}`;
    },
    below,
    chance: probability => next() < probability,
    pick: from => {
      const chosen = from[below(from.length)];
      if (chosen === undefined) throw new Error('Nothing to pick from');
      return chosen;
    },
  };
}
