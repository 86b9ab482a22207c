import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applicationEntry, autostartEntry, quoteExec } from '../../../main/shell/desktop/desktop-entry.ts';

/** Reads a quoted argument back as a desktop does: the string's escapes, the quoting's, the percent codes. */
function readExec(text: string): string {
  const string = text.replace(/\\(.)/g, (_, letter: string) => (letter === '\\' ? '\\' : `\\${letter}`));
  const unquoted = string.slice(1, -1).replace(/\\(["`$\\])/g, '$1');
  return unquoted.replaceAll('%%', '%');
}

test.each([
  ['/opt/Raze Quick Stage/raze-quick-stage', '"/opt/Raze Quick Stage/raze-quick-stage"'],
  ['/home/ana/100%.AppImage', '"/home/ana/100%%.AppImage"'],
  ['/tmp/a"b$c`d', '"/tmp/a\\\\"b\\\\$c\\\\`d"'],
])('%s is quoted for Exec', (path, quoted) => {
  expect(quoteExec(path)).toBe(quoted);
});

test('any path without line breaks is read back as it was', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const path = `/${text.replace(/[\r\n]/g, '')}`;
      return readExec(quoteExec(path)) === path;
    }),
  );
});

test('the autostart entry starts the image hidden, not its passing mount', () => {
  const lines = autostartEntry('/home/ana/Apps/raze.AppImage').split('\n');
  expect(lines[0]).toBe('[Desktop Entry]');
  expect(lines).toContain('Exec="/home/ana/Apps/raze.AppImage" --hidden');
});

test('the application’s entry takes the product’s links', () => {
  const lines = applicationEntry('/a.AppImage', 'raze-quick-stage', '/i.png').split('\n');
  expect(lines).toContain('Exec="/a.AppImage" %u');
  expect(lines).toContain('Icon=/i.png');
  expect(lines).toContain('MimeType=x-scheme-handler/raze-quick-stage;');
});

test.each([
  ['start at login', (program: string) => autostartEntry(program)],
  ['the application', (program: string) => applicationEntry(program, 'raze-quick-stage', null)],
])('the entry of %s counts only while its program is there', (_entry, write) => {
  expect(write('/opt/Raze Quick Stage/raze-quick-stage')).toContain(
    '\nTryExec=/opt/Raze Quick Stage/raze-quick-stage\n',
  );
  expect(write('/a\\b')).toContain('\nTryExec=/a\\\\b\n');
});
