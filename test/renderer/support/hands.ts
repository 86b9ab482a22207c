/** A user's hands on the page: keys go to what has the focus, as the browser would send them. False when the page kept it. */
export function press(combo: string, part: Partial<KeyboardEventInit> = {}): boolean {
  const parts = combo.split('+');
  const key = parts.at(-1) || '+';
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', {
    key: key === 'Space' ? ' ' : key,
    code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key,
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    bubbles: true,
    cancelable: true,
    ...part,
  });
  const proceeds = target.dispatchEvent(event);
  if (proceeds && key === 'Enter' && target instanceof HTMLButtonElement) target.click();
  return proceeds;
}

export function type(selector: string, text: string): void {
  const field = document.querySelector(selector);
  if (!(field instanceof HTMLInputElement)) throw new Error(`No field ${selector}`);
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Waits until `check` gives something; the page's own changes wake it. */
export function until<T>(check: () => T | null | undefined | false, within = 3000): Promise<T> {
  return new Promise((resolve, reject) => {
    const seen = check();
    if (seen) return resolve(seen);
    const observer = new MutationObserver(() => {
      const now = check();
      if (now) done(() => resolve(now));
    });
    const timer = setTimeout(
      () => done(() => reject(new Error(`Not within ${within} ms: ${check}`))),
      within,
    );
    const done = (end: () => void) => {
      observer.disconnect();
      clearTimeout(timer);
      end();
    };
    observer.observe(document.documentElement, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
}

export function one(selector: string): Promise<HTMLElement> {
  return until(() => document.querySelector<HTMLElement>(selector));
}

/** The element with a role's accessible text, as far as its own words or label tell. */
export function button(name: string | RegExp): HTMLButtonElement | undefined {
  const fits = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
  return [...document.querySelectorAll('button')].find(
    element => fits(element.getAttribute('aria-label') ?? '') || fits(element.textContent?.trim() ?? ''),
  );
}
