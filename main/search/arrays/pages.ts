import { item } from './access.ts';

/** Units of 16 bits in pages, which are added and never moved. */
export interface Pages {
  readonly pages: Uint16Array[];
  /** Place of the first free unit, counted over all pages. */
  free: number;
}

const bits = 16;
/** Units of a page. */
export const unitsPerPage = 1 << bits;

export const newPages = (): Pages => ({ pages: [], free: 0 });

/** The page of a place; the place within it is `inPage`. */
export const pageOf = ({ pages }: Pages, place: number): Uint16Array => item(pages, place >>> bits);
export const inPage = (place: number): number => place & (unitsPerPage - 1);

/** Takes `size` zeroed units that lie in one page; returns the place of the first. */
export function takeUnits(pages: Pages, size: number): number {
  if (inPage(pages.free) + size > unitsPerPage)
    pages.free = (pages.free + unitsPerPage) & ~(unitsPerPage - 1);
  const place = pages.free;
  if (place >>> bits >= pages.pages.length) pages.pages.push(new Uint16Array(unitsPerPage));
  pages.free = place + size;
  return place;
}
