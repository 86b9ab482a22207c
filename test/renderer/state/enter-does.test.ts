import { expect, test } from 'vitest';
import { openPicker } from '../../../renderer/state/model/pipeline.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { enterDoes } from '../../../renderer/state/picks/accept.ts';
import {
  hitOf,
  movesTo,
  opportunities,
  opportunityOf,
  pipeline,
  snapshot,
  stageOf,
} from '../support/samples.ts';
import { ready, showing } from './machine.ts';

const [joao = opportunityOf({ name: '' })] = opportunities;
const row = showing([hitOf(joao)]);
const named = (stage: string, part: Parameters<typeof movesTo>[1] = {}): State =>
  showing([hitOf(joao, { command: movesTo(stageOf(stage).id, part) })]);
const withKey = (write: 'yes' | 'no' | 'unknown'): State['snapshot'] => ({
  ...snapshot,
  account: { kind: 'key', fingerprint: 'k', earlier: null, kept: 'keychain', read: 'yes', write },
});
const sample: State['snapshot'] = { ...snapshot, account: { kind: 'sample' } };
const nowhere: State['snapshot'] = { ...snapshot, pipelines: [] };
const among = (index: number, part: Partial<State> = {}): State => ({
  ...row,
  screen: 'picker',
  picker: { ...openPicker(hitOf(joao), pipeline, 'next', false), index },
  ...part,
});

test.each<readonly [where: string, State, 'move' | 'open' | null]>([
  ['on a row is to open its stages', row, 'open'],
  ['on a row whose stage the text names is to move it', named('won'), 'move'],
  ['on a row that is in that stage already is nothing', named('proposal'), null],
  ['where several rows may be meant is to open the stages', named('won', { isRowSure: false }), 'open'],
  ['on a stage that the pipeline lacks is to open the others', named('paid'), 'open'],
  ['without rows is nothing', showing([]), null],
  ['before any answer is nothing', ready, null],
  ['without pipelines is nothing', { ...row, snapshot: nowhere }, null],
  ['before main has said anything is nothing', { ...row, snapshot: null }, null],
  ['with a key that may not write is nothing', { ...named('won'), snapshot: withKey('no') }, null],
  ['with a key that may is to move', { ...named('won'), snapshot: withKey('yes') }, 'move'],
  ['with a key that was not tried yet is to move', { ...named('won'), snapshot: withKey('unknown') }, 'move'],
  ['in the sample data is to move', { ...named('won'), snapshot: sample }, 'move'],
  ['among the stages is to move', among(5), 'move'],
  ['among them with a key that may not write is nothing', among(5, { snapshot: withKey('no') }), null],
  ['on the stage where the row is is nothing', among(3), null],
  ['among the stages with none selected is nothing', among(-1), null],
  ['in a picker that is not there is nothing', { ...named('won'), screen: 'picker' }, null],
  ['in another place is nothing', { ...named('won'), screen: 'settings' }, null],
])('Enter %s', (_where, state, does) => {
  expect(enterDoes(state)).toBe(does);
});

test('Enter among the stages can be told before main has said anything', () => {
  expect(enterDoes(among(5, { snapshot: null }))).toBe('move');
});
