import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { button, one, press, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import { opportunities } from '../support/samples.ts';

const focused = () => document.activeElement;
const item = () => focused()?.querySelector('.act')?.textContent;
const inMenu = () => until(() => focused()?.matches('.menu button'));
const inBox = () => until(() => focused()?.id === 'search');
const text = () => (document.querySelector('#search') as HTMLInputElement).value;
const second = opportunities[1];

async function openMenu() {
  const bridge = await mounted();
  await one('[role=option]');
  await inBox();
  await userEvent.keyboard('{Control>}k{/Control}');
  await inMenu();
  return bridge;
}

test('arrows go round the menu, letters go to what begins with them, and none of them reaches the box', async () => {
  await openMenu();
  expect(item()).toBe('Move…');
  await userEvent.keyboard('{ArrowUp}');
  expect(item()).toBe('Copy ID');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(item()).toBe('Open the CRM');
  await userEvent.keyboard('cc');
  expect(item()).toBe('Copy e-mail');
  await userEvent.keyboard('{End}x{Home}');
  expect([item(), text()]).toEqual(['Move…', '']);
});

test('Esc and Tab give the focus back to the box, which takes letters again', async () => {
  await openMenu();
  await userEvent.keyboard('{Escape}');
  await inBox();
  await userEvent.keyboard('{Control>}k{/Control}');
  await inMenu();
  await userEvent.keyboard('{Tab}');
  await inBox();
  await userEvent.keyboard('a');
  expect([text(), document.querySelector('.menu')]).toEqual(['a', null]);
});

test('letters typed right after the key, before the menu has the focus, are kept from the box', async () => {
  const bridge = await mounted();
  await one('[role=option]');
  await inBox();
  press('Ctrl+k');
  expect(focused()?.id).toBe('search');
  expect(press('x')).toBe(false);
  expect(press('Enter')).toBe(false);
  await inMenu();
  expect([text(), bridge.requests('move')]).toEqual(['', []]);
});

test('Enter opens the stages; the same key pressed twice moves nothing', async () => {
  const bridge = await openMenu();
  await userEvent.keyboard('{Enter}{Enter}');
  await one('#stages');
  expect(bridge.requests('move')).toEqual([]);
});

test('a right click opens the menu of its row, and the three dots do', async () => {
  const bridge = await mounted();
  const row = await one(`#row-${second?.id}`);
  row.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 90, clientY: 200 }),
  );
  await inMenu();
  expect(document.querySelector('.menu')?.getAttribute('aria-label')).toBe(`Actions: ${second?.name}`);
  button('Copy ID')?.click();
  await inBox();
  expect(bridge.requests('row.copy')).toEqual([{ id: second?.id, what: 'id' }]);
  row.querySelector<HTMLElement>('.dots')?.click();
  await inMenu();
});

test('a click beside the menu closes it and chooses nothing', async () => {
  const bridge = await openMenu();
  await userEvent.click(document.querySelector('.menu-veil') as Element, { position: { x: 30, y: 150 } });
  await inBox();
  expect([document.querySelector('.menu, #stages'), bridge.requests('move')]).toEqual([null, []]);
});

test('the popup is as high with the menu as without, unless the list is lower than the menu', async () => {
  const bridge = await openMenu();
  const heights = () => new Set(bridge.requests('popup.resize').map(({ height }) => height));
  const before = heights();
  await userEvent.keyboard('{Escape}');
  await inBox();
  expect(heights()).toEqual(before);
});

test('a row that is pinned moves to the top of the empty box, marked and still selected, and back by the same key', async () => {
  const bridge = await mounted();
  await one('[role=option]');
  await inBox();
  await userEvent.keyboard('{ArrowDown}{Control>}d{/Control}');
  await until(() => document.querySelector('.row .pinned'));
  const [top] = document.querySelectorAll('[role=option]');
  expect([top?.id, top?.getAttribute('aria-selected')]).toEqual([`row-${second?.id}`, 'true']);
  expect(top?.querySelector('.sr')?.textContent).toContain('kept at the top');
  await userEvent.keyboard('{Control>}d{/Control}');
  await until(() => !document.querySelector('.row .pinned'));
  expect(bridge.requests('row.pin').map(({ on }) => on)).toEqual([true, false]);
});
