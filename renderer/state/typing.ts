/** Earlier texts of the box. The browser's own memory of typing ends where a text is put in for it, as letters here are. */
export interface Typing {
  /** Oldest first; a run of letters, or of deletions, is one step. */
  readonly earlier: readonly string[];
  readonly run: 'longer' | 'shorter' | 'other' | null;
  /** An input method is putting a word together: what stands there meanwhile nobody has typed. */
  readonly composing: boolean;
  readonly at: number;
}

export const untyped: Typing = { earlier: [], run: null, composing: false, at: 0 };

/** After a pause as long as this, in milliseconds, a run is another one. */
const pause = 1500;
const most = 100;

/** What is remembered once the text `before` has become `after`. */
export function remembered(
  typing: Typing,
  before: string,
  after: string,
  now: number,
  composing = false,
): Typing {
  const isLonger = composing || after.startsWith(before);
  const run = isLonger ? 'longer' : before.startsWith(after) ? 'shorter' : 'other';
  const isSameRun = run !== 'other' && run === typing.run && now - typing.at < pause;
  const goesOn = isSameRun || (composing && typing.composing);
  return {
    earlier: goesOn ? typing.earlier : [...typing.earlier, before].slice(-most),
    run,
    composing,
    at: now,
  };
}

/** The text of one step before, and what is remembered then; null when there is none. */
export function stepBack({ earlier }: Typing): { readonly text: string; readonly typing: Typing } | null {
  const text = earlier.at(-1);
  return text === undefined ? null : { text, typing: { ...untyped, earlier: earlier.slice(0, -1) } };
}
