import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { autostartEntry } from './desktop-entry.ts';

/** The autostart entry of one user. Every method reports what is on disk. */
export interface AutostartFile {
  /** True when the entry exists and is not switched off by the desktop's own settings. */
  enabled(): boolean;
  /** Writes or removes the entry; false when the disk refused. */
  set(on: boolean): boolean;
  /** Updates an existing entry with the program's current path. */
  repair(): void;
}

/** `file` is the entry's path, `program` what it starts: for an AppImage the image, never its temporary mount. */
export function createAutostartFile(file: string, program: string): AutostartFile {
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
      return true;
    } catch {
      return false;
    }
  };
  return {
    enabled,
    set,
    repair() {
      if (enabled() && read() !== autostartEntry(program)) set(true);
    },
  };
}
