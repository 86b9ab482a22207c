import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from '../files.ts';

/** What a place where a policy may lie has: nothing, something of which an ordinary user may be the author, or data to be parsed. */
export type Source =
  | { readonly state: 'none' }
  | { readonly state: 'untrusted' }
  | { readonly state: 'found'; readonly data: unknown };

/** In bytes. A policy has eight short members. */
const most = 65_536;
/** A pipe would be waited for. Windows has no such flag. */
const reading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The JSON of a file that root alone can write or replace: the file and all folders above it, those of a link's target too, are root's, and
 * nobody else may write them. Throws where it cannot be read, is no JSON or too large.
 */
export function fileOfRoot(path: string): Source {
  let file: number;
  try {
    file = openSync(path, reading);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'none' };
    throw error;
  }
  try {
    const found = fstatSync(file);
    const folders = [...foldersAbove(path), ...foldersAbove(realpathSync(path))];
    if (!found.isFile() || !isRoots(found) || !folders.every(folder => isKept(statSync(folder))))
      return { state: 'untrusted' };
    if (found.size > most) throw new RangeError('too large');
    return { state: 'found', data: parsePolicyText(readFileSync(file, 'utf8')) };
  } finally {
    closeSync(file);
  }
}

/** JSON, after the mark that some editors begin a file with. */
export const parsePolicyText = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/, ''));

const isRoots = ({ uid, mode }: Stats): boolean => uid === 0 && (mode & 0o022) === 0;
/** What is root's in a folder with the sticky bit, such as /tmp, nobody else renames. */
const isKept = (folder: Stats): boolean =>
  isRoots(folder) || (folder.uid === 0 && (folder.mode & 0o1000) !== 0);

function foldersAbove(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}
