import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../contract/parse.ts';
import { refusalOf } from '../files.ts';
import { removeAll } from '../store/erase.ts';
import { unguessable } from './proof.ts';

/**
 * Where the running instance can be asked, as its file beside the database says: nowhere (`off`), or at a socket or pipe, by whoever
 * knows the secret. The file is the owner's alone; on Windows the rights of the user's profile hold, as for the database.
 */
const placeSchema = v.variant('state', [
  v.object({ state: v.literal('off') }),
  v.object({ state: v.literal('on'), address: v.string(), secret: v.string() }),
]);
export type Place = v.InferOutput<typeof placeSchema>;
export type OpenPlace = Extract<Place, { state: 'on' }>;

const fileIn = (folder: string): string => join(folder, 'automation.json');
const prefix = 'raze-quick-stage-';
const socketName = 'socket';
const isWindows = process.platform === 'win32';
/** The shortest limit there is (macOS: 104 with the closing NUL; `struct sockaddr_un`). */
const longestAddress = 103;

/** Writes the file anew; the code of the system error that prevented it, null when it was done. */
export function writePlace(folder: string, place: Place): string | null {
  const file = fileIn(folder);
  const next = `${file}.${process.pid}`;
  return refusalOf(() => {
    rmSync(next, { force: true });
    writeFileSync(next, JSON.stringify(place), { mode: 0o600, flag: 'wx' });
    chmodSync(next, 0o600);
    renameSync(next, file);
  });
}

/** Null without a file, and for one that somebody else could have written. */
export function readPlace(folder: string): Place | null {
  const file = fileIn(folder);
  let text = '';
  const refusal = refusalOf(() => {
    const { uid, mode } = lstatSync(file);
    const isOwn = isWindows || (uid === process.getuid?.() && (mode & 0o022) === 0);
    if (isOwn) text = readFileSync(file, 'utf8');
  });
  const parsed = refusal === null ? parseJson(placeSchema, text) : null;
  return parsed?.ok ? parsed.value : null;
}

/** Removes the file, and the socket that it names. */
export function removePlace(folder: string): void {
  removeSocket(readPlace(folder));
  refusalOf(() => rmSync(fileIn(folder), { force: true }));
}

/** As `removePlace`, and drafts that a crash has left. Returns the paths that are still there. */
export function erasePlace(folder: string): readonly string[] {
  removeSocket(readPlace(folder));
  return removeAll(fileIn(folder));
}

/** Removes a socket that nobody answers at any more, with its folder. Anything that was not made here is left alone. */
export function removeSocket(place: Place | null): void {
  if (isWindows || place?.state !== 'on') return;
  const folder = dirname(place.address);
  if (basename(place.address) !== socketName || !basename(folder).startsWith(prefix)) return;
  refusalOf(() => unlinkSync(place.address));
  refusalOf(() => rmdirSync(folder));
}

/**
 * A new address that nobody else answers at, with a new secret; null where no folder takes a socket. A socket lies in a folder of
 * its own, 0700 from the start (`mkdtemp`), which no other user may enter, wherever that folder lies. A pipe of Windows has a
 * random name, but names of pipes can be listed and its default rights let others read (libuv: src/win/pipe.c passes no security
 * attributes to `CreateNamedPipeW`), so it is the proof that keeps others out.
 */
export function newPlace(folder: string): OpenPlace | null {
  const secret = unguessable();
  if (isWindows) return { state: 'on', address: `\\\\.\\pipe\\${prefix}${unguessable()}`, secret };
  for (const base of [process.env.XDG_RUNTIME_DIR, folder, tmpdir()]) {
    if (base === undefined || base === '') continue;
    const longest = Buffer.byteLength(join(base, `${prefix}XXXXXX`, socketName));
    if (longest > longestAddress) continue;
    let made = '';
    const refusal = refusalOf(() => {
      made = mkdtempSync(join(base, prefix));
    });
    if (refusal === null) return { state: 'on', address: join(made, socketName), secret };
  }
  return null;
}
