import { type Kind, typed } from './typed.ts';

/** One key pressed: the text so far, and what the person meant by it. */
export interface Keystroke {
  readonly text: string;
  readonly meant: string;
  /** True when the text so far is not how the word they mean begins. */
  readonly typo: boolean;
  readonly target: number | null;
  readonly kind: Kind;
}

/** Lower case without accents: how the meaning of a text is compared, apart from the product's own rules. */
export function plain(text: string): string {
  const lower = text.toLowerCase();
  if (/^[\p{ASCII}]*$/u.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l');
}

/** For every length of `b`'s beginning, the edits (insert, delete, substitute, transpose) that make it of `a`. */
export function editsToBeginnings(a: string, b: string): number[] {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last;
}

/** The beginning of `meant` that a text with typos stands for: the nearest, of the nearest the one most alike in length. */
function beginningMeant(text: string, meant: string): string {
  const edits = editsToBeginnings(text, meant);
  let best = 0;
  edits.forEach((cost, length) => {
    const least = edits[best] ?? 0;
    const nearer = Math.abs(length - text.length) <= Math.abs(best - text.length);
    if (cost < least || (cost === least && nearer)) best = length;
  });
  return meant.slice(0, best);
}

/** Every beginning of a typed text, as it appears in the search box while it is typed. */
export function keysOf(text: string, meant: string, target: number | null, kind: Kind): Keystroke[] {
  const goal = plain(meant);
  return Array.from({ length: text.length }, (_, index): Keystroke => {
    const soFar = text.slice(0, index + 1);
    const flat = plain(soFar);
    return goal.startsWith(flat)
      ? { text: soFar, meant: flat, typo: false, target, kind }
      : { text: soFar, meant: beginningMeant(flat, goal), typo: true, target, kind };
  });
}

export const keystrokes: readonly Keystroke[] = typed.flatMap(one =>
  keysOf(one.text, one.meant, one.target, one.kind),
);
