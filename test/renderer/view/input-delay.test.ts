import { expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createInputDelay } from '../../../renderer/input-delay.ts';
import { one, press } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';

const box = async () => {
  const field = (await one('#search')) as HTMLInputElement;
  field.focus();
  return field;
};
/** A letter as the browser announces it; whether it may put it in at once. */
const announce = (field: HTMLInputElement, data: string) =>
  field.dispatchEvent(
    new InputEvent('beforeinput', { inputType: 'insertText', data, bubbles: true, cancelable: true }),
  );
const never = () => new Promise<never>(() => {});

test('a letter and what it finds come in one picture', async () => {
  const bridge = await mounted();
  const field = await box();
  const seen: string[] = [];
  bridge.answer('find', ({ seq, text }) => {
    seen.push(`asked ${text}, box ${field.value}`);
    return { seq, kind: 'results', hits: [], total: 0, lists: [], stageText: null, fit: 'good' };
  });
  const pictures = new MutationObserver(() => {
    const answers = document.querySelector<HTMLElement>('[data-answers]')?.dataset.answers;
    seen.push(`answers ${answers}, box ${field.value}`);
  });
  pictures.observe(document.body, { subtree: true, attributeFilter: ['data-answers'] });
  const nextTask = new Promise(resolve => {
    field.addEventListener('input', () => {
      seen.push(`put ${field.value}`);
      setTimeout(resolve);
    });
  });
  await userEvent.keyboard('a');
  await nextTask;
  pictures.disconnect();
  expect(seen).toEqual(['asked a, box ', 'put a', 'answers a, box a']);
});

test('a letter that main does not answer is put in all the same', async () => {
  const bridge = await mounted();
  const field = await box();
  bridge.answer('find', never);
  const put = new Promise(resolve => field.addEventListener('input', resolve, { once: true }));
  expect(announce(field, 'a')).toBe(false);
  expect(field.value).toBe('');
  await put;
  expect(field.value).toBe('a');
});

test('an answer that comes late puts in its own letter only', async () => {
  const answers: PromiseWithResolvers<void>[] = [];
  const inputDelay = createInputDelay(() => {
    answers.push(Promise.withResolvers());
    return answers.at(-1)?.promise ?? null;
  });
  const field = document.body.appendChild(document.createElement('input'));
  onTestFinished(() => field.remove());
  field.id = 'search';
  field.addEventListener('beforeinput', inputDelay.before);
  announce(field, 'a');
  announce(field, 'b');
  for (const left of ['a', 'ab']) {
    const answer = answers.shift();
    answer?.resolve();
    await answer?.promise;
    expect(field.value).toBe(left);
  }
});

test('whatever comes next finds the letter in the box', async () => {
  const bridge = await mounted();
  bridge.answer('find', never);
  const field = await box();
  announce(field, 'a');
  press('Shift');
  expect(field.value).toBe('a');
  announce(field, 'b');
  announce(field, 'c');
  expect(field.value).toBe('ab');
  field.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  expect(field.value).toBe('abc');
  field.setSelectionRange(0, 2);
  announce(field, 'ç');
  press('Shift');
  expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['çc', 1, 1]);
});

test('a letter goes into its own field, also when that has been left', async () => {
  const bridge = await mounted();
  bridge.answer('find', never);
  const field = await box();
  const other = document.body.appendChild(document.createElement('input'));
  announce(field, 'a');
  other.focus();
  press('Shift');
  expect([field.value, other.value]).toEqual(['a', '']);
  other.remove();
});

test('a letter of a field that is no longer there is dropped', async () => {
  const bridge = await mounted();
  bridge.answer('find', never);
  const field = await box();
  const place = field.parentElement;
  announce(field, 'a');
  field.remove();
  press('Shift');
  expect(field.value).toBe('');
  place?.append(field);
});

test('what only the browser can know is left to it', async () => {
  await mounted();
  const field = await box();
  const inputs: InputEventInit[] = [
    { inputType: 'deleteContentBackward' },
    { inputType: 'insertCompositionText', data: 'ã', isComposing: true },
    { inputType: 'insertFromPaste', data: null },
  ];
  const left = inputs.map(init =>
    field.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, cancelable: true, ...init })),
  );
  expect(left).toEqual([true, true, true]);
});

test.each([640, 400])('the end of a long text stays in view, at a width of %i', async width => {
  await page.viewport(width, 720);
  await mounted();
  const field = await box();
  for (const letter of 'W'.repeat(40)) {
    await userEvent.keyboard(letter);
    // A pixel or so is the caret's.
    expect(field.scrollWidth - field.clientWidth - field.scrollLeft).toBeLessThan(4);
  }
  expect(field.scrollLeft).toBeGreaterThan(0);
  await page.viewport(640, 720);
});

test('a letter is stepped once, when it is announced, and not again when it is put in', async () => {
  const bridge = await mounted();
  bridge.answer('find', never);
  const field = await box();
  // The reducer is given the time of each step.
  const steps = vi.spyOn(Date, 'now');
  onTestFinished(() => steps.mockRestore());
  announce(field, 'a');
  expect(steps).toHaveBeenCalledTimes(1);
  press('Shift');
  expect(field.value).toBe('a');
  expect(steps).toHaveBeenCalledTimes(1);
  expect(bridge.requests('find').filter(({ text }) => text === 'a')).toHaveLength(1);
});
