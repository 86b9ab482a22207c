/** Earlier texts of the box. The browser's own undo history does not include letters that a script puts in, as this page does. */
export interface Typing {
  /** Oldest first. A run of letters, or of deletions, is one step. */
  readonly earlier: readonly string[];
  /** What was stepped back from, the last one last; none once something is typed. */
  readonly later: readonly string[];
  readonly run: 'longer' | 'shorter' | 'other' | null;
  /** Whether an input method is composing: the text meanwhile is not remembered. */
  readonly composing: boolean;
  readonly at: number;
}

export const untyped: Typing = { earlier: [], later: [], run: null, composing: false, at: 0 };

/** A longer pause between letters, in milliseconds, begins a new run. */
const pause = 1500;
const most = 100;

/** The history after the text `before` has become `after`. */
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
    later: [],
    run,
    composing,
    at: now,
  };
}

interface Stepped {
  readonly text: string;
  readonly typing: Typing;
}

/** The text one step earlier than `now`, with the history that remains; null without one. */
export function stepBack({ earlier, later }: Typing, now: string): Stepped | null {
  const text = earlier.at(-1);
  if (text === undefined) return null;
  return { text, typing: { ...untyped, earlier: earlier.slice(0, -1), later: [...later, now] } };
}

/** The text that was stepped back from to `now`; null without one. */
export function stepForward({ earlier, later }: Typing, now: string): Stepped | null {
  const text = later.at(-1);
  if (text === undefined) return null;
  return { text, typing: { ...untyped, earlier: [...earlier, now], later: later.slice(0, -1) } };
}
