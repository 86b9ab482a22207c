import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, release, type as systemName, version as systemVersion } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What a command prints, or '' where it cannot be asked. */
function asked(program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The system by the name that its users know. */
function systemHere(): string {
  switch (process.platform) {
    case 'darwin':
      return `macOS ${asked('sw_vers', '-productVersion')}`;
    case 'win32':
      return `${systemVersion()} (${release()})`;
    default: {
      const [, name = systemName()] = /^PRETTY_NAME="?([^"\n]+)/m.exec(textOf('/etc/os-release')) ?? [];
      return `${name}, kernel ${release()}`;
    }
  }
}

/** What the report says of the machine and of what was tried, by its name. What is not known is left out. */
export function describeMachine(engine: Readonly<Record<string, string>>): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const commit = asked('git', 'rev-parse', '--short', 'HEAD');
  const { XDG_CURRENT_DESKTOP = '', XDG_SESSION_TYPE = '', DISPLAY, WAYLAND_DISPLAY } = process.env;
  const displays = [WAYLAND_DISPLAY ? 'Wayland' : '', DISPLAY ? 'X11' : ''].filter(Boolean).join(' and ');
  const facts: Record<string, string> = {
    'Raze Quick Stage': commit === '' ? version : `${version}, ${commit}`,
    ...engine,
    Node: process.versions.node,
    System: systemHere(),
    Processor: arch(),
    Desktop: [XDG_CURRENT_DESKTOP, XDG_SESSION_TYPE].filter(Boolean).join(', '),
    Display: process.platform === 'linux' ? displays || 'none' : '',
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''));
}
