import { expect, test } from 'vitest';
import { acceleratorOf, capsOf } from '../../../renderer/state/model/accelerator.ts';

const pressed = { key: 'k', code: 'KeyK', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Fn', 'CapsLock', 'OS', 'Dead', 'Process'])(
  '%s alone is no hotkey yet, whatever is held with it',
  key => {
    expect(acceleratorOf({ ...pressed, key, code: '', ctrlKey: true, altKey: true }, 'linux')).toBeNull();
  },
);

test.each([
  ['ctrlKey', 'linux', 'CommandOrControl+K'],
  ['metaKey', 'linux', 'Super+K'],
  ['altKey', 'linux', 'Alt+K'],
  ['ctrlKey', 'mac', 'Control+K'],
  ['metaKey', 'mac', 'CommandOrControl+K'],
  ['altKey', 'mac', 'Alt+K'],
  ['metaKey', 'windows', 'Super+K'],
] as const)('%s and a letter on %s is %s', (modifier, platform, accelerator) => {
  expect(acceleratorOf({ ...pressed, [modifier]: true }, platform)).toBe(accelerator);
});

test('every modifier is in it, in Electron’s order', () => {
  const all = { ...pressed, ctrlKey: true, metaKey: true, altKey: true, shiftKey: true };
  expect(acceleratorOf(all, 'linux')).toBe('CommandOrControl+Super+Alt+Shift+K');
  expect(acceleratorOf(all, 'mac')).toBe('CommandOrControl+Control+Alt+Shift+K');
});

test('Shift alone makes no hotkey of a letter', () => {
  expect(acceleratorOf({ ...pressed, shiftKey: true }, 'linux')).toBeNull();
});

test.each([
  ['ArrowUp', 'Up'],
  ['ArrowDown', 'Down'],
  ['ArrowLeft', 'Left'],
  ['ArrowRight', 'Right'],
  ['Enter', 'Return'],
  ['+', 'Plus'],
  [' ', 'Space'],
  ['é', 'É'],
  ['Home', 'Home'],
])('the key %s has Electron’s name %s', (key, name) => {
  expect(acceleratorOf({ ...pressed, key, code: 'Other', altKey: true }, 'linux')).toBe(`Alt+${name}`);
});

test('a digit goes by its place, whatever it types', () => {
  expect(acceleratorOf({ ...pressed, key: '&', code: 'Digit1', altKey: true }, 'linux')).toBe('Alt+1');
  expect(acceleratorOf({ ...pressed, key: 'F13', code: 'F13' }, 'linux')).toBe('F13');
  expect(acceleratorOf({ ...pressed, key: 'Find', code: 'Find' }, 'linux')).toBeNull();
});

test.each([
  ['CommandOrControl', '⌘', 'Ctrl'],
  ['CmdOrCtrl', '⌘', 'Ctrl'],
  ['Mod', '⌘', 'Ctrl'],
  ['Command', '⌘', '⌘'],
  ['Control', '⌃', 'Ctrl'],
  ['Ctrl', '⌃', 'Ctrl'],
  ['Alt', '⌥', 'Alt'],
  ['Option', '⌥', 'Alt'],
  ['Shift', '⇧', 'Shift'],
  ['Super', '⌘', 'Super'],
  ['Meta', '⌘', 'Super'],
  ['Escape', 'esc', 'Esc'],
  ['Return', '↵', '↵'],
  ['Enter', '↵', '↵'],
  ['ArrowUp', '↑', '↑'],
  ['ArrowDown', '↓', '↓'],
  ['ArrowLeft', '←', '←'],
  ['Backspace', '⌫', '⌫'],
  ['Delete', '⌦', 'Del'],
  ['Up', '↑', '↑'],
  ['Down', '↓', '↓'],
])('%s is drawn as %s on a Mac and as %s elsewhere', (part, mac, other) => {
  expect(capsOf(`${part}+K`, 'mac', 'Space')).toEqual([mac, 'K']);
  expect(capsOf(`${part}+K`, 'windows', 'Space')).toEqual([other, 'K']);
});
