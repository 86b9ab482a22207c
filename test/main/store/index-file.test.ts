import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import type { LaneId } from '../../../main/contract/model.ts';
import { createIndexFile } from '../../../main/store/opportunities/index-file.ts';
import { createDice } from '../../support/ports/dice.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const lane = 'a' as LaneId;
const current = () => true;
const parts = [
  new Uint8Array(0),
  ...Array.from({ length: 600 }, (_, at) => new Uint8Array(at * 7).fill(at)),
  new Uint8Array(3 << 20).fill(7),
];

function kit() {
  const folder = tempFolder();
  const path = join(folder, 'db.index');
  return { folder, path, file: createIndexFile(path, '1.0.0') };
}

test('what was written comes back, each part by itself', async () => {
  const { file, path } = kit();
  expect(await file.read(lane)).toBe(null);
  expect(await file.write(lane, parts, current)).toEqual({ ok: true, value: true });
  const read = await file.read(lane);
  expect(read?.length).toBe(parts.length);
  expect(read?.every((part, at) => Buffer.from(part).equals(parts[at] ?? Buffer.from('no')))).toBe(true);
  expect(read?.every(part => part.byteOffset === 0 && part.buffer.byteLength === part.length)).toBe(true);
  await file.remove();
  expect(existsSync(path)).toBe(false);
});

test('another lane or another program does not get it, and it is gone', async () => {
  for (const [of, program] of [['b', '1.0.0'] as const, ['a', '1.0.1'] as const]) {
    const { file, folder, path } = kit();
    await file.write(lane, parts, current);
    expect(await createIndexFile(path, program).read(of as LaneId)).toBe(null);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('a file that is damaged anywhere, cut short or longer is not read', async () => {
  const { file, path } = kit();
  await file.write(lane, parts.slice(0, 40), current);
  const whole = readFileSync(path);
  const { below } = createDice(5);
  const spoiled = Array.from({ length: 60 }, (_, at) => {
    const bytes = Buffer.from(whole);
    const place = at < 20 ? whole.length - 1 - at * 17 : below(whole.length);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << below(8));
    return bytes;
  });
  // Its end: the list's length, its checksum, and what this is.
  for (let bit = 0; bit < 12 * 8; bit += 1) {
    const bytes = Buffer.from(whole);
    const place = whole.length - 12 + (bit >> 3);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit & 7));
    spoiled.push(bytes);
  }
  for (const length of [0, 1, 11, 12, whole.length >> 1, whole.length - 1])
    spoiled.push(whole.subarray(0, length));
  spoiled.push(Buffer.concat([whole, Buffer.alloc(12)]), Buffer.concat([Buffer.alloc(1), whole]));
  for (const bytes of spoiled) {
    writeFileSync(path, bytes);
    expect(await file.read(lane)).toBe(null);
  }
});

test('parts that change while they are written leave the file as it was', async () => {
  const { file, folder } = kit();
  await file.write(lane, [new Uint8Array([1])], current);
  for (const asked of [0, 1, 2, 3]) {
    let left = asked;
    expect(await file.write(lane, parts, () => left-- > 0)).toEqual({ ok: true, value: false });
  }
  expect(await file.read(lane)).toEqual([new Uint8Array([1])]);
  expect(readdirSync(folder)).toEqual(['db.index']);
});

test('what a crash left halfway is neither read nor in the way', async () => {
  const { file, folder, path } = kit();
  await file.write(lane, [new Uint8Array([1])], current);
  writeFileSync(`${path}.new`, 'half of it');
  expect(await file.read(lane)).toEqual([new Uint8Array([1])]);
  expect(await file.write(lane, [new Uint8Array([2])], current)).toEqual({ ok: true, value: true });
  expect(await file.read(lane)).toEqual([new Uint8Array([2])]);
  expect(readdirSync(folder)).toEqual(['db.index']);
});

test('a disk that refuses is a value', async () => {
  const { folder } = kit();
  const missing = createIndexFile(join(folder, 'no', 'db.index'), '1.0.0');
  expect(await missing.write(lane, parts, current)).toEqual({ ok: false, failure: { code: 'disk-failing' } });
  expect(await missing.read(lane)).toBe(null);
});

test('a folder in the place of the index or its draft is moved out of the way, whole', async () => {
  const { file, folder, path } = kit();
  for (const place of [path, `${path}.new`]) {
    mkdirSync(place);
    writeFileSync(join(place, 'theirs.txt'), 'theirs');
  }
  expect(await file.read(lane)).toBe(null);
  expect(await file.write(lane, parts, current)).toEqual({ ok: true, value: true });
  expect((await file.read(lane))?.length).toBe(parts.length);
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(kept.filter(name => name.endsWith('theirs.txt'))).toHaveLength(2);
});

test('an index file of three gigabytes is not read, and gone', async () => {
  const { file, path } = kit();
  await file.write(lane, [new Uint8Array([1])], current);
  const tail = readFileSync(path);
  const size = 3 * 2 ** 30;
  const hollow = openSync(path, 'r+');
  // Every byte but the list at its end is a hole: it looks like what was written, and says so itself.
  const list = Buffer.from(JSON.stringify({ program: '1.0.0', lane, parts: [[size, 0]] }));
  const end = Buffer.from(tail.subarray(tail.length - 12));
  end.writeUInt32LE(list.length, 0);
  end.writeUInt32LE(crc32(list), 4);
  writeSync(hollow, Buffer.concat([list, end]), 0, list.length + 12, size);
  closeSync(hollow);
  const before = process.memoryUsage().arrayBuffers;
  const reading = file.read(lane);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
  expect(await reading).toBe(null);
  expect(existsSync(path)).toBe(false);
});

test('a pipe in the place of the index keeps nobody waiting', async () => {
  const { file, path } = kit();
  spawnSync('mkfifo', [path]);
  expect(await file.read(lane)).toBe(null);
  expect(existsSync(path)).toBe(false);
});
