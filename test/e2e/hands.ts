import type { Locator, Page } from 'playwright-core';
import { click } from '../support/pointer.ts';

/** The two ways to use the popup. Every user's step of the scenes goes through one of them. */
export interface Hands {
  /** Uses a button, a link or a switch. */
  press(control: Locator): Promise<void>;
  /** Puts text into a field in place of what is there. */
  write(field: Locator, text: string): Promise<void>;
  /** Takes the entry with this label in a drop-down list. */
  take(list: Locator, label: string): Promise<void>;
  /** Opens the stages of a row in the results. */
  open(row: Locator): Promise<void>;
  /** Commits a stage of the picker. */
  commit(stage: Locator): Promise<void>;
  /** Goes to a place, from wherever it is. */
  go(page: Page, place: Place): Promise<void>;
  /** Takes the last change back. */
  undo(page: Page): Promise<void>;
  /** One layer back. */
  back(page: Page): Promise<void>;
}

export type Place = 'Pending' | 'History' | 'Settings' | 'Shortcuts';

/** Tab, arrows, digits, Enter and the popup's own shortcuts; the pointer is never used. */
export const keyboard: Hands = {
  async press(control) {
    await reach(control);
    const role = await control.getAttribute('role');
    await control.page().keyboard.press(role === 'switch' ? 'Space' : 'Enter');
  },
  async write(field, text) {
    await reach(field);
    const { keyboard } = field.page();
    await keyboard.press('ControlOrMeta+a');
    await (text === '' ? keyboard.press('Delete') : keyboard.type(text));
  },
  async take(list, label) {
    await reach(list);
    await list.page().keyboard.type(label);
  },
  async open(row) {
    await select(row);
    await row.page().keyboard.press('Enter');
  },
  async commit(stage) {
    const digit = await stage.locator('kbd').textContent();
    await stage.page().keyboard.press(`Digit${digit}`);
  },
  go: (page, place) => page.keyboard.press(shortcuts[place]),
  undo: page => page.keyboard.press('Control+z'),
  back: page => page.keyboard.press('Escape'),
};

const shortcuts: Readonly<Record<Place, string>> = {
  Pending: 'Control+p',
  History: 'Control+y',
  Settings: 'Control+,',
  Shortcuts: 'F1',
};

/** Only typing touches the keyboard. */
export const pointer: Hands = {
  press: click,
  async write(field, text) {
    await field.click();
    await field.fill(text);
  },
  async take(list, label) {
    await list.selectOption({ label });
  },
  open: click,
  commit: click,
  go: (page, place) => click(page.getByRole('navigation').getByRole('button', { name: place })),
  undo: page => click(page.getByRole('button', { name: /^Undo/ }).first()),
  back: page => click(page.getByRole('button', { name: 'Back' })),
};

/** More than any state of the popup has to stop at. */
const most = 60;

/** Tabs until the control has the focus. */
async function reach(control: Locator): Promise<void> {
  await control.waitFor();
  for (let tabs = 0; tabs < most; tabs++) {
    if (await control.evaluate(element => element === document.activeElement)) return;
    await control.page().keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${control}`);
}

/** Arrows down until the row is the selected one. */
async function select(row: Locator): Promise<void> {
  for (let downs = 0; downs < most; downs++) {
    if ((await row.getAttribute('aria-selected')) === 'true') return;
    await row.page().keyboard.press('ArrowDown');
  }
  throw new Error(`The arrows do not lead to ${row}`);
}
