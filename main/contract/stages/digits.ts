import type { Stage } from '../model.ts';

/** The keys that choose a stage, in the picker and after `#`: the first stage has the first of them. */
export const stageDigits: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const [firstDigit = 1] = stageDigits;

/** The number at the beginning of a stage's name ("3. Proposta", "03 - Proposta", "(3) Proposta"); null without one. */
export function numberOf(name: string): number | null {
  const [, digits] = /^[^\p{L}\p{N}]*0*(\d{1,4})(?![\p{N}%])/u.exec(name.normalize('NFKC')) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** Whether all these names (at least two) begin with different numbers. */
export function isNumbered(names: readonly string[]): boolean {
  const numbers = names.map(numberOf);
  return names.length > 1 && !numbers.includes(null) && new Set(numbers).size === numbers.length;
}

/**
 * The digit of each stage, in the order of `stages`; null for stages without one. It is the stage's place. If all open
 * stages have numbers in their names, it is that number, since nobody presses 4 for a stage called "5. Negociação"; the
 * other stages follow the highest number.
 */
export function digitsOf(stages: readonly Pick<Stage, 'name' | 'role'>[]): readonly (number | null)[] {
  const open = stages.filter(({ role }) => role === 'open').map(({ name }) => name);
  if (!isNumbered(open)) return stages.map((_, at) => digit(at + firstDigit));
  const used = new Set(open.map(numberOf));
  let highest = Math.max(...open.map(name => numberOf(name) ?? 0));
  return stages.map(({ name, role }) => {
    const own = numberOf(name);
    if (role === 'open') return own === null ? null : digit(own);
    const isFree = own !== null && !used.has(own);
    const taken = isFree ? own : highest + 1;
    used.add(taken);
    highest = Math.max(highest, taken);
    return digit(taken);
  });
}

const digit = (number: number): number | null => (stageDigits.includes(number) ? number : null);
