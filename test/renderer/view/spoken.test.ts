import { describe, expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import { button, one, press, type, until } from '../support/hands.ts';
import { calm, settled } from '../support/listening.ts';
import { changeOf, hitOf, opportunities, opportunityOf, stageOf } from '../support/samples.ts';

const nobody = opportunityOf({ name: '' });
const [joao = nobody, mariana = nobody, lucia = nobody] = opportunities;
const conflict = (deal: typeof joao) =>
  changeOf(deal, 'proposal', { state: 'parked', reason: 'conflict', theirs: stageOf('won') });
const focused = () => document.activeElement;
const answered = (text: string) => one(`.pane[data-answers="${text}"]`);

describe('what Enter would open is named with the number of rows', () => {
  test.each([
    ['jo', '1 opportunity: João Pedro Silva, Proposal'],
    ['acme', '2 opportunities: João Pedro Silva, Proposal'],
    ['xyz', 'Nothing found for “xyz”'],
  ])('after %s', async (text, sentence) => {
    const { heard } = await calm();
    type('#search', text);
    await answered(text);
    await settled();
    expect(heard).toEqual([sentence]);
  });

  test('of more rows than are shown, with how many there are', async () => {
    const { bridge, heard } = await calm();
    bridge.answer('find', ({ seq, text }) => ({
      ...{
        seq,
        kind: 'results',
        hits: [hitOf(mariana)],
        total: 304,
        lists: [],
        stageText: null,
        fit: 'good',
      },
      ...(text === '' ? { kind: 'recent' } : {}),
    }));
    type('#search', 'm');
    await answered('m');
    await settled();
    expect(heard).toEqual(['1 of 304: Mariana Gonçalves, Negotiation']);
  });

  test('of a line that Enter carries out, with where it goes', async () => {
    const { bridge, heard } = await calm();
    bridge.answer('find', ({ seq }) => {
      const command = { kind: 'move', to: stageOf('won').id, isRowSure: true, isStageSure: true } as const;
      const hits = [hitOf(joao, { command })];
      return { seq, kind: 'results', hits, total: 1, lists: [], stageText: [5, 8], fit: 'good' };
    });
    type('#search', 'joao won');
    await answered('joao won');
    await settled();
    expect(heard).toEqual(['1 opportunity: Move: João Pedro Silva to Won.']);
  });

  test('once, however often it is looked for again, and once more coming back from its stages', async () => {
    const { bridge, heard } = await calm();
    type('#search', 'jo');
    await answered('jo');
    await settled();
    bridge.push('found', null);
    await settled();
    press('Enter');
    await one('#stages');
    press('Escape');
    await one('#search');
    await settled();
    const sentence = '1 opportunity: João Pedro Silva, Proposal';
    expect(heard).toEqual([sentence, sentence]);
  });

  test('once more coming back from its menu', async () => {
    const { heard } = await calm();
    type('#search', 'jo');
    await answered('jo');
    await settled();
    press('Ctrl+k');
    await one('[role=menu]');
    press('Escape');
    await until(() => !document.querySelector('[role=menu]'));
    await settled();
    const sentence = '1 opportunity: João Pedro Silva, Proposal';
    expect(heard).toEqual([sentence, sentence]);
  });

  test('and of an emptied box', async () => {
    const { heard } = await calm();
    type('#search', 'lu');
    await answered('lu');
    type('#search', '');
    await answered('');
    await settled();
    expect(heard.at(-1)).toBe('Recent and pending: João Pedro Silva, Proposal');
  });
});

test('the stages say where the opportunity stands now', async () => {
  await calm();
  type('#search', 'jo');
  await answered('jo');
  press('Enter');
  await one('#stages');
  expect(document.getElementById('stages')?.ariaLabel).toBe('Stage: João Pedro Silva, now Proposal');
});

test('the receipt of a pick is the name of the box that takes the focus, with how to undo it, until a key', async () => {
  const { heard } = await calm();
  type('#search', 'jo');
  await answered('jo');
  press('Enter');
  await one('#stages');
  press('6', { shiftKey: true, key: '^' });
  await one('.toast');
  const box = await one('#search');
  expect(focused()).toBe(box);
  expect(box.ariaLabel).toBe('Saved here: João Pedro Silva to Won. Ctrl Z undoes it. Search opportunities');
  expect(box.hasAttribute('aria-activedescendant')).toBe(false);
  expect(heard.filter(said => said.startsWith('Saved'))).toEqual([]);
  press('ArrowDown');
  await until(() => box.ariaLabel === 'Search opportunities' && box.hasAttribute('aria-activedescendant'));
});

test('a pick that is being saved changes nothing of what is heard of the stages', async () => {
  const { bridge } = await calm();
  bridge.answer('move', () => new Promise(() => undefined));
  type('#search', 'jo');
  await answered('jo');
  press('Enter');
  const stages = await one('#stages');
  press('6', { shiftKey: true, key: '^' });
  await until(() => document.querySelector('.option.chosen .name')?.textContent === 'Won');
  expect(stages.querySelector('[aria-selected=true] .name')?.textContent).toBe('Negotiation');
  expect(stages.getAttribute('aria-activedescendant')).toBe('stage-4');
  expect(document.querySelector('.consequence')?.textContent).toBe('');
});

test('a row is heard in one breath, with its place among all rows, and its texts are not heard of', async () => {
  await calm();
  const [row] = document.querySelectorAll('.row');
  expect(row?.querySelector('.sr')?.textContent).toMatch(
    /^João Pedro Silva, Acme Brasil Indústria Ltda\., Proposal, R\$\s?48,500, /,
  );
  expect(row?.getAttribute('aria-posinset')).toBe('1');
  expect(row?.getAttribute('aria-setsize')).toBe(`${opportunities.length}`);
  expect([...(row?.children ?? [])].slice(1).every(part => part.ariaHidden === 'true')).toBe(true);
});

test('what was said as the popup went away is said again on coming back, while it is shown', async () => {
  const { bridge, heard } = await calm();
  type('#search', 'jo');
  await answered('jo');
  press('Enter');
  await one('#stages');
  press('6', { shiftKey: true, key: '^' });
  await one('.toast');
  dispatchEvent(new Event('blur'));
  await settled();
  heard.length = 0;
  bridge.push('shown', { view: null, fill: null });
  await until(() => heard.includes('Saved here: João Pedro Silva to Won. Ctrl Z undoes it.'));
});

describe('a place without a word of its own', () => {
  test('the pending list says when nothing waits, and a card all that is on it', async () => {
    const asked = conflict(mariana);
    const { bridge, heard } = await calm({ outbox: [asked] });
    press('Ctrl+p');
    await until(() => focused()?.id === `change-${asked.id}`);
    expect(focused()?.ariaLabel).toBe(
      'Someone else moved it: Mariana Gonçalves. You: Proposal. Server now: Won. It was moved while your change was waiting. Keep theirs K, Send mine M.',
    );
    bridge.tellOutbox([]);
    await until(() => focused()?.id === 'title');
    await settled();
    expect(heard).toEqual(['No change is waiting to be sent.']);
  });

  test('the history says how many changes fit its search', async () => {
    const history = [joao, mariana].map(deal => changeOf(deal, 'won', { state: 'delivered', endedAt: 1 }));
    const { heard } = await calm({ history });
    press('Ctrl+y');
    await one('.past');
    type('#history-text', 'mari');
    await until(() => document.querySelectorAll('.past').length === 1);
    await settled();
    expect(heard.filter(said => said !== '')).toEqual(['2 changes', 'mari: 1 change']);
  });

  test('going offline is said without a key', async () => {
    const { bridge, heard } = await calm();
    bridge.tell({ network: 'offline' });
    await settled();
    expect(heard).toEqual(['Offline. Sending goes on by itself.']);
  });
});

describe('the focus', () => {
  test('has one stop for the box and its rows', async () => {
    await calm();
    const rows = document.getElementById('rows');
    expect(rows?.tabIndex).toBe(-1);
    rows?.focus();
    expect(focused()?.id).toBe('search');
  });

  test('goes from a button that is gone, or may not be pressed any more, to where work begins', async () => {
    const { bridge } = await calm();
    bridge.answer('find.on-server', () => new Promise(() => undefined));
    type('#search', 'lucía');
    const ask = await until(() => button('Search on the server'));
    ask.focus();
    ask.click();
    await until(() => ask.disabled);
    expect(focused()?.id).toBe('search');
  });

  test('is on the question about the key, which is an alert, and stays in the settings after it', async () => {
    await calm();
    press('Ctrl+,');
    const remove = await until(() => button('Remove'));
    remove.click();
    const question = await one('[role=alertdialog]');
    expect(focused()).toBe(question);
    expect(question.ariaLabel).toMatch(/^Remove the key from this computer\?/);
    button('Keep it')?.click();
    await until(() => !document.querySelector('[role=alertdialog]'));
    expect(focused()?.id).toBe('title');
  });
});

test('an undo that has been delivered is told as one', async () => {
  const { bridge, heard } = await calm();
  const back = changeOf(lucia, 'contacted', { undoUntil: null });
  bridge.answer('undo', () => ok(back));
  bridge.answer('move', () => ok({ ...back, id: 'another' as typeof back.id }));
  type('#search', 'lu');
  await answered('lu');
  press('Enter');
  await one('#stages');
  press('6', { shiftKey: true, key: '^' });
  await one('.toast');
  press('Ctrl+z');
  await until(() => heard.some(said => said.includes('goes back')));
  bridge.push('receipt', { kind: 'delivered', late: false, change: { ...back, state: 'delivered' } });
  await settled();
  expect(heard.at(-1)).toBe('Put back to Contacted: Lucía Fernández Ibáñez.');
});

test('letters that answer a card are its own, also where a screen reader has letters of its own', async () => {
  await calm({ outbox: [conflict(joao)] });
  press('Ctrl+p');
  expect((await one('.card')).closest('[role=application]')?.ariaLabel).toBe('Pending changes');
});

test('the help sheet, which is read in one breath, has a stop between its texts', async () => {
  await calm();
  press('F1');
  expect((await one('.keys')).textContent).toMatch(/^[^:]+: ?.*[^.]\.[^:]+:/);
  expect((await one('.lines dt')).textContent).toMatch(/:$/);
});

test('a wrong key is told by its alert and not a second time by the field', async () => {
  const { bridge } = await calm();
  bridge.tell({ account: { kind: 'none' } });
  const field = await one('#key');
  type('#key', 'gr_live_wrong');
  field.closest('form')?.requestSubmit();
  const said = await one('#key-said[role=alert]');
  expect(field.getAttribute('aria-describedby')).toBe('key-host');
  expect(field.getAttribute('aria-errormessage')).toBe(said.id);
});

test('the button that records a hotkey says which one there is', async () => {
  await calm();
  press('Ctrl+,');
  const record = await one('#hotkey');
  const caps = document.getElementById(record.getAttribute('aria-describedby') ?? '');
  expect(caps?.querySelectorAll('kbd').length).toBeGreaterThan(1);
});

test('the settings are named when they open', async () => {
  const { heard } = await calm();
  press('Ctrl+,');
  await until(() => heard.includes('Settings'));
});

test('a key that was accepted is told without a word from the button that gets the focus', async () => {
  const { bridge, heard } = await calm();
  bridge.tell({ account: { kind: 'none' } });
  const field = await one('#key');
  type('#key', 'gr_live_right');
  field.closest('form')?.requestSubmit();
  await until(() => heard.includes('All set'));
  expect(focused()?.id).toBe('begin');
});

describe('stages of which none is selected are announced, for their list is not', () => {
  test('with the rows that are marked', async () => {
    const { heard } = await calm();
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    await one('.marks');
    press('Enter');
    await one('#stages');
    await settled();
    expect(heard.at(-1)).toBe(`2 opportunities: ${joao.name}, ${mariana.name}`);
  });

  test('with the one that has ended, and no more once a stage is selected', async () => {
    const { bridge, heard } = await calm();
    bridge.answer('find', ({ seq }) => {
      const hits = [hitOf({ ...lucia, stage: stageOf('won') })];
      return { seq, kind: 'results', hits, total: 1, lists: [], stageText: null, fit: 'good' };
    });
    type('#search', 'lu');
    await answered('lu');
    press('Enter');
    await one('#stages');
    await settled();
    expect(heard.at(-1)).toBe(`${lucia.name}, Won`);
    press('ArrowUp');
    await until(() => document.querySelector('.option.chosen'));
    expect(document.getElementById('count')?.textContent).toBe('');
  });
});
