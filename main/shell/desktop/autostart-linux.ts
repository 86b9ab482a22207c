import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { autostartEntry } from './desktop-entry.ts';

/**
 * The autostart entry of one user, at `file`. It starts `program`: for an AppImage the image, never its temporary mount. An entry
 * that is there already is given the program's path of now.
 */
export function createAutostartFile(file: string, program: string) {
  const read = (): string | null => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return null;
    }
  };
  const enabled = (): boolean => {
    const text = read();
    return text !== null && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(text);
  };
  const set = (on: boolean): boolean => {
    try {
      if (!on) rmSync(file, { force: true });
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, autostartEntry(program), { mode: 0o644 });
      }
    } catch {}
    return enabled();
  };
  if (enabled() && read() !== autostartEntry(program)) set(true);
  return {
    /** True when the entry exists and is not switched off by the desktop's own settings. */
    enabled,
    /** Writes or removes the entry. Returns whether it is on then: the disk may refuse. */
    set,
    /** The file, where there is one. */
    entry: (): string | null => (read() === null ? null : file),
  };
}
