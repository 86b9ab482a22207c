import { CurrencySums } from '../../contract/currency-sums.ts';
import { touchedAt } from '../../contract/row-store.ts';
import { numbers, textColumns } from './pack.ts';
import type { Slice, StageKey } from './packed.ts';

/** The rows of one slice that stand in one stage, the longest untouched first. */
export interface StageGroup extends StageKey {
  /** Row numbers in the slice. */
  readonly rows: readonly number[];
  /** When each was last touched, in epoch milliseconds; infinite where nobody knows. */
  readonly touched: Float64Array;
  /** The value of each; NaN where unknown. */
  readonly values: Float64Array;
  readonly currencies: readonly string[];
  readonly owners: readonly string[];
  readonly sums: CurrencySums;
}

const at = (field: (typeof textColumns)[number]): number => textColumns.indexOf(field);
const numberAt = (field: (typeof numbers)[number]): number => numbers.indexOf(field);
const columns = {
  pipeline: at('pipeline'),
  stage: at('stageId'),
  currency: at('currency'),
  owner: at('owner'),
};
const [value, created, updated] = [numberAt('value'), numberAt('createdAt'), numberAt('updatedAt')];

const groups = new WeakMap<Slice, readonly StageGroup[]>();

/** The rows of a slice by their stages. A slice never changes, so this is worked out once. */
export function groupsOf(slice: Slice): readonly StageGroup[] {
  const known = groups.get(slice) ?? group(slice);
  groups.set(slice, known);
  return known;
}

function group(slice: Slice): readonly StageGroup[] {
  const found = new Map<string, number[]>();
  for (let row = 0; row < slice.size; row += 1) {
    const key = `${slice.shared(row, columns.pipeline)}\n${slice.shared(row, columns.stage)}`;
    const rows = found.get(key);
    if (rows === undefined) found.set(key, [row]);
    else rows.push(row);
  }
  return [...found.values()].map(rows => groupOf(slice, rows));
}

function groupOf(slice: Slice, rows: number[]): StageGroup {
  const [first = 0] = rows;
  const touched = (row: number): number => touchedAt(slice.number(row, updated), slice.number(row, created));
  rows.sort((a, b) => touched(a) - touched(b));
  const values = Float64Array.from(rows, row => slice.number(row, value) ?? Number.NaN);
  const currencies = rows.map(row => slice.shared(row, columns.currency));
  const sums = new CurrencySums();
  for (const [at, currency] of currencies.entries()) sums.add(currency, values[at] ?? Number.NaN);
  return {
    pipeline: slice.shared(first, columns.pipeline),
    stage: slice.shared(first, columns.stage),
    rows,
    touched: Float64Array.from(rows, touched),
    values,
    currencies,
    owners: rows.map(row => slice.shared(row, columns.owner)),
    sums,
  };
}
