/** The longest that a letter waits for its answer, in milliseconds: about half a frame. */
const longest = 8;
/** The longest text for which letters are delayed, in UTF-16 units: it fits into the narrowest search box. */
const most = 16;

/**
 * Keeps a typed letter back until its search is answered, usually for 1 to 2 ms and for 8 ms at most. Letter and rows are then
 * painted in one frame. Without the delay the browser paints the letter first, and handles the answer only after that.
 *
 * @param ask gets the text that the box is about to hold; resolves with the answer, or returns null when nothing is asked
 */
export function createInputDelay(ask: (text: string) => Promise<unknown> | null) {
  let kept: { readonly box: HTMLInputElement; readonly text: string } | null = null;

  const release = (): void => {
    if (kept === null) return;
    const { box, text } = kept;
    kept = null;
    if (!box.isConnected) return;
    box.setRangeText(text, box.selectionStart ?? 0, box.selectionEnd ?? 0, 'end');
    // The browser sends no `input` event for text that a script puts in.
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
  };

  return {
    /** Takes a `beforeinput` event. A letter for the search box is kept back; one kept back earlier is put in first. */
    before(event: InputEvent): void {
      release();
      const box = event.target;
      if (!(box instanceof HTMLInputElement) || box.id !== 'search') return;
      const text = textAfter(event, box);
      const answered = text === null ? null : ask(text);
      if (answered === null) return;
      event.preventDefault();
      const letter = { box, text: event.data ?? '' };
      kept = letter;
      // A later letter may have taken its place: that one has an answer and a timer of its own.
      const releaseIt = (): void => {
        if (kept === letter) release();
      };
      void answered.then(releaseIt);
      setTimeout(releaseIt, longest);
    },
    /** Puts in the letter that is kept back, if there is one. */
    release,
  };
}

/**
 * The text of the box after this input. Null for what is left to the browser: deletions, input methods, a text over 16
 * units or longer than the box, which would have to scroll.
 */
function textAfter(input: InputEvent, box: HTMLInputElement): string | null {
  const { selectionStart: from, selectionEnd: to, value } = box;
  if (input.inputType !== 'insertText' || input.isComposing || input.data === null) return null;
  if (from === null || to === null || box.scrollWidth > box.clientWidth) return null;
  const text = value.slice(0, from) + input.data + value.slice(to);
  return text.length > most ? null : text;
}
