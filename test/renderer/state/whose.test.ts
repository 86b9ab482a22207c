import { expect, test } from 'vitest';
import { defaultSettings } from '../../../main/contract/settings.ts';
import type { State } from '../../../renderer/state/model/state.ts';
import { hitOf, opportunities } from '../support/samples.ts';
import { good, lived, names, replied, showing } from './machine.ts';

const [joao] = opportunities.map(one => hitOf(one));
if (!joao) throw new Error('a row');
const at = (
  state: State,
  whose: 'all' | 'mine',
  owners: readonly { name: string; count: number }[] | null,
): State => ({
  ...state,
  snapshot: state.snapshot && { ...state.snapshot, owners, settings: { ...defaultSettings, whose } },
});
const owners = [{ name: 'Rafaela Lima', count: 3 }];
const asksFor = (whose: string) => ({ do: 'call', name: 'settings.change', request: { whose } });

test('the switch goes from everybody’s rows to the user’s own, and back', () => {
  expect(lived(at(showing([joao]), 'all', owners), { type: 'switch-whose' }).asked).toEqual([
    asksFor('mine'),
  ]);
  expect(lived(at(showing([joao]), 'mine', owners), { type: 'switch-whose' }).asked).toEqual([
    asksFor('all'),
  ]);
});

test('where the server does not tell owners it does nothing', () => {
  expect(lived(at(showing([joao]), 'all', null), { type: 'switch-whose' }).asked).toEqual([]);
});

test('the question on the screen is asked again once it is saved, and in the settings no question is', () => {
  const saved = replied('settings.change', { whose: 'mine' }, good({ ...defaultSettings, whose: 'mine' }));
  expect(names(lived(showing([joao]), saved).asked)).toEqual(['find']);
  expect(lived({ ...showing([joao]), screen: 'settings' }, saved).asked).toEqual([]);
  const owner = replied('settings.change', { owner: 'Rafaela Lima' }, good(defaultSettings));
  expect(names(lived(showing([joao]), owner).asked)).toEqual(['find']);
});
