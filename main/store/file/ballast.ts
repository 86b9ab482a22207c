import { type FileCalls, refusalOf, systemFiles } from '../../files.ts';
import { clear } from './set-aside.ts';

/**
 * A small file that reserves disk space. On a full disk even changing a row fails; deleting this file makes room to
 * write what has happened.
 */
export interface Ballast {
  /** Creates the file if it is missing. A disk without room for it is no error. */
  fill(): void;
  /** Frees the space. False when there was none to free. */
  drop(): boolean;
}

const size = 1 << 20;

/** When the disk refuses, only the ballast is missing: no call throws. */
export function createBallast(path: string, files: FileCalls = systemFiles): Ballast {
  const isThere = (): boolean => {
    const found = files.lstatSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true && found.size === size;
  };

  const write = (): void => {
    const file = files.openSync(path, 'wx', 0o600);
    try {
      // Not zeros: some file systems reserve no space for them.
      const block = Buffer.alloc(size, 0x5a);
      for (let at = 0; at < size; at += files.writeSync(file, block, at, size - at));
      files.fsyncSync(file);
    } finally {
      files.closeSync(file);
    }
  };

  return {
    fill: () => {
      const refusal = refusalOf(() => {
        if (isThere()) return;
        clear(path, files);
        write();
      });
      // A part of a ballast only takes space.
      if (refusal !== null) refusalOf(() => clear(path, files));
    },
    drop: () => refusalOf(() => files.unlinkSync(path)) === null,
  };
}
