import { expect, test } from 'vitest';
import { linesOf } from '../../../main/automation/wire.ts';

async function linesIn(chunks: readonly string[] | readonly Uint8Array[], longest = 10): Promise<string[]> {
  async function* arriving() {
    for (const chunk of chunks) yield Buffer.from(chunk as string);
  }
  return Array.fromAsync(linesOf(arriving(), longest));
}

test('lines come whole, however they were cut on the way', async () => {
  expect(await linesIn(['a\nb', 'c\n', '\nd\n'])).toEqual(['a', 'bc', '', 'd']);
  const bytes = Buffer.from('é\n');
  expect(await linesIn([bytes.subarray(0, 1), bytes.subarray(1)])).toEqual(['é']);
});

test('what is left without its end is no line', async () => {
  expect(await linesIn(['a\nb'])).toEqual(['a']);
});

test('a line may be as long as the limit; at a longer one reading ends, whether its end has come or not', async () => {
  expect(await linesIn(['0123456789\na\n'])).toEqual(['0123456789', 'a']);
  expect(await linesIn(['a\n01234567890\nb\n'])).toEqual(['a']);
  expect(await linesIn(['a\n0123', '4567890', 'b\n'])).toEqual(['a']);
});

test('no more is kept than a line may have', async () => {
  let read = 0;
  async function* endless() {
    for (;;) {
      read += 4;
      yield Buffer.from('0123');
    }
  }
  expect(await Array.fromAsync(linesOf(endless(), 10))).toEqual([]);
  expect(read).toBe(12);
});
