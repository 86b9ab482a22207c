import { assertNever } from '../../contract/failure.ts';
import { type ToggleLine, toggleDesktops } from '../../contract/snapshot.ts';

type Desktop = ToggleLine['desktop'];

/** A word of a shell's command line. */
const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Keys by the names that each desktop has for them; any other keeps its own. */
const keyNames: Readonly<Record<string, string>> = { Space: 'space', Plus: 'plus' };
const modNames: Readonly<Record<string, readonly [sway: string, hyprland: string]>> = {
  CommandOrControl: ['Ctrl', 'CTRL'],
  Control: ['Ctrl', 'CTRL'],
  Alt: ['Mod1', 'ALT'],
  Shift: ['Shift', 'SHIFT'],
  Super: ['Mod4', 'SUPER'],
  Meta: ['Mod4', 'SUPER'],
};

/**
 * The line that opens the popup by a key of the desktop's own. `program`: how the app is started, an absolute path and what it is told.
 * `accelerator`: in the spelling of `parseAccelerator`. GNOME and KDE take the command alone, and the key in a field of its own. Hyprland reads Lua since 0.55
 * (https://wiki.hypr.land/Configuring/Basics/Binds/) and its own language before (https://wiki.hypr.land/0.54.0/Configuring/Binds/);
 * Sway: sway(5), `bindsym`.
 */
function lineOf(desktop: Desktop, program: readonly string[], accelerator: string): string {
  const command = [...program, '--toggle'].map(shellWord).join(' ');
  const words = accelerator.split('+');
  const key = words.pop() ?? '';
  const name = keyNames[key] ?? (key.length === 1 ? key.toLowerCase() : key);
  const mods = (at: 0 | 1): string[] => words.map(word => modNames[word]?.[at] ?? word);
  switch (desktop) {
    case 'gnome':
    case 'kde':
      return command;
    case 'hyprland':
      return `hl.bind(${JSON.stringify([...mods(1), name].join(' + '))}, hl.dsp.exec_cmd(${JSON.stringify(command)}))`;
    case 'hyprlandConf':
      return `bind = ${mods(1).join(' ')}, ${name}, exec, ${command}`;
    case 'sway':
      return `bindsym ${[...mods(0), name].join('+')} exec ${command}`;
    default:
      return assertNever(desktop);
  }
}

const belongs: Readonly<Record<Desktop, RegExp>> = {
  gnome: /gnome|unity|pantheon/i,
  kde: /kde/i,
  hyprland: /hyprland/i,
  hyprlandConf: /hyprland/i,
  sway: /sway/i,
};

/** The lines for this desktop (`XDG_CURRENT_DESKTOP`), or of all of them where it is none of these. */
export function toggleLines(current: string, program: readonly string[], accelerator: string): ToggleLine[] {
  const own = toggleDesktops.filter(desktop => belongs[desktop].test(current));
  const shown = own.length > 0 ? own : toggleDesktops;
  return shown.map(desktop => ({ desktop, line: lineOf(desktop, program, accelerator) }));
}
