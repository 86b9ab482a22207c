import { boundedText } from '../../contract/bounded-text.ts';
import type { Opportunity } from '../../contract/model.ts';

/*
 * Up to `sliceCap` opportunities in one block of bytes, read in place: a hundred thousand of them open in the
 * time SQLite takes to hand the blocks over, and a text that many rows share (a company, a stage) lies there
 * once. Layout, in the machine's byte order (files do not travel between machines):
 *
 *     version u8 · encoding u8 · rows u16 · characters u32
 *     numbers: rows × 5 float64, NaN for null    (value, created, updated, won, lost)
 *     texts: rows × 11 uint32, start << 11 | length in characters
 *     characters, Latin-1 where all fit it, else UTF-16
 */

/** The length of a page of the list, so that a first load packs every row once. */
export const sliceCap = 100;

export const version = 1;
export const headBytes = 8;
export const lengthBits = 11;
/** The longest text, in UTF-16 units. */
export const longest = (1 << lengthBits) - 1;

/** The texts and numbers of a row, in their order. */
export const textColumns = [
  'id',
  'name',
  'company',
  'email',
  'phone',
  'position',
  'owner',
  'pipeline',
  'stageId',
  'stageName',
  'currency',
] as const;
export const numbers = ['value', 'createdAt', 'updatedAt', 'wonAt', 'lostAt'] as const;
type Text = (typeof textColumns)[number];

/** One of an opportunity's texts. */
export const textOf = (row: Opportunity, field: Text): string => {
  if (field === 'stageId') return row.stage.id;
  return field === 'stageName' ? row.stage.name : row[field];
};

/** Packs at most `sliceCap` opportunities. Texts beyond 2,047 characters are cut. */
export function pack(rows: readonly Opportunity[]): Uint8Array {
  const places = new Map<string, number>();
  const pieces: string[] = [];
  let length = 0;
  const place = (whole: string): number => {
    const text = whole.length > longest ? boundedText(whole, longest) : whole;
    let start = places.get(text);
    if (start === undefined) {
      start = length;
      length += text.length;
      places.set(text, start);
      pieces.push(text);
    }
    return (start << lengthBits) | text.length;
  };
  const refs = new Uint32Array(rows.length * textColumns.length);
  const values = new Float64Array(rows.length * numbers.length);
  for (const [at, row] of rows.entries()) {
    for (const [index, field] of textColumns.entries())
      refs[at * textColumns.length + index] = place(textOf(row, field));
    for (const [index, field] of numbers.entries()) {
      values[at * numbers.length + index] = row[field] ?? Number.NaN;
    }
  }
  const all = pieces.join('');
  const latin = /^[\0-\xff]*$/.test(all);
  const characters = Buffer.from(all, latin ? 'latin1' : 'utf16le');
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(version, 0);
  head.writeUInt8(latin ? 0 : 1, 1);
  head.writeUInt16LE(rows.length, 2);
  head.writeUInt32LE(all.length, 4);
  return Buffer.concat([head, bytesOf(values), bytesOf(refs), characters]);
}

function bytesOf(view: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
