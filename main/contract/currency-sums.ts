import type { ListTotals } from './row-store.ts';

/** Adds up the known values of rows, each currency by itself ('' where the server gave none). */
export class CurrencySums {
  readonly #byCurrency: Map<string, number>;
  #valued: number;

  /** @param from what others come to already */
  constructor({ sums, valued }: Pick<ListTotals, 'sums' | 'valued'> = { sums: [], valued: 0 }) {
    this.#byCurrency = new Map(sums.map(({ currency, sum }) => [currency, sum]));
    this.#valued = valued;
  }

  /**
   * Adds what some rows are worth, as one sum; null and NaN are unknown and count not. Rows that go are less than none: a currency of
   * which they leave nothing goes with them.
   */
  add(currency: string, sum: number | null, rows = 1): void {
    if (sum === null || Number.isNaN(sum)) return;
    const total = (this.#byCurrency.get(currency) ?? 0) + sum;
    if (rows < 0 && total === 0) this.#byCurrency.delete(currency);
    else this.#byCurrency.set(currency, total);
    this.#valued += rows;
  }

  addAll(others: CurrencySums): void {
    for (const [currency, sum] of others.#byCurrency) this.add(currency, sum, 0);
    this.#valued += others.#valued;
  }

  /** The greatest sum first, and how many rows have a value. */
  totals(): Pick<ListTotals, 'sums' | 'valued'> {
    const inOrder = [...this.#byCurrency].sort((a, b) => b[1] - a[1]);
    return { sums: inOrder.map(([currency, sum]) => ({ currency, sum })), valued: this.#valued };
  }
}
