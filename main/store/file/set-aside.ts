import { type FileCalls, systemFiles } from '../../files.ts';

/** The files of one SQLite database. The log is named after its file and must move with it. */
const parts = ['', '-wal', '-shm'];

export const filesOf = (path: string): readonly string[] => parts.map(part => `${path}${part}`);

export const exists = (path: string, files: FileCalls): boolean =>
  files.lstatSync(path, { throwIfNoEntry: false }) !== undefined;

export const anyExists = (path: string, files: FileCalls): boolean =>
  filesOf(path).some(file => exists(file, files));

/** `path` with a number after it that no file has yet. */
function unused(path: string, files: FileCalls): string {
  let name = path;
  for (let more = 1; anyExists(name, files); more += 1) name = `${path}-${more}`;
  return name;
}

/**
 * Moves a file with its log to a name that says why. Nothing may have it open. If a part cannot be moved, the parts
 * before it are moved back.
 */
export function setAside(
  path: string,
  why: 'damaged' | 'replaced',
  now: number,
  files: FileCalls = systemFiles,
): void {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = unused(`${path}.${why}-${stamp}`, files);
  const moved: string[] = [];
  try {
    for (const part of parts) {
      if (!exists(`${path}${part}`, files)) continue;
      files.renameSync(`${path}${part}`, `${aside}${part}`);
      moved.push(part);
    }
  } catch (error) {
    for (const part of moved) files.renameSync(`${aside}${part}`, `${path}${part}`);
    throw error;
  }
}

export function copyWhole(from: string, to: string, files: FileCalls = systemFiles): void {
  removeWhole(to, files);
  for (const part of parts) {
    const found = files.lstatSync(`${from}${part}`, { throwIfNoEntry: false });
    if (found?.isFile()) files.copyFileSync(`${from}${part}`, `${to}${part}`);
  }
}

export function removeWhole(path: string, files: FileCalls = systemFiles): void {
  for (const file of filesOf(path)) clear(file, files);
}

/**
 * Frees a name that belongs to this program: deletes a file there; moves a folder, which somebody else put there, out of the way.
 */
export function clear(path: string, files: FileCalls = systemFiles): void {
  const found = files.lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isDirectory()) files.renameSync(path, unused(`${path}.in-the-way`, files));
  else files.unlinkSync(path);
}
