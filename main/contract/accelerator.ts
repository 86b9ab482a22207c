import { type Failure, fail, ok, type Result } from './failure.ts';

const modifiers = new Map([
  ['commandorcontrol', 'CommandOrControl'],
  ['cmdorctrl', 'CommandOrControl'],
  ['command', 'Command'],
  ['cmd', 'Command'],
  ['control', 'Control'],
  ['ctrl', 'Control'],
  ['alt', 'Alt'],
  ['option', 'Option'],
  ['altgr', 'AltGr'],
  ['shift', 'Shift'],
  ['super', 'Super'],
  ['meta', 'Meta'],
]);

const names = [
  ...[
    'Space',
    'Tab',
    'Backspace',
    'Delete',
    'Insert',
    'Return',
    'Up',
    'Down',
    'Left',
    'Right',
    'Home',
    'End',
  ],
  ...['PageUp', 'PageDown', 'Plus', 'PrintScreen', 'Capslock', 'Numlock', 'Scrolllock'],
  ...['numdec', 'numadd', 'numsub', 'nummult', 'numdiv'],
  ...Array.from({ length: 10 }, (_, digit) => `num${digit}`),
  ...Array.from({ length: 24 }, (_, index) => `F${index + 1}`),
];
const keys = new Map([
  ...names.map(name => [name.toLowerCase(), name] as const),
  ['enter', 'Return'] as const,
]);

/** Keys that every system or every text field needs. As global hotkeys they would be lost to the user. */
const reserved = new Set(
  [
    ...['CommandOrControl+C', 'CommandOrControl+V', 'CommandOrControl+X', 'CommandOrControl+A'],
    ...['CommandOrControl+Z', 'CommandOrControl+S', 'CommandOrControl+W', 'CommandOrControl+Q'],
    ...['Alt+Tab', 'Alt+F4', 'Command+Tab', 'Command+Space', 'Super+L', 'CommandOrControl+Tab'],
    'Control+Alt+Delete',
  ].map(text => text.toLowerCase()),
);

const plain = (text: string): string =>
  text.toLowerCase().replace(/^(command|control|cmd|ctrl|cmdorctrl)\+(?=[a-z]$)/, 'commandorcontrol+');

const keyOf = (word: string): string | null => {
  if (/^[a-z0-9]$/i.test(word)) return word.toUpperCase();
  if (/^[!-/:-@[-`{-~]$/.test(word) && word !== '+') return word;
  return keys.get(word.toLowerCase()) ?? null;
};

/**
 * Parses a global hotkey in Electron's accelerator grammar and returns it in one spelling. It needs a modifier besides
 * Shift, or a function key: otherwise it would swallow ordinary typing everywhere. Fails with `hotkey-malformed`, or
 * with `hotkey-taken` for keys that every system needs.
 */
export function parseAccelerator(text: string): Result<string> {
  const malformed: Failure = { code: 'hotkey-malformed', accelerator: text };
  const words = text.split('+').map(word => word.trim());
  const last = words.pop() ?? '';
  const key = keyOf(last);
  const held = words.map(word => modifiers.get(word.toLowerCase()));
  if (key === null || held.includes(undefined) || new Set(held).size !== held.length) return fail(malformed);
  if (held.every(word => word === 'Shift') && !/^F\d+$/.test(key)) return fail(malformed);
  const accelerator = [...held, key].join('+');
  if (reserved.has(plain(accelerator))) return fail({ code: 'hotkey-taken', accelerator: text });
  return ok(accelerator);
}
