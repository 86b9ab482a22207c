import { arch, release } from 'node:os';

/** Names that desktops give themselves; any other is not told. */
const desktops = [
  ...['Budgie', 'Cinnamon', 'COSMIC', 'DDE', 'Deepin', 'Enlightenment', 'GNOME', 'GNOME-Classic', 'Hyprland'],
  ...['i3', 'KDE', 'labwc', 'LXDE', 'LXQt', 'MATE', 'niri', 'Pantheon', 'pop', 'river', 'sway', 'ubuntu'],
  ...['Unity', 'wlroots', 'X-Cinnamon', 'XFCE'],
];
const sessions = ['x11', 'wayland', 'mir', 'tty', 'unspecified'];

/** What this machine is: the system, the desktop and what the program runs on. Of names that anybody may choose it holds none. */
export function machineFacts(
  env: Readonly<Record<string, string | undefined>> = process.env,
  kernel = release(),
) {
  const { electron = 'none', chrome = 'none', node } = process.versions;
  const [numbers = 'not told'] = /^\d+(\.\d+)*(-\d+)*/.exec(kernel) ?? [];
  const told = [
    ...(env.XDG_CURRENT_DESKTOP ?? '').split(':').map(name => known(desktops, name)),
    known(sessions, env.XDG_SESSION_TYPE ?? ''),
  ];
  return {
    system: `${process.platform} ${numbers} ${arch()}`,
    desktop: told.filter(name => name !== '').join(', ') || 'not told',
    runtime: `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
  };
}

const known = (names: readonly string[], name: string): string =>
  name === '' || names.includes(name) ? name : 'another';
