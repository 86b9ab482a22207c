import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { inView } from '../../../renderer/view/search/search.tsx';
import { one, press, type, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import { opportunityOf } from '../support/samples.ts';

const rows = () => [...document.querySelectorAll<HTMLElement>('.row[role=option]')];
const names = () => rows().map(row => row.querySelector('.name')?.textContent);
const box = async () => (await one('#search')) as HTMLInputElement;
const answers = (text: string) => until(() => document.querySelector(`[data-answers="${text}"]`));
const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
/** All rows are there, and have been on the screen. */
const complete = async () => {
  await until(() => rows().length === 20 && document.querySelector('.rest:not(.late)'));
  await frame();
  await frame();
};

const crowd = ['Ana', 'Bea'].flatMap(name =>
  Array.from({ length: 20 }, (_, at) => opportunityOf({ name: `${name} ${at}` })),
);
const named = (name: string) => Array.from({ length: 20 }, (_, at) => `${name} ${at}`);

test('a letter is asked for once, while it is still being put in', async () => {
  const asked: string[][] = [];
  const bridge = await mounted();
  const field = await box();
  // The empty box has been answered.
  await one('[role=option]');
  bridge.answer('find', ({ seq, text }) => {
    asked.push([text, field.value]);
    return { seq, kind: 'results', hits: [], total: 0, lists: [], stageText: null, fit: 'good' };
  });
  field.focus();
  await userEvent.keyboard('ab');
  field.setSelectionRange(0, 1);
  await userEvent.keyboard('ç{End}{Backspace}');
  expect(asked).toEqual([
    ['a', ''],
    ['ab', 'a'],
    ['çb', 'ab'],
    ['ç', 'ç'],
  ]);
  expect(field.value).toBe('ç');
});

test('nothing of the page is set anew for a key: it would cost every element its style', async () => {
  await mounted({ opportunities: crowd });
  await complete();
  const changed: unknown[] = [];
  const observer = new MutationObserver(changes => changed.push(...changes));
  observer.observe(document.documentElement, { attributes: true });
  type('#search', 'ana');
  await answers('ana');
  await complete();
  changed.push(...observer.takeRecords());
  expect(changed).toEqual([]);
});

test('an answer is drawn without the rows below the edge; they follow and keep their height meanwhile', async () => {
  await mounted({ opportunities: crowd });
  type('#search', 'ana');
  await answers('ana');
  await complete();
  const scroller = await one('.rows');
  const height = scroller.scrollHeight;
  type('#search', 'bea');
  await answers('bea');
  const [late] = [document.querySelector('.rest.late')];
  expect(names().slice(0, inView)).toEqual(named('Bea').slice(0, inView));
  expect(rows().filter(row => row.checkVisibility())).toHaveLength(inView);
  expect(late?.querySelector('.name')?.textContent).toBe(`Ana ${inView}`);
  expect(scroller.scrollHeight).toBe(height);
  await complete();
  expect(names()).toEqual(named('Bea'));
  expect(rows().every(row => row.checkVisibility())).toBe(true);
});

test('the rows before the edge are as many as the pane shows', async () => {
  await mounted({ opportunities: crowd });
  await complete();
  const edge = (await one('.rows')).getBoundingClientRect().bottom;
  const seen = rows().filter(row => row.getBoundingClientRect().top < edge);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.length).toBeLessThanOrEqual(inView);
});

test('where somebody has scrolled, an answer comes with all its rows', async () => {
  await mounted({ opportunities: crowd });
  await complete();
  (await box()).focus();
  press('ArrowUp');
  await until(() => rows().at(-1)?.ariaSelected === 'true');
  type('#search', 'bea');
  await answers('bea');
  expect(names()).toEqual(named('Bea'));
  expect((await one('.rows')).scrollTop).toBe(0);
});

test('how many of the rows found are in the list is said where that is not all', async () => {
  const hint = () => document.querySelector('.hint')?.textContent;
  await mounted({ opportunities: crowd });
  await complete();
  type('#search', 'a');
  await until(() => hint() === '20 of 40Open ↵');
  type('#search', 'ana');
  await until(() => hint() === 'Open ↵');
});

test('what else a row was found by stands in it where name and company do not match the same', async () => {
  await mounted({
    opportunities: [
      opportunityOf({ name: 'José Sá', company: 'Acme', email: 'jose@acme.example' }),
      opportunityOf({ name: 'Rita Vaz', company: '', email: 'rita@acme.example' }),
      opportunityOf({ name: 'Otto Reis', company: 'Beta', email: 'otto@acme.example' }),
    ],
  });
  const found = async (text: string) => {
    type('#search', text);
    await answers(text);
    return rows().map(row => row.querySelector<HTMLElement>('.who .below')?.innerText.replaceAll('\n', ' '));
  };
  const said = () => rows().map(row => row.querySelector('.sr')?.textContent);
  expect(await found('acme')).toEqual(['Acme', 'rita@acme.example', 'Beta otto@acme.example']);
  expect(said()[0]).toMatch(/^José Sá, Acme, /);
  expect(said()[2]).toMatch(/^Otto Reis, Beta, otto@acme\.example, /);
  const dots = rows().map(row => {
    const also = row.querySelector('.also');
    return also && getComputedStyle(also, '::before').content;
  });
  expect(dots).toEqual([null, 'none', '"·" / ""']);
});
