import { expect, test } from 'vitest';
import { machineFacts } from '../../../main/shell/desktop/machine.ts';

const facts = (desktop?: string, session?: string, release = '6.8.0-51-generic') =>
  machineFacts({ XDG_CURRENT_DESKTOP: desktop, XDG_SESSION_TYPE: session }, release);

test.each([
  ['ubuntu:GNOME', 'wayland', 'ubuntu, GNOME, wayland'],
  ['X-Cinnamon', 'x11', 'X-Cinnamon, x11'],
  [undefined, undefined, 'not told'],
  ['', '', 'not told'],
  // Both are variables, which may hold anything.
  ['Maria', '/home/maria\nkey: gr_live_abc', 'another, another'],
  ['KDE:maria', 'x11', 'KDE, another, x11'],
])('of the desktop %j, session %j it says “%s”', (desktop, session, said) => {
  expect(facts(desktop, session).desktop).toBe(said);
});

test.each([
  ['6.8.0-51-generic', '6.8.0-51'],
  ['10.0.26100', '10.0.26100'],
  ['6.12.0-maria+', '6.12.0'],
  ['maria', 'not told'],
])('of a kernel %s it says its numbers', (release, said) => {
  expect(facts(undefined, undefined, release).system.split(' ').slice(1, -1).join(' ')).toBe(said);
});
