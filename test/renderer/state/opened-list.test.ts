import { expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import type { StageCount, StagePlace } from '../../../main/contract/find.ts';
import type { StageId } from '../../../main/contract/model.ts';
import type { Event } from '../../../renderer/state/model/event.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { hitOf, opportunities, pipeline } from '../support/samples.ts';
import { lived, names, replied, replyOf, showing } from './machine.ts';

const [joao, mariana] = opportunities.map(one => hitOf(one));
if (!joao || !mariana) throw new Error('two rows');
const placeOf = (stage: string): StagePlace => ({ pipeline: pipeline.id, stage: stage as StageId });
const counts = ['new', 'contacted', 'proposal'].map(
  (stage, at): StageCount => ({ ...placeOf(stage), count: 3 - at, digit: at + 1 }),
);
const recent = replyOf(5, [joao, mariana], { kind: 'recent', counts });
/** An empty box over its counts, the second row chosen. */
const empty: State = showing([], {
  text: '',
  reply: recent,
  active: mariana.opportunity.id,
  chosen: true,
});
const open: Event = { type: 'open-list-at', digit: 3 };
const esc: Event = { type: 'back' };
const request = (text: string, seq: number, list?: StagePlace) => ({
  do: 'call',
  name: 'find',
  request: { seq, text, limit: 20, ...(list ? { list } : {}) },
});

test('the digit of a stage under the empty box opens its list, with the name of the stage in the box', () => {
  const { state, asked } = lived(empty, open);
  expect(asked).toEqual([request('proposal', 6, placeOf('proposal'))]);
  expect(state.search).toMatchObject({ text: 'proposal', answered: null });
});

test('a click on a count opens the same', () => {
  expect(lived(empty, { type: 'open-list', at: placeOf('proposal') }).asked).toEqual(
    lived(empty, open).asked,
  );
});

test('a digit that no count on the screen has opens nothing', () => {
  expect(lived(empty, { type: 'open-list-at', digit: 9 }).asked).toEqual([]);
  expect(lived(showing([joao]), open).asked).toEqual([]);
});

test('Esc leads back to the empty box as it was, and only the next one hides the popup', () => {
  const { state, asked } = lived(empty, open, esc);
  expect(asked).toEqual([request('', 7)]);
  expect(state.search).toMatchObject({
    text: '',
    reply: recent,
    active: mariana.opportunity.id,
    chosen: true,
    typing: empty.search.typing,
    opened: null,
  });
  const answered = replied('find', { seq: 7, text: '', limit: 20 }, ok({ ...recent, seq: 7 }));
  const after = lived(state, answered);
  expect(after.state.search).toMatchObject({ active: mariana.opportunity.id, chosen: true });
  expect(names(lived(after.state, esc).asked)).toEqual(['popup.hide']);
});

test('from one list another is opened, and Esc leads back to the empty box all the same', () => {
  const listed = ok(replyOf(6, [joao], { counts }));
  const first = lived(empty, open, replied('find', { seq: 6, text: 'proposal', limit: 20 }, listed));
  const { state, asked } = lived(first.state, { type: 'open-list-at', digit: 1 });
  expect(asked).toEqual([request('new', 7, placeOf('new'))]);
  expect(lived(state, esc).state.search).toMatchObject({ text: '', active: mariana.opportunity.id });
});

test('words after the name of the stage make it a line, and Esc still leads back', () => {
  const { state, asked } = lived(empty, open, { type: 'text', text: 'proposal acme' });
  expect(asked).toEqual([request('proposal acme', 7)]);
  expect(lived(state, esc).asked).toEqual([request('', 8)]);
});

test('another text is a text like any other: Esc hides the popup, and the name typed again opens no list', () => {
  const { state } = lived(empty, open, { type: 'text', text: 'prop' });
  expect(names(lived(state, esc).asked)).toEqual(['popup.hide']);
  expect(lived(state, { type: 'text', text: 'proposal' }).asked).toEqual([request('proposal', 8)]);
});

test('the undo key takes the name of the stage out of the box', () => {
  const { state, asked } = lived(empty, open, { type: 'undo' });
  expect(asked).toEqual([request('', 7)]);
  expect(state.search.opened).toBeNull();
});

test('nothing is opened while a change is being saved', () => {
  const saving = { keep: true, name: 'João', to: joao.opportunity.stage, typed: '' };
  expect(lived({ ...empty, saving }, open).asked).toEqual([]);
});
