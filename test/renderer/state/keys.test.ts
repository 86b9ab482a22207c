import { describe, expect, test } from 'vitest';
import { bindings, type Group } from '../../../renderer/state/bindings.ts';
import { intentOf, type Key } from '../../../renderer/state/keys.ts';
import { initial } from '../../../renderer/state/model/initial.ts';
import type { Screen, State } from '../../../renderer/state/model/state.ts';
import { snapshot } from '../support/samples.ts';

const at = (screen: Screen, part: Partial<State> = {}): State => ({ ...initial, screen, snapshot, ...part });
const mac = (screen: Screen) => at(screen, { snapshot: { ...snapshot, platform: 'mac' } });
const key = (name: string, part: Partial<Key> = {}): Key => ({
  key: name,
  code: '',
  ctrl: false,
  meta: false,
  alt: false,
  shift: false,
  repeat: false,
  composing: false,
  field: 'none',
  ...part,
});
const box = { field: 'box' } as const;
const note = { field: 'note' } as const;
const typedBox = at('search', { search: { ...initial.search, text: 'acme' } });

test.each<[why: string, State, Key, type: string | null, more?: object]>([
  ['↓ chooses', at('search'), key('ArrowDown', box), 'move', { move: 'next' }],
  ['↓ held goes on', at('search'), key('ArrowDown', { ...box, repeat: true }), 'move'],
  ['Enter accepts', at('search'), key('Enter', box), 'accept', { keep: false }],
  ['Enter held does not commit what Enter opened', at('picker'), key('Enter', { repeat: true }), null],
  ['Shift+Enter goes on', at('search'), key('Enter', { ...box, shift: true }), 'accept', { keep: true }],
  ['Enter on a button is the button’s', at('search'), key('Enter', { field: 'control' }), null],
  ['letters in the box are text', at('search'), key('r', box), null],
  ['digits in the box are text', at('search'), key('3', { ...box, code: 'Digit3' }), null],
  ['? in the empty box is help', at('search'), key('?', { ...box, shift: true }), 'help'],
  ['? in a text is text', typedBox, key('?', { ...box, shift: true }), null],
  ['? in another field is text', at('settings'), key('?', { field: 'text', shift: true }), null],
  ['F1 is help even in a text', typedBox, key('F1', box), 'help'],
  ['Home in the box moves the caret', at('search'), key('Home', box), null],

  ['a digit picks', at('picker'), key('3', { code: 'Digit3' }), 'digit', { digit: 3, keep: false }],
  ['a keypad digit picks', at('picker'), key('3', { code: 'Numpad3' }), 'digit', { digit: 3 }],
  [
    'an AZERTY digit row picks without Shift',
    at('picker'),
    key('é', { code: 'Digit2' }),
    'letter',
    { letter: 'é' },
  ],
  [
    'an AZERTY digit behind a sign picks',
    at('picker'),
    key('"', { code: 'Digit3' }),
    'digit',
    { digit: 3, keep: false },
  ],
  [
    'Shift and a digit keeps the popup',
    at('picker'),
    key('#', { code: 'Digit3', shift: true }),
    'digit',
    { digit: 3, keep: true },
  ],
  ['0 picks nothing', at('picker'), key('0', { code: 'Digit0' }), null],
  ['a digit held picks once', at('picker'), key('3', { code: 'Digit3', repeat: true }), null],
  ['a letter chooses', at('picker'), key('g'), 'letter', { letter: 'g' }],
  ['a letter of another script chooses', at('picker'), key('г'), 'letter', { letter: 'г' }],
  ['a blank between letters is one', at('picker'), key(' '), 'letter', { letter: ' ' }],
  ['a blank on a button presses it', at('picker'), key(' ', { field: 'control' }), null],
  ['← goes back', at('picker'), key('ArrowLeft'), 'back'],
  ['Ctrl and a letter is no choice', at('picker'), key('g', { ctrl: true }), null],

  ['S chooses another stage', at('pending'), key('s'), 'choose-stage'],
  ['R retries', at('pending'), key('r'), 'answer', { answer: 'retry' }],
  ['K keeps theirs', at('pending'), key('K', { shift: true }), 'answer', { answer: 'keep-theirs' }],
  ['M sends mine', at('pending'), key('m'), 'answer', { answer: 'send-mine' }],
  ['B puts back', at('pending'), key('b'), 'answer', { answer: 'put-back' }],
  ['L leaves it there', at('pending'), key('l'), 'answer', { answer: 'leave' }],
  ['Delete cancels', at('pending'), key('Delete'), 'answer', { answer: 'cancel' }],
  ['R held retries once', at('pending'), key('r', { repeat: true }), null],

  ['Ctrl+Z undoes', at('search'), key('z', { ...box, ctrl: true }), 'undo'],
  ['⌘Z undoes on a Mac', mac('search'), key('z', { ...box, meta: true }), 'undo'],
  ['Ctrl+Z on a Mac is nothing', mac('search'), key('z', { ...box, ctrl: true }), null],
  ['Ctrl+Z by place on a Cyrillic layout', at('picker'), key('я', { ctrl: true, code: 'KeyZ' }), 'undo'],
  ['Ctrl+Z in another field is the field’s', at('history'), key('z', { ctrl: true, field: 'text' }), null],
  ['Ctrl+Shift+Z is no undo', at('search'), key('Z', { ...box, ctrl: true, shift: true }), null],
  ['AltGr is typing', at('search'), key('z', { ...box, ctrl: true, alt: true }), null],
  [
    'Ctrl+, opens the settings',
    at('history'),
    key(',', { ctrl: true, field: 'text' }),
    'go',
    { place: 'settings' },
  ],
  [
    'Ctrl and a digit of AZERTY’s first row opens a list',
    at('search'),
    key('é', { ...box, ctrl: true, code: 'Digit2' }),
    'open-list-at',
    { digit: 2 },
  ],
  ['Ctrl+V is the box’s', at('search'), key('v', { ...box, ctrl: true }), null],
  ['Enter in the note commits', at('picker'), key('Enter', note), 'accept', { keep: false }],
  [
    'Shift+Enter in the note goes on',
    at('picker'),
    key('Enter', { ...note, shift: true }),
    'accept',
    { keep: true },
  ],
  ['↓ in the note chooses a stage', at('picker'), key('ArrowDown', note), 'move', { move: 'next' }],
  ['Esc in the note goes back', at('picker'), key('Escape', note), 'back'],
  ['a letter in the note is text', at('picker'), key('p', note), null],
  ['a digit in the note is text', at('picker'), key('3', { ...note, code: 'Digit3' }), null],
  ['a digit by its place in the note is text', at('picker'), key('"', { ...note, code: 'Digit3' }), null],
  ['a blank in the note is text', at('picker'), key(' ', note), null],
  ['? in the note is text', at('picker'), key('?', { ...note, shift: true }), null],
  ['Backspace in the note deletes', at('picker'), key('Backspace', note), null],
  ['← in the note moves in it', at('picker'), key('ArrowLeft', note), null],
  ['Home in the note moves in it', at('picker'), key('Home', note), null],
  ['End in the note moves in it', at('picker'), key('End', note), null],
  ['Ctrl+Z in the note is the note’s', at('picker'), key('z', { ...note, ctrl: true }), null],
  ['Esc goes back', at('settings'), key('Escape', { field: 'text' }), 'back'],

  ['a composing Enter is the input method’s', at('search'), key('Enter', { ...box, composing: true }), null],
  ['a composing letter in the picker too', at('picker'), key('g', { composing: true }), null],
  ['a dead key is half a letter', at('picker'), key('Dead', { code: 'Quote' }), null],
  ['Process is an input method’s', at('picker'), key('Process', { code: 'Digit3' }), null],
  ['Unidentified is nothing', at('picker'), key('Unidentified', { code: 'Digit3' }), null],
  [
    'the letter after a dead key chooses',
    at('picker'),
    key('á', { code: 'KeyA' }),
    'letter',
    { letter: 'á' },
  ],

  ['the help sheet swallows commands', at('picker', { help: true }), key('3', { code: 'Digit3' }), null],
  ['Esc closes the help sheet', at('picker', { help: true }), key('Escape'), 'help'],
  [
    'recording swallows commands',
    at('settings', { settings: { ...initial.settings, recording: true } }),
    key('z', { ctrl: true }),
    null,
  ],
  [
    'Esc ends recording',
    at('settings', { settings: { ...initial.settings, recording: true } }),
    key('Escape'),
    'back',
  ],
])('%s', (_why, state, pressed, type, more = {}) => {
  expect(intentOf(state, pressed)).toEqual(type && expect.objectContaining({ type, ...more }));
});

describe('the table itself', () => {
  test('no key means two things in one place', () => {
    const seen = new Map<string, number>();
    for (const { group, keys } of bindings) {
      for (const combo of keys) {
        const places: Group[] = group === 'everywhere' ? ['search', 'picker', 'pending', 'history'] : [group];
        for (const place of places) seen.set(`${place} ${combo}`, (seen.get(`${place} ${combo}`) ?? 0) + 1);
      }
    }
    const twice = [...seen].filter(([, count]) => count > 1).map(([combo]) => combo);
    expect(twice).toEqual([]);
  });

  test('every key of the help sheet does what its row says', () => {
    for (const { group, keys, intent, help } of bindings) {
      if (!help || intent.type === 'letter') continue;
      for (const combo of keys) {
        const parts = combo.split('+');
        const name = parts.at(-1) ?? '';
        const pressed = key(name.length === 1 ? name.toLowerCase() : name, {
          ctrl: parts.includes('Mod'),
          shift: parts.includes('Shift'),
          field: group === 'search' ? 'box' : 'none',
        });
        expect(intentOf(at(group === 'everywhere' ? 'search' : group), pressed), combo).toEqual(intent);
      }
    }
  });
});
