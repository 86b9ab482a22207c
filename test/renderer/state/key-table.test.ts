import { expect, test } from 'vitest';
import { bindings, type Group } from '../../../renderer/state/bindings.ts';
import { intentOf, type Key } from '../../../renderer/state/keys.ts';
import type { Intent } from '../../../renderer/state/model/event.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import type { Screen, State } from '../../../renderer/state/model/state.ts';
import { snapshot } from '../support/samples.ts';

const at = (screen: Screen): State => ({ ...initial, screen, snapshot });

/** The key press of a combination, `Mod+F`, on Linux. */
function pressOf(combo: string, part: Partial<Key> = {}): Key {
  const parts = combo.split('+');
  return {
    key: parts.at(-1) ?? '',
    code: '',
    ctrl: parts.includes('Mod'),
    meta: false,
    alt: false,
    shift: parts.includes('Shift'),
    repeat: false,
    composing: false,
    field: 'none',
    ...part,
  };
}

const go = (move: Extract<Intent, { type: 'move' }>['move']): Intent => ({ type: 'move', move });
const answer = (given: Extract<Intent, { type: 'answer' }>['answer']): Intent => ({
  type: 'answer',
  answer: given,
});

const everywhere: readonly (readonly [combo: string, Intent])[] = [
  ['Mod+Z', { type: 'undo' }],
  ['Mod+P', { type: 'go', place: 'pending' }],
  ['Mod+Y', { type: 'redo' }],
  ['Mod+,', { type: 'go', place: 'settings' }],
  ['Mod+R', { type: 'sync' }],
  ['?', { type: 'help' }],
  ['F1', { type: 'help' }],
  ['Escape', { type: 'back' }],
];

const onScreens: Readonly<Record<Exclude<Group, 'everywhere'>, readonly (readonly [string, Intent])[]>> = {
  search: [
    ['ArrowDown', go('next')],
    ['ArrowUp', go('previous')],
    ['PageDown', go('page-down')],
    ['PageUp', go('page-up')],
    ['Shift+ArrowDown', { type: 'mark', move: 'next' }],
    ['Shift+ArrowUp', { type: 'mark', move: 'previous' }],
    ['Enter', { type: 'accept', keep: false }],
    ['Shift+Enter', { type: 'accept', keep: true }],
    ['Mod+Enter', { type: 'choose-stage' }],
    ...Array.from({ length: 9 }, (_, at) => {
      return [`Mod+${at + 1}`, { type: 'open-list-at', digit: at + 1 }] as const;
    }),
    ['Mod+0', { type: 'switch-whose' }],
    ['Mod+F', { type: 'ask-server' }],
    ['Mod+O', { type: 'open-in-browser' }],
    ['Mod+K', { type: 'open-menu' }],
    ['Mod+I', { type: 'details' }],
    ['Mod+D', { type: 'pin' }],
    ['Mod+Shift+E', { type: 'copy', what: 'email' }],
    ['Mod+Shift+P', { type: 'copy', what: 'phone' }],
    ['Mod+Shift+C', { type: 'copy', what: 'link' }],
  ],
  picker: [
    ['ArrowDown', go('next')],
    ['ArrowUp', go('previous')],
    ['Home', go('first')],
    ['PageUp', go('first')],
    ['End', go('last')],
    ['PageDown', go('last')],
    ['Enter', { type: 'accept', keep: false }],
    ['Shift+Enter', { type: 'accept', keep: true }],
    ...Array.from({ length: 9 }, (_, at) => {
      return [`${at + 1}`, { type: 'digit', digit: at + 1, keep: false }] as const;
    }),
    ['Mod+Enter', { type: 'confirm' }],
    ['Mod+O', { type: 'open-in-browser' }],
    ['ArrowLeft', { type: 'back' }],
    ['Backspace', { type: 'back' }],
    ['a', { type: 'letter', letter: 'a' }],
  ],
  pending: [
    ['ArrowDown', go('next')],
    ['ArrowUp', go('previous')],
    ['Home', go('first')],
    ['End', go('last')],
    ['r', answer('retry')],
    ['s', { type: 'choose-stage' }],
    ['x', answer('cancel')],
    ['Delete', answer('cancel')],
    ['k', answer('keep-theirs')],
    ['m', answer('send-mine')],
    ['b', answer('put-back')],
    ['l', answer('leave')],
  ],
  history: [
    ['ArrowDown', go('next')],
    ['ArrowUp', go('previous')],
    ['PageDown', go('page-down')],
    ['PageUp', go('page-up')],
    ['Mod+ArrowDown', { type: 'move-day', by: 1 }],
    ['Mod+ArrowUp', { type: 'move-day', by: -1 }],
  ],
};

const rows = Object.entries(onScreens).flatMap(([screen, keys]) =>
  [...keys, ...everywhere].map(([combo, intent]) => [screen as Screen, combo, intent] as const),
);

test.each(rows)('in %s, %s is %o', (screen, combo, intent) => {
  expect(intentOf(at(screen), pressOf(combo))).toEqual(intent);
});

const isHeld = (type: Intent['type']): boolean => type.startsWith('move') || type === 'mark';

test.each(rows.filter(([, , { type }]) => isHeld(type)))(
  'in %s, %s held down goes on: %o',
  (screen, combo, intent) => {
    expect(intentOf(at(screen), pressOf(combo, { repeat: true }))).toEqual(intent);
  },
);

test.each(rows.filter(([, , { type }]) => !isHeld(type)))(
  'in %s, %s held down does nothing more',
  (screen, combo) => {
    expect(intentOf(at(screen), pressOf(combo, { repeat: true }))).toBeNull();
  },
);

test.each([
  ['search', 'Enter'],
  ['search', 'Shift+Enter'],
  ['search', 'Mod+Enter'],
  ['picker', 'Enter'],
  ['picker', 'Shift+Enter'],
  ['picker', 'ArrowLeft'],
  ['picker', 'Backspace'],
] as const)('in %s, %s is the field’s or the button’s that has the focus', (screen, combo) => {
  expect(intentOf(at(screen), pressOf(combo, { field: 'control' }))).toBeNull();
  expect(intentOf(at(screen), pressOf(combo, { field: 'text' }))).toBeNull();
});

test.each([
  ['search', 'ArrowDown'],
  ['search', 'PageUp'],
  ['picker', 'ArrowUp'],
  ['picker', 'End'],
] as const)('in %s, %s is the button’s that has the focus', (screen, combo) => {
  expect(intentOf(at(screen), pressOf(combo, { field: 'control' }))).toBeNull();
});

test.each([
  ['pending', 'ArrowDown'],
  ['pending', 'ArrowUp'],
  ['pending', 'Home'],
  ['pending', 'End'],
  ['history', 'ArrowDown'],
  ['history', 'ArrowUp'],
  ['history', 'PageDown'],
  ['history', 'PageUp'],
] as const)('in %s, %s goes through the list also from a button of it', (screen, combo) => {
  expect(intentOf(at(screen), pressOf(combo, { field: 'control' }))?.type).toBe('move');
});

test('the details take the commands of their row, and none of the list’s other keys', () => {
  expect(intentOf(at('details'), pressOf('Mod+Enter'))).toEqual({ type: 'choose-stage' });
  expect(intentOf(at('details'), pressOf('Mod+O'))).toEqual({ type: 'open-in-browser' });
  expect(intentOf(at('details'), pressOf('Enter'))).toBeNull();
  expect(intentOf(at('details'), pressOf('ArrowDown'))).toBeNull();
  expect(intentOf(at('details'), pressOf('Escape'))).toEqual({ type: 'back' });
  expect(intentOf(at('details'), pressOf('Mod+D'))).toEqual({ type: 'pin' });
});

test.each(['Mod+1', 'Mod+0', 'Mod+F', 'Mod+K'])(
  'in the details %s selects no other row behind them',
  combo => {
    expect(intentOf(at('search'), pressOf(combo))).not.toBeNull();
    expect(intentOf(at('details'), pressOf(combo))).toBeNull();
  },
);

test.each(['alt', 'meta'] as const)('a letter with %s chooses no stage', modifier => {
  expect(intentOf(at('picker'), pressOf('a', { [modifier]: true }))).toBeNull();
});

test('a digit on the keypad and one behind Shift mean the digit of the key', () => {
  const digit = (key: string, code: string, shift = false) =>
    intentOf(at('picker'), pressOf(key, { code, shift }));
  expect(digit('&', 'Digit1')).toEqual({ type: 'digit', digit: 1, keep: false });
  expect(digit('1', 'Digit1', true)).toEqual({ type: 'digit', digit: 1, keep: false });
  expect(digit('!', 'Digit1', true)).toEqual({ type: 'digit', digit: 1, keep: true });
  expect(digit('End', 'Numpad1')).toEqual({ type: 'move', move: 'last' });
});

test('a letter held down chooses once', () => {
  expect(intentOf(at('picker'), pressOf('a', { repeat: true }))).toBeNull();
});

test.each([
  ['by what it types, on a layout of Latin letters', pressOf('Mod+z', { code: 'KeyY' }), 'undo'],
  ['by its place, where it types another script', pressOf('Mod+я', { code: 'KeyZ' }), 'undo'],
  ['not by its place where no modifier makes it a command', pressOf('я', { code: 'KeyR' }), undefined],
])('a command’s letter is known %s', (_how, press, type) => {
  expect(intentOf(at('history'), press)?.type).toBe(type);
});

test('the help sheet is closed by the keys that open it, and by Esc', () => {
  const help = { ...at('picker'), help: true };
  for (const combo of ['?', 'F1', 'Escape']) expect(intentOf(help, pressOf(combo))).toEqual({ type: 'help' });
  expect(intentOf(help, pressOf('Enter'))).toBeNull();
});

test('the help sheet says this, in this order', () => {
  const said = Map.groupBy(
    bindings.filter(({ help }) => help !== undefined),
    ({ group }) => group,
  );
  expect(Object.fromEntries([...said].map(([group, of]) => [group, of.map(({ help }) => help)]))).toEqual({
    search: [
      'key_choose',
      'key_mark',
      'key_open',
      'key_burst',
      'key_stages',
      'key_list',
      'key_whose',
      'askServer',
      'key_browser',
      'key_menu',
      'details',
      'pin',
      'copy_email',
      'copy_phone',
      'copy_link',
    ],
    picker: [
      ...['key_choose', 'key_commit', 'key_burst', 'key_digit', 'key_letter', 'key_confirm', 'key_leave'],
    ],
    pending: [
      ...['key_choose', 'answer_retry', 'key_stages', 'key_cancel', 'answer_keep-theirs', 'answer_send-mine'],
      ...['key_putBack', 'answer_leave'],
    ],
    history: ['key_choose', 'key_day'],
    everywhere: ['key_undo', 'pending', 'history', 'settings', 'syncNow', 'key_help', 'key_back'],
  });
});
