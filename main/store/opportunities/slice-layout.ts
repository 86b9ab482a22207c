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
