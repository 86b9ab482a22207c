/**
 * Which row had a company's name last. Many opportunities are of one company: its words are copied from that row instead
 * of being read again. Names share places, so what stands at a place is only a likely row.
 */
export type Companies = Uint32Array;

const places = 1 << 14;

/** Row + 1 by place. */
export const newCompanies = (): Companies => new Uint32Array(places);

/** The place of a name. */
export function placeOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) & (places - 1);
}

/** The row noted at a place if it is there and of this company, else -1. */
export function rowOf(
  companies: Companies,
  rows: readonly ({ readonly company: string } | undefined)[],
  name: string,
  place: number,
): number {
  const row = (companies[place] as number) - 1;
  return row >= 0 && rows[row]?.company === name ? row : -1;
}

export function note(companies: Companies, place: number, row: number): void {
  companies[place] = row + 1;
}
