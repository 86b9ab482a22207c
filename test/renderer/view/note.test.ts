import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { StageId } from '../../../main/contract/model.ts';
import { button, one, press, type, until } from '../support/hands.ts';
import { listening } from '../support/listening.ts';
import { mounted } from '../support/mount.ts';
import { hitOf, movesTo, opportunities, opportunityOf } from '../support/samples.ts';

const joao = opportunities[0] ?? opportunityOf({ name: 'none' });
const selected = () => document.querySelector('[role=option][aria-selected=true] .name')?.textContent;

/** The stages of the one row, which stands in `proposal`. */
async function picking() {
  const bridge = await mounted({ opportunities: [joao] }, fake =>
    fake.answer('reasons.list', () => ['Too expensive', 'No answer']),
  );
  await until(() => document.querySelector('[role=option]'));
  press('Enter');
  await one('#stages');
  return bridge;
}

test('the note is the next stop after the stages; letters, digits and a blank in it are text, and Enter commits', async () => {
  const bridge = await picking();
  await userEvent.keyboard('{End}{Tab}');
  expect(document.activeElement?.id).toBe('note');
  await userEvent.keyboard('won 3? {Home}1 {ArrowLeft}{Backspace}2');
  expect(selected()).toBe('Lost');
  expect(bridge.requests('move')).toEqual([]);
  await userEvent.keyboard('{Enter}');
  expect(bridge.requests('move')).toMatchObject([{ opportunity: joao.id, to: 'lost', note: '2 won 3?' }]);
});

test('a lost stage offers the reasons used before; Enter twice on one writes it down and moves nothing', async () => {
  const bridge = await picking();
  expect(button('No answer')).toBeUndefined();
  await userEvent.keyboard('{End}');
  await until(() => button('No answer'));
  await userEvent.keyboard('{Tab}{Tab}{Tab}');
  expect(document.activeElement?.textContent).toBe('No answer');
  press('Enter');
  press('Enter');
  const note = await until(() => document.querySelector<HTMLInputElement>('#note:focus'));
  expect([note.value, bridge.requests('move')]).toEqual(['No answer', []]);
  press('Enter', { code: 'NumpadEnter' });
  expect(bridge.requests('move')).toMatchObject([{ to: 'lost', note: 'No answer' }]);
});

test('the selected row and the receipt name the note, for the eye and for the ear', async () => {
  const { id, name } = joao;
  await mounted({ opportunities: [joao] }, fake =>
    fake.answer('find', ({ seq, text }) => ({
      seq,
      kind: text === '' ? 'recent' : 'results',
      hits: [hitOf(joao, { command: text === '' ? null : movesTo('lost' as StageId) })],
      total: 1,
      lists: [],
      stageText: null,
      fit: 'good',
    })),
  );
  const heard = listening();
  type('#search', 'joao lost // too expensive');
  const row = await until(() => document.querySelector(`#row-${id} .noted`)?.closest('[role=option]'));
  expect(row.textContent).toContain('note: too expensive');
  expect(document.querySelector('.echo > i')?.textContent).toBe('// too expensive');
  press('Enter');
  await one('.toast');
  await until(() => heard.includes(`Saved here: ${name} to Lost. Note: too expensive. Ctrl Z undoes it.`));
});
