import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node.js';

/** Lines go to `main.log`; the files before it are `main.1.log`, the newest, to `main.4.log`. */
const fileOf = (folder: string, age: number): string =>
  join(folder, age === 0 ? 'main.log' : `main.${age}.log`);
const oldest = 4;
/** Of one file, in bytes. */
const most = 1_000_000;

// What the disk refuses would be written there.
electronLog.transports.console.writeFn = () => {};

/**
 * Writes lines to the log's file in `folder`, which is made where it is missing, for its owner only: at most five files of a
 * megabyte. A line that the disk does not take is lost, and no error.
 */
export function openLogFile(folder: string): (line: string) => void {
  const logger = electronLog.create({ logId: folder });
  logger.transports.console.level = false;
  const { file } = logger.transports;
  file.resolvePathFn = () => fileOf(folder, 0);
  file.format = '{text}';
  file.maxSize = most;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.archiveLogFn = () => shift(folder);
  return line => logger.info(line);
}

/** Each file becomes the next older one, and the oldest goes. */
function shift(folder: string): void {
  rmSync(fileOf(folder, oldest), { force: true });
  for (let age = oldest - 1; age >= 0; age -= 1) {
    try {
      renameSync(fileOf(folder, age), fileOf(folder, age + 1));
    } catch {
      // It is not there yet, or another program has it open: the newest one just grows.
    }
  }
}
