import { expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { enterDoes } from '../../../renderer/state/picks/accept.ts';
import { hitOf, movesTo, opportunities, opportunityOf, stageOf } from '../support/samples.ts';
import { good, lived, names, pushed, ready, replied, replyOf } from './machine.ts';

const [joao = opportunityOf({ name: '' })] = opportunities;
const text = 'joão ganho';
const shown = pushed('shown', { view: 'search', fill: { text, opportunity: null, stage: null } });
/** The popup opened with a copied line that names a stage, and what was found for it. */
function offered(before: State = ready): State {
  const { state, asked } = lived(before, shown);
  const [find] = asked.filter(effect => effect.do === 'call' && effect.name === 'find');
  if (find?.do !== 'call' || find.name !== 'find') throw new Error('nothing was asked');
  const hits = [hitOf(joao, { command: movesTo(stageOf('won').id) })];
  return lived(state, replied('find', find.request, ok(replyOf(find.request.seq, hits)))).state;
}

test('the copied text stands in the box and is searched for, and moves nothing', () => {
  const { state, asked } = lived(ready, shown);
  expect([state.screen, state.search.text, names(asked)]).toEqual(['search', text, ['find']]);
});

test('Enter opens the stages and asks, however sure the line is, and again after Esc', () => {
  const opened = lived(offered(), { type: 'accept', keep: false });
  expect([opened.state.screen, names(opened.asked)]).toEqual(['picker', []]);
  expect(opened.state.notice).toEqual({ kind: 'not-typed' });
  const again = lived(opened.state, { type: 'back' }, { type: 'accept', keep: true });
  expect([again.state.screen, names(again.asked)]).toEqual(['picker', []]);
});

test('a row chosen by an arrow key is not moved at once either', () => {
  const { state, asked } = lived(offered(), { type: 'move', move: 'next' }, { type: 'accept', keep: false });
  expect([state.screen, names(asked)]).toEqual(['picker', []]);
});

test('the hint says that Enter opens, not that it moves', () => {
  expect(enterDoes(offered())).toBe('open');
});

test('what was copied is not learnt as letters for the row that is picked', () => {
  const { asked } = lived(offered(), { type: 'accept', keep: false }, { type: 'accept', keep: false });
  const request = { opportunity: joao.id, to: 'won', seen: joao.stage.id };
  expect(asked).toEqual([{ do: 'call', name: 'move', request }]);
});

test('the undo key brings back what stood in the box', () => {
  const draft: State = { ...ready, search: { ...initial.search, text: 'ana' } };
  expect(lived(offered(draft), { type: 'undo' }).state.search.text).toBe('ana');
});

test('a line that is typed on is the user’s own', () => {
  expect(lived(offered(), { type: 'text', text: `${text}s` }).state.search.fill).toBeNull();
});

const inSettings: State = { ...ready, screen: 'settings' };

test('one hotkey is recorded at a time, and the one that was is tested', () => {
  const { state } = lived(inSettings, { type: 'record', on: true, hotkey: 'clipboardHotkey' });
  expect(state.settings).toMatchObject({ recording: true, recorded: 'clipboardHotkey' });
  const request = { clipboardHotkey: 'Alt+V' };
  const settings = { ...defaultSettings, ...request };
  const tested = lived(state, replied('settings.change', request, good(settings))).state;
  expect(tested.settings).toMatchObject({
    recorded: 'clipboardHotkey',
    test: 'waiting',
    saved: 'clipboardHotkey',
  });
});

test('a hotkey that is turned off is not tested', () => {
  const off = replied('settings.change', { clipboardHotkey: null }, good(defaultSettings));
  expect(lived(inSettings, off).state.settings).toMatchObject({ test: null, saved: 'clipboardHotkey' });
});
