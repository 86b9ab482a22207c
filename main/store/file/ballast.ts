import { errnoOf, type FileCalls, systemFiles } from '../../files.ts';
import { clear } from './set-aside.ts';

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

/** A disk that refuses costs the ballast and nothing else: none of its calls throws for what the disk says. */
export function createBallast(path: string, files: FileCalls = systemFiles): Ballast {
  const isThere = (): boolean => {
    const found = files.lstatSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true && found.size === size;
  };

  const write = (): void => {
    const file = files.openSync(path, 'wx', 0o600);
    try {
      // Not zeros: some file systems keep no room for those.
      const block = Buffer.alloc(size, 0x5a);
      for (let at = 0; at < size; at += files.writeSync(file, block, at, size - at));
      files.fsyncSync(file);
    } finally {
      files.closeSync(file);
    }
  };

  /** Whether the disk did it. */
  const tried = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      if (errnoOf(error) === null) throw error;
      return false;
    }
  };

  return {
    fill: () => {
      const filled = tried(() => {
        if (isThere()) return;
        clear(path, files);
        write();
      });
      // Half a ballast keeps no room and takes some.
      if (!filled) tried(() => clear(path, files));
    },
    drop: () => tried(() => files.unlinkSync(path)),
  };
}
