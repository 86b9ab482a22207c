import { boundedText } from '../../contract/bounded-text.ts';
import type { Opportunity } from '../../contract/model.ts';
import { headBytes, lengthBits, longest, numbers, textColumns, textOf, version } from './slice-layout.ts';

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
