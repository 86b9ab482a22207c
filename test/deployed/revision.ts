import type { Columns, World, WorldRow } from './world.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A request that the server itself refuses with 400. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** What differs between the two deployed revisions. Whatever PostgreSQL would refuse throws `DatabaseError`. */
export interface Revision {
  /** Columns a list may be sorted by; any other name means `created_at`. */
  readonly sorts: readonly string[];
  /** Filters of the list by parameter name; other parameters are ignored. */
  readonly filters: Readonly<Record<string, (world: World, value: string) => (row: WorldRow) => boolean>>;
  /** The columns that `search` looks at. */
  searched(world: World, row: WorldRow): readonly unknown[];
  /** What the list says besides its rows and pages. */
  listed(world: World): Json;
  /** A row in the list, and where it is told alone. */
  inList(world: World, row: WorldRow): Json;
  alone(world: World, row: WorldRow): Json;
  comments(world: World, row: WorldRow): readonly Json[];
  /** Checks the body of a PATCH before anything is looked up; returns the stage it names. */
  stageIn(world: World, body: Columns): unknown;
  /** Moves the row, and answers what PATCH says about it. */
  move(world: World, row: WorldRow, stage: unknown, body: Columns, now: string): Json;
  /** Writes the columns that PUT may write; false when the body names none of them. */
  update(world: World, row: WorldRow, body: Columns, now: string): boolean;
  /** Now as the database writes it, with its fraction of a second in up to six digits. */
  moment(at: number): string;
}

/** A numeric column with two decimals, however the text was put in. */
export function withCents(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const [whole = '', cents = ''] = value.split('.');
  return `${whole}.${cents.padEnd(2, '0')}`;
}

/** The two texts and the sign by which rows are told apart in a sort; nulls count as the largest. */
export function compareColumns(
  left: unknown,
  right: unknown,
  texts: (a: string, b: string) => number,
): number {
  if (left === right) return 0;
  if (left === null || left === undefined) return 1;
  if (right === null || right === undefined) return -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return texts(String(left), String(right));
}

/** `yyyy-mm-dd hh:mm:ss` and six digits, the last of them invented: the clock of this process knows only thousandths. */
export function momentText(at: number): string {
  const micros = String(Math.floor(at * 1000) % 1_000_000).padStart(6, '0');
  const fraction = micros.replace(/0+$/, '');
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}${fraction === '' ? '' : `.${fraction}`}`;
}
