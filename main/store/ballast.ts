import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';

/**
 * A small file that keeps room on the disk: when it is full, even a change of a row fails, and freeing this
 * lets what has happened be written down.
 */
export interface Ballast {
  /** Puts the file there where it is missing; a disk without room for it is no error. */
  fill(): void;
  /** Gives the room back; false when there was none to give. */
  drop(): boolean;
}

const size = 1 << 20;

export function createBallast(path: string): Ballast {
  return {
    fill: () => {
      if (existsSync(path) && statSync(path).size === size) return;
      try {
        const file = openSync(path, 'w', 0o600);
        try {
          // Not zeros: some file systems keep no room for those.
          const block = Buffer.alloc(size, 0x5a);
          for (let at = 0; at < size; at += writeSync(file, block, at, size - at)) fsyncSync(file);
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
      } catch {
        rmSync(path, { force: true });
      }
    },
    drop: () => {
      if (!existsSync(path)) return false;
      rmSync(path, { force: true });
      return true;
    },
  };
}
