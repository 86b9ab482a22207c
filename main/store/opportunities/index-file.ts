import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import * as v from 'valibot';
import { type DiskFailure, fail, ok, type Result } from '../../contract/failure.ts';
import type { LaneId } from '../../contract/model.ts';
import { parseJson } from '../../contract/parse.ts';
import { diskFailureOf, errnoOf, type FileCalls, systemFiles } from '../../files.ts';

/**
 * The search index on disk: one file beside the database, of one lane, that can be rebuilt at any time. A file that is
 * not exactly as written (cut short, damaged, of another lane or version) counts as missing.
 */
export interface IndexFile {
  /** The parts as they were written, each in a buffer of its own; null without any. A file that does not fit is removed. */
  read(lane: LaneId): Promise<readonly Uint8Array[] | null>;
  /**
   * Replaces the file whole, or leaves it as it was. Gives up when the parts are no longer current, since they may be
   * memory in use. @returns whether they were written
   */
  write(
    lane: LaneId,
    parts: readonly Uint8Array[],
    isCurrent: () => boolean,
  ): Promise<Result<boolean, DiskFailure>>;
  remove(): Promise<Result<null, DiskFailure>>;
}

/**
 * The layout: the parts, then their list as JSON (`list`), then the list's length, its checksum and this number. So
 * what is written first is checked by what is written last.
 */
const magic = 0x69_51_53_72;
const endBytes = 12;
const mostListBytes = 1 << 20;
/** A larger file is not read: rebuilding the index is quicker and takes less memory. */
const mostBytes = 512 << 20;
/** Read or written at once: some milliseconds of the disk, one of this process for the checksums. */
const batchBytes = 2 << 20;
const batchParts = 256;

const list = v.object({
  program: v.string(),
  lane: v.string(),
  /** Bytes and checksum of each part. */
  parts: v.array(v.tuple([v.pipe(v.number(), v.safeInteger(), v.minValue(0)), v.number()])),
});
type List = v.InferOutput<typeof list>;

/** @param program the version of the program; a file of another one does not fit */
export function createIndexFile(path: string, program: string, files: FileCalls = systemFiles): IndexFile {
  const disk = files.promises;
  const draft = `${path}.new`;
  /** Frees the name. A folder of that name is somebody else's and is moved out of the way. */
  const clear = async (file: string): Promise<void> => {
    const found = await disk.lstat(file).catch(unlessAbsent);
    if (found === null) return;
    if (found.isDirectory()) await disk.rename(file, `${file}.in-the-way-${found.ino}`);
    else await disk.unlink(file).catch(unlessAbsent);
  };
  const remove = () =>
    guarded(async () => {
      await clear(draft);
      await clear(path);
      return null;
    });
  return {
    async read(lane) {
      const read = await guarded(async () => {
        // Opening a pipe would wait.
        if (!(await disk.lstat(path)).isFile()) return null;
        const file = await disk.open(path, 'r');
        try {
          const found = await readList(file);
          if (found === null || found.program !== program || found.lane !== lane) return null;
          return await readParts(file, found.parts);
        } finally {
          await file.close();
        }
      });
      if (read.ok && read.value !== null) return read.value;
      await remove();
      return null;
    },
    async write(lane, parts, isCurrent) {
      const written = await guarded(async () => {
        await clear(draft);
        const file = await disk.open(draft, 'wx', 0o600);
        try {
          if (!(await writeAll(file, { program, lane }, parts, isCurrent))) return false;
        } finally {
          await file.close();
        }
        if (!isCurrent()) return false;
        await disk.rename(draft, path);
        return true;
      });
      if (!written.ok || !written.value) await guarded(() => clear(draft));
      return written;
    },
    remove,
  };
}

const unlessAbsent = (error: unknown): null => {
  if (errnoOf(error) !== 'ENOENT') throw error;
  return null;
};

/** Parts in batches to read or write at once. */
function* batches<T>(items: readonly T[], bytesOf: (item: T) => number): Generator<readonly T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const item of items) {
    batch.push(item);
    bytes += bytesOf(item);
    if (bytes < batchBytes && batch.length < batchParts) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer | null> {
  const bytes = Buffer.alloc(length);
  return at >= 0 && (await file.read(bytes, 0, length, at)).bytesRead === length ? bytes : null;
}

async function readList(file: FileHandle): Promise<List | null> {
  const { size } = await file.stat();
  if (size > mostBytes) return null;
  const end = await readAt(file, size - endBytes, endBytes);
  const length = end?.readUInt32LE(0) ?? 0;
  if (end?.readUInt32LE(8) !== magic || length > mostListBytes) return null;
  const bytes = await readAt(file, size - endBytes - length, length);
  if (bytes === null || crc32(bytes) !== end.readUInt32LE(4)) return null;
  const found = parseJson(list, bytes.toString());
  if (!found.ok) return null;
  const parts = sum(found.value.parts.map(([one]) => one));
  return parts + length + endBytes === size ? found.value : null;
}

async function readParts(file: FileHandle, parts: List['parts']): Promise<readonly Uint8Array[] | null> {
  const read: Uint8Array[] = [];
  let at = 0;
  for (const batch of batches(parts, ([size]) => size)) {
    const buffers = batch.map(([size]) => new Uint8Array(size));
    const { bytesRead } = await file.readv(buffers, at);
    at += bytesRead;
    if (bytesRead !== sum(batch.map(([size]) => size))) return null;
    if (buffers.some((buffer, index) => crc32(buffer) !== batch[index]?.[1])) return null;
    read.push(...buffers);
  }
  return read;
}

async function writeAll(
  file: FileHandle,
  of: Omit<List, 'parts'>,
  parts: readonly Uint8Array[],
  isCurrent: () => boolean,
): Promise<boolean> {
  const checksums: [size: number, checksum: number][] = [];
  for (const batch of batches(parts, part => part.byteLength)) {
    if (!isCurrent()) return false;
    for (const part of batch) checksums.push([part.byteLength, crc32(part)]);
    const { bytesWritten } = await file.writev([...batch]);
    if (bytesWritten !== sum(batch.map(part => part.byteLength))) return false;
  }
  const bytes = Buffer.from(JSON.stringify({ ...of, parts: checksums } satisfies List));
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(bytes.length, 0);
  end.writeUInt32LE(crc32(bytes), 4);
  end.writeUInt32LE(magic, 8);
  return (await file.writev([bytes, end])).bytesWritten === bytes.length + endBytes;
}

/** Errors of the disk as values. Anything else is a bug and is thrown. */
async function guarded<T>(work: () => Promise<T>): Promise<Result<T, DiskFailure>> {
  try {
    return ok(await work());
  } catch (error) {
    return fail(diskFailureOf(error));
  }
}
