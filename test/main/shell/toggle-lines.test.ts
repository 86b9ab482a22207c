import { expect, test } from 'vitest';
import { toggleLines } from '../../../main/shell/hotkey/toggle-lines.ts';

const program = ['/opt/Raze Quick Stage/raze-quick-stage'];
const quoted = "'/opt/Raze Quick Stage/raze-quick-stage' --toggle";

test('each desktop has the line that its own settings take', () => {
  expect(toggleLines('', program, 'CommandOrControl+Alt+Shift+Space')).toEqual([
    { desktop: 'gnome', line: quoted },
    { desktop: 'kde', line: quoted },
    { desktop: 'hyprland', line: `hl.bind("CTRL + ALT + SHIFT + space", hl.dsp.exec_cmd("${quoted}"))` },
    { desktop: 'hyprlandConf', line: `bind = CTRL ALT SHIFT, space, exec, ${quoted}` },
    { desktop: 'sway', line: `bindsym Ctrl+Mod1+Shift+space exec ${quoted}` },
  ]);
});

test.each([
  ['ubuntu:GNOME', ['gnome']],
  ['KDE', ['kde']],
  ['Hyprland', ['hyprland', 'hyprlandConf']],
  ['sway', ['sway']],
])('%s has its own alone', (desktop, own) => {
  expect(toggleLines(desktop, program, 'Alt+K').map(line => line.desktop)).toEqual(own);
});

test('a path without spaces stands as it is, and a quote in one is a quote', () => {
  const line = (words: readonly string[]) => toggleLines('kde', words, 'Alt+K')[0]?.line;
  expect(line(['/usr/bin/raze-quick-stage'])).toBe('/usr/bin/raze-quick-stage --toggle');
  expect(line(['/home/ana/electron', "/home/ana/ana's app"])).toBe(
    "/home/ana/electron '/home/ana/ana'\\''s app' --toggle",
  );
});

test('keys keep the names that desktops have for them', () => {
  const line = (accelerator: string) => toggleLines('sway', ['/r'], accelerator)[0]?.line;
  expect([line('Super+K'), line('Alt+F9')]).toEqual([
    'bindsym Mod4+k exec /r --toggle',
    'bindsym Mod1+F9 exec /r --toggle',
  ]);
});
