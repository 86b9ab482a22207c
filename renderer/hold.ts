/** How long a letter waits for its answer, in milliseconds: less than from one frame to the next. */
const longest = 8;
/** Letters that have room in the narrowest box. */
const most = 16;

/** Letters of the search box on their way in. */
export interface Hold {
  /** What is about to be put in. A letter of the box is kept back; what was kept back before goes in first. */
  before(event: InputEvent): void;
  /** Puts in what is kept back. */
  release(): void;
}

/**
 * Keeps a typed letter back until what it asks is answered, a millisecond or two, so that both are drawn in one picture:
 * a page whose text has changed does nothing else, the answer included, before that is painted.
 *
 * @param ask is told what the box will hold; settles with the answer, null when nothing is asked
 */
export function createHold(ask: (text: string) => Promise<unknown> | null): Hold {
  let kept: { readonly box: HTMLInputElement; readonly text: string } | null = null;

  const release = (): void => {
    if (kept === null) return;
    const { box, text } = kept;
    kept = null;
    if (!box.isConnected) return;
    box.setRangeText(text, box.selectionStart ?? 0, box.selectionEnd ?? 0, 'end');
    // What the browser tells of text that it has put in itself.
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
  };

  return {
    before(event) {
      release();
      const box = event.target;
      if (!(box instanceof HTMLInputElement) || box.id !== 'search') return;
      const text = textAfter(event, box);
      const answered = text === null ? null : ask(text);
      if (answered === null) return;
      event.preventDefault();
      const letter = { box, text: event.data ?? '' };
      kept = letter;
      // A later letter has an answer and a time of its own.
      const releaseIt = (): void => {
        if (kept === letter) release();
      };
      void answered.then(releaseIt);
      setTimeout(releaseIt, longest);
    },
    release,
  };
}

/**
 * What stands in the box once this input is in it; null where only the browser knows, or has to move a text along that is
 * longer than the box.
 */
function textAfter(input: InputEvent, box: HTMLInputElement): string | null {
  const { selectionStart: from, selectionEnd: to, value } = box;
  if (input.inputType !== 'insertText' || input.isComposing || input.data === null) return null;
  if (from === null || to === null || box.scrollWidth > box.clientWidth) return null;
  const text = value.slice(0, from) + input.data + value.slice(to);
  return text.length > most ? null : text;
}
