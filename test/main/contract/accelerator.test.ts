import { expect, test } from 'vitest';
import { parseAccelerator } from '../../../main/contract/accelerator.ts';
import { fail, ok } from '../../../main/contract/failure.ts';

test.each([
  ['CommandOrControl+Shift+Space', 'CommandOrControl+Shift+Space'],
  ['cmdorctrl + shift + space', 'CommandOrControl+Shift+Space'],
  ['ctrl+alt+k', 'Control+Alt+K'],
  ['Option+enter', 'Option+Return'],
  ['F9', 'F9'],
  ['Shift+F24', 'Shift+F24'],
  ['Super+num7', 'Super+num7'],
  ['Alt+Plus', 'Alt+Plus'],
  ['Control+,', 'Control+,'],
  ['Control+`', 'Control+`'],
])('%s is %s', (given, spelling) => {
  expect(parseAccelerator(given)).toEqual(ok(spelling));
  expect(parseAccelerator(spelling)).toEqual(ok(spelling));
});

test.each([
  '',
  '+',
  'K',
  'Space',
  'Shift+K',
  'Control',
  'Control+',
  'Control+Shift',
  'Control++',
  'Control+K+J',
  'Hyper+K',
  'Control+Control+K',
  'F25',
  'Control+é',
  'constructor+K',
  'Control+Escape',
])('“%s” is no hotkey', given => {
  expect(parseAccelerator(given)).toEqual(fail({ code: 'hotkey-malformed', accelerator: given }));
});

test.each(['Ctrl+C', 'Cmd+Q', 'CommandOrControl+V', 'Alt+Tab', 'Alt+F4', 'Command+Space'])(
  '%s belongs to every system',
  given => {
    expect(parseAccelerator(given)).toEqual(fail({ code: 'hotkey-taken', accelerator: given }));
  },
);
