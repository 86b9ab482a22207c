/** The identity of the app on Linux desktops: portals and the autostart go by this reverse-DNS name. */
export const desktopId = 'com.getraze.quickstage';
export const desktopFile = `${desktopId}.desktop`;

/**
 * Quotes one argument of a desktop entry's `Exec` (Desktop Entry Specification, "The Exec key"): double
 * quotes, the four special characters escaped, the escape doubled for the string rule, `%` as `%%`.
 */
export function quoteExec(argument: string): string {
  const quoted = argument
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return `"${quoted}"`;
}

/** A program that is gone has its entry ignored: nobody removes an entry with an AppImage, or a user's own with a package. */
const onlyWith = (program: string): string => `TryExec=${program.replaceAll('\\', '\\\\')}`;

/** The entry that starts the app, hidden, at login. `program` is an absolute path. */
export function autostartEntry(program: string): string {
  return entry([
    onlyWith(program),
    `Exec=${quoteExec(program)} --hidden`,
    'X-GNOME-Autostart-enabled=true',
    'X-GNOME-Autostart-Delay=3',
  ]);
}

/** The entry that makes an AppImage known to the desktop: its links, its portal identity, its icon's path if any. */
export function applicationEntry(program: string, scheme: string, icon: string | null): string {
  return entry([
    onlyWith(program),
    `Exec=${quoteExec(program)} %u`,
    ...(icon === null ? [] : [`Icon=${icon}`]),
    'Categories=Office;',
    `MimeType=x-scheme-handler/${scheme};`,
    'StartupNotify=false',
    `StartupWMClass=${desktopId}`,
  ]);
}

const entry = (lines: readonly string[]): string =>
  ['[Desktop Entry]', 'Type=Application', 'Name=Raze Quick Stage', 'Terminal=false', ...lines, ''].join('\n');
