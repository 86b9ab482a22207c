/**
 * Mutants that no test can notice, because the program does the same with them, each with why. `code` is the trimmed
 * line and `change` what `npm run mutation` prints; an entry that names no mutant any more fails
 * `test/house/mutants.test.ts`.
 */
export interface Equivalent {
  readonly file: string;
  readonly code: string;
  readonly change: string;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [];
