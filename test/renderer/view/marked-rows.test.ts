import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { button, one, press, type, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import { hitOf, opportunities, pipeline, snapshot } from '../support/samples.ts';

const rows = () => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const selected = () => rows().filter(row => row.ariaSelected === 'true').length;
const box = () => document.querySelector('#search');
const isAt = (id: string) => until(() => document.activeElement?.id === id);
const said = () => document.querySelector('#news')?.textContent ?? '';
const list = () => document.querySelector('#rows');
const digitOf = (stage: string) => `${pipeline.stages.findIndex(({ name }) => name === stage) + 1}`;

async function opened(world = {}) {
  const bridge = await mounted(world);
  await one('[role=option]');
  await isAt('search');
  return bridge;
}

async function marked(count: number) {
  const bridge = await opened();
  for (let pressed = 0; pressed < count; pressed += 1) press('Shift+ArrowDown');
  await until(() => document.querySelector('.marks')?.textContent.includes(`${count} marked`));
  return bridge;
}

test('without marks the selected option is the active one; with marks the options that are selected are the marked ones', async () => {
  await opened();
  expect([list()?.ariaMultiSelectable, selected()]).toEqual([null, 1]);
  press('Shift+ArrowDown');
  await one('.marks');
  press('ArrowDown');
  await until(() => rows()[1]?.matches('.active'));
  expect(list()?.ariaMultiSelectable).toBe('true');
  expect(rows().map(row => row.ariaSelected)).toEqual(rows().map((_, at) => `${at === 0}`));
  expect(box()?.getAttribute('aria-activedescendant')).toBe(rows()[1]?.id);
});

test('a mark is told with the row’s name and the number of marks, and seen without colour', async () => {
  await marked(2);
  await until(() => said().includes(`${opportunities[1]?.name}, marked, 2 marked`));
  expect(rows().map(row => row.querySelector('.tick .icon') !== null)).toEqual(rows().map((_, at) => at < 2));
});

test.each([
  ['linux', '{Control>}', '{/Control}'],
  ['mac', '{Meta>}', '{/Meta}'],
] as const)('a click with the modifier marks and opens nothing (%s)', async (platform, down, up) => {
  const bridge = await opened({ snapshot: { ...snapshot, platform } });
  await userEvent.keyboard(down);
  const third = rows()[2];
  third?.dispatchEvent(
    new MouseEvent('click', { bubbles: true, ctrlKey: platform !== 'mac', metaKey: platform === 'mac' }),
  );
  await userEvent.keyboard(up);
  await one('.marks');
  expect([rows()[2]?.ariaSelected, selected(), bridge.requests('move')]).toEqual(['true', 1, []]);
});

test('a click on its box marks a row once others are marked', async () => {
  await marked(1);
  rows()[3]?.querySelector<HTMLElement>('.tick')?.click();
  await until(() => selected() === 2);
  expect(document.querySelector('#stages')).toBeNull();
});

test('the menu of a row marks it too, and takes the mark away', async () => {
  const bridge = await opened();
  const choose = async (word: string) => {
    press('Ctrl+k');
    await until(() => document.activeElement?.matches('.menu button'));
    [...document.querySelectorAll<HTMLElement>('.menu button')]
      .find(item => item.textContent === word)
      ?.click();
  };
  await choose('Mark to move several');
  await one('.marks');
  expect(rows()[0]?.ariaSelected).toBe('true');
  await choose('Unmark');
  await until(() => document.querySelector('.marks') === null);
  expect(bridge.requests('move')).toEqual([]);
});

test('the marks can be seen alone and taken away, and the box keeps the focus and its text', async () => {
  await marked(2);
  type('#search', 'padaria');
  await until(() => document.querySelector('[role=option] mark'));
  button('See them')?.click();
  await until(() => rows().length === 2 && selected() === 2);
  expect(rows().map(row => [row.ariaPosInSet, row.ariaSetSize])).toEqual([
    ['1', '2'],
    ['2', '2'],
  ]);
  await isAt('search');
  press('Escape');
  await until(() => button('See them'));
  press('Escape');
  await until(() => document.querySelector('.marks') === null);
  expect(box()).toHaveProperty('value', 'padaria');
  await until(() => said().includes('Nothing is marked.'));
});

test('Enter pressed again and again moves none of them, and an end takes its own key', async () => {
  const bridge = await marked(3);
  press('Enter');
  await isAt('stages');
  press('Enter');
  press('Enter');
  expect(document.querySelector('#title')?.textContent).toBe('3 opportunities');
  press(digitOf('won'));
  const question = await one('.sure');
  await until(() => document.activeElement === question);
  expect(question.textContent).toContain('Mark 3 opportunities as Won?');
  press('Enter');
  press('Space');
  await until(() => said().includes('Enter does not answer this.'));
  expect(bridge.requests('move.several')).toEqual([]);
  press('Ctrl+Enter');
  await one('.toast');
  expect(bridge.requests('move.several').map(({ moves }) => moves.length)).toEqual([3]);
});

test('one toast tells them all, and its undo takes all of them back', async () => {
  const bridge = await marked(3);
  press('Enter');
  await isAt('stages');
  press(digitOf('proposal'));
  await until(() =>
    document.getElementById('search')?.ariaLabel?.startsWith('2 saved here · 1 already there'),
  );
  button(/^Undo/)?.click();
  await until(() => said().includes('2 undone'));
  expect(bridge.requests('undo.several').map(({ undos }) => undos.length)).toEqual([2]);
  expect(bridge.world.outbox).toEqual([]);
});

test('that the requests do not last for all of them is said before', async () => {
  const quota = { limit: 100, remaining: 2, resetsAt: Date.now() + 600_000 };
  await opened({ snapshot: { ...snapshot, quota } });
  for (let pressed = 0; pressed < 3; pressed += 1) press('Shift+ArrowDown');
  press('Enter');
  await until(() => document.querySelector('.consequence')?.textContent.includes('2 requests left until'));
});

test('while the marks alone are listed, nothing is said of how many of the rows found are shown', async () => {
  const bridge = await opened();
  const hits = opportunities.slice(0, 3).map(one => hitOf(one));
  bridge.answer('find', ({ seq }) => {
    return { seq, kind: 'results', hits, total: 304, lists: [], stageText: null, fit: 'good' };
  });
  type('#search', 'a');
  await until(() => document.querySelector('.hint')?.textContent.includes('3 of 304'));
  press('Shift+ArrowDown');
  await one('.marks');
  button('See them')?.click();
  await until(() => rows().length === 1);
  expect(document.querySelector('.hint')?.textContent).not.toContain('304');
});
