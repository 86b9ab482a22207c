import { crc32 } from 'node:zlib';
import type { Opportunity, OpportunityId, PipelineId, StageId, StageRole } from '../../contract/model.ts';
import type { Standing } from '../../contract/row-store.ts';
import { roleOf } from '../../contract/stages/name.ts';
import { hashEnd, hashStart, hashStep } from './id-index.ts';
import { headBytes, lengthBits, longest, numbers, textColumns, textOf, version } from './pack.ts';

/** Which stage of which pipeline. */
export interface StageKey {
  readonly pipeline: string;
  readonly stage: string;
}

/** The role of a stage; `name` is its name. */
export type RoleIn = (at: StageKey, name: string) => StageRole;

export const roleByName: RoleIn = (_, name) => roleOf(name);

/** Opportunities packed into one block of bytes (`pack`) and read in place. */
export interface Slice {
  readonly size: number;
  id(row: number): OpportunityId;
  /** `hashOf` of the id, without making a string. */
  idHash(row: number): number;
  opportunity(row: number): Opportunity;
  /** One of the row's texts, by its column. */
  text(row: number, field: number): string;
  /** Where one of the row's texts lies: the same for two rows of the slice only with the same text. */
  ref(row: number, field: number): number;
  /** Like `text`, for a text that many rows share: it is made once. */
  shared(row: number, field: number): string;
  number(row: number, field: number): number | null;
  /** The current role of the row's stage. */
  role(row: number): StageRole;
  /** Whether the row holds exactly this opportunity. */
  equals(row: number, other: Opportunity): boolean;
  /** The checksum of the bytes; a different one means different rows. */
  checksum(): number;
}

/**
 * One row, read in place: what the catalogue keeps, in a tenth of the memory of an `Opportunity`. Its content never changes,
 * except for its stage's role; a changed row is a new `PackedRow`. It is a class, so that its methods exist once and not per row.
 */
export class PackedRow {
  #slice: Slice;
  #row: number;
  /** Read at its first use: most rows' ids are never read. */
  #id: OpportunityId | null = null;
  constructor(slice: Slice, row: number) {
    this.#slice = slice;
    this.#row = row;
  }
  /** Reads from this row of another slice from now on, which must be equal; the old slice is released. */
  moveTo(slice: Slice, row: number): void {
    this.#slice = slice;
    this.#row = row;
  }
  get id(): OpportunityId {
    this.#id ??= this.#slice.id(this.#row);
    return this.#id;
  }
  get name(): string {
    return this.#slice.text(this.#row, 1);
  }
  get company(): string {
    return this.#slice.text(this.#row, 2);
  }
  get email(): string {
    return this.#slice.text(this.#row, 3);
  }
  get phone(): string {
    return this.#slice.text(this.#row, 4);
  }
  get updatedAt(): number | null {
    return this.#slice.number(this.#row, 2);
  }
  get stage(): { readonly role: StageRole } {
    return roles[this.#slice.role(this.#row)];
  }
  standing(): Standing {
    const [slice, row] = [this.#slice, this.#row];
    return {
      pipeline: slice.shared(row, 7) as PipelineId,
      stage: slice.shared(row, 8) as StageId,
      name: slice.shared(row, 9),
      createdAt: slice.number(row, 1),
      updatedAt: slice.number(row, 2),
      wonAt: slice.number(row, 3),
      lostAt: slice.number(row, 4),
    };
  }
  /** The opportunity as plain data that can cross IPC. */
  whole(): Opportunity {
    return this.#slice.opportunity(this.#row);
  }
}

const roles = { open: { role: 'open' }, won: { role: 'won' }, lost: { role: 'lost' } } as const;

/**
 * Opens packed bytes in place; null unless they are a whole slice of this version. The bytes must not change. @param
 * roleIn called whenever a stage's role is read
 */
export function unpack(raw: Uint8Array, roleIn: RoleIn = roleByName): Slice | null {
  // Number views need an aligned start. SQLite's buffers have one, pooled buffers do not.
  const bytes = raw.byteOffset % 8 === 0 ? raw : Uint8Array.from(raw);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < headBytes || buffer.readUInt8(0) !== version) return null;
  const wide = buffer.readUInt8(1) === 1;
  const size = buffer.readUInt16LE(2);
  const length = buffer.readUInt32LE(4);
  const refsAt = headBytes + size * numbers.length * 8;
  const textAt = refsAt + size * textColumns.length * 4;
  if (buffer.length !== textAt + length * (wide ? 2 : 1)) return null;
  const values = new Float64Array(bytes.buffer, bytes.byteOffset + headBytes, size * numbers.length);
  const refs = new Uint32Array(bytes.buffer, bytes.byteOffset + refsAt, size * textColumns.length);

  const refOf = (row: number, field: number): number => refs[row * textColumns.length + field] ?? 0;
  const text = (row: number, field: number): string => {
    const ref = refOf(row, field);
    const start = ref >>> lengthBits;
    const end = start + (ref & longest);
    return wide
      ? buffer.toString('utf16le', textAt + start * 2, textAt + end * 2)
      : buffer.toString('latin1', textAt + start, textAt + end);
  };
  const made = new Map<number, string>();
  const shared = (row: number, field: number): string => {
    const ref = refOf(row, field);
    const known = made.get(ref) ?? text(row, field);
    made.set(ref, known);
    return known;
  };
  const number = (row: number, field: number): number | null => {
    const value = values[row * numbers.length + field] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const role = (row: number): StageRole =>
    roleIn({ pipeline: shared(row, 7), stage: shared(row, 8) }, shared(row, 9));
  return {
    size,
    ref: refOf,
    text,
    shared,
    number,
    role,
    checksum: () => crc32(bytes),
    id: row => text(row, 0) as OpportunityId,
    idHash(row) {
      const ref = refOf(row, 0);
      const start = ref >>> lengthBits;
      const end = start + (ref & longest);
      let hash = hashStart;
      for (let at = start; at < end; at += 1) {
        const unit = wide ? buffer.readUInt16LE(textAt + at * 2) : (buffer[textAt + at] ?? 0);
        hash = hashStep(hash, unit);
      }
      return hashEnd(hash);
    },
    opportunity(row) {
      return {
        id: text(row, 0) as OpportunityId,
        name: text(row, 1),
        company: text(row, 2),
        email: text(row, 3),
        phone: text(row, 4),
        position: text(row, 5),
        owner: text(row, 6),
        pipeline: text(row, 7) as PipelineId,
        stage: { id: text(row, 8) as StageId, name: text(row, 9), role: role(row) },
        value: number(row, 0),
        currency: text(row, 10),
        createdAt: number(row, 1),
        updatedAt: number(row, 2),
        wonAt: number(row, 3),
        lostAt: number(row, 4),
      };
    },
    equals: (row, other) =>
      textColumns.every((field, index) => text(row, index) === textOf(other, field)) &&
      numbers.every((field, index) => number(row, index) === other[field]),
  };
}
