import type { Snapshot } from '../../../main/contract/snapshot.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;
type Platform = Snapshot['platform'];

const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
  '+': 'Plus',
};
const modifiers = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Fn', 'CapsLock', 'OS'];

/**
 * The Electron accelerator of a key press. Null while only modifiers are held, and for a key that would take a letter
 * from every other program. Letters and digits go by their physical place, so that the same key triggers it.
 */
export function acceleratorOf(pressed: Pressed, platform: Platform): string | null {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (modifiers.includes(key) || key === 'Dead' || key === 'Process') return null;
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  const name = place ?? named[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const isFunction = /^F\d{1,2}$/.test(name);
  if (!isFunction && !ctrlKey && !metaKey && !altKey) return null;
  const mac = platform === 'mac';
  const held = [
    (mac ? metaKey : ctrlKey) && 'CommandOrControl',
    mac && ctrlKey && 'Control',
    !mac && metaKey && 'Super',
    altKey && 'Alt',
    shiftKey && 'Shift',
  ].filter(part => part !== false);
  return [...held, name].join('+');
}

const signs: Readonly<Record<string, readonly [mac: string, other: string]>> = {
  CommandOrControl: ['⌘', 'Ctrl'],
  CmdOrCtrl: ['⌘', 'Ctrl'],
  Mod: ['⌘', 'Ctrl'],
  Command: ['⌘', '⌘'],
  Control: ['⌃', 'Ctrl'],
  Ctrl: ['⌃', 'Ctrl'],
  Alt: ['⌥', 'Alt'],
  Option: ['⌥', 'Alt'],
  Shift: ['⇧', 'Shift'],
  Super: ['⌘', 'Super'],
  Meta: ['⌘', 'Super'],
  Escape: ['esc', 'Esc'],
  Return: ['↵', '↵'],
  Enter: ['↵', '↵'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
  ArrowLeft: ['←', '←'],
  Backspace: ['⌫', '⌫'],
  Delete: ['⌦', 'Del'],
  Up: ['↑', '↑'],
  Down: ['↓', '↓'],
};

/**
 * The key caps to draw for an accelerator or a combination of the key table, in the platform's own signs. `space` is the
 * language's word for the one key that has no letter and no sign.
 */
export function capsOf(combo: string, platform: Platform, space: string): readonly string[] {
  const cap = (part: string): string =>
    part === 'Space' ? space : (signs[part]?.[platform === 'mac' ? 0 : 1] ?? part);
  return combo.split('+').map(cap);
}
