import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Sizes {
  /** What the popup reads before its first picture: its script and the largest of the languages, of which it reads one. */
  readonly js_gzip_bytes: number;
  /** What it reads after that: stages, notices and every other screen, and the largest language's texts for them. */
  readonly js_gzip_bytes_later: number;
  /** Every script of the build: all languages together. */
  readonly js_gzip_bytes_all: number;
  readonly css_gzip_bytes: number;
}

/** Sizes of the built page as a server would send it at gzip's best. */
export function sizesOf(folder: string): Sizes {
  const assets = join(folder, 'assets');
  const sizes = readdirSync(assets).map(name => ({
    name,
    bytes: gzipSync(readFileSync(join(assets, name)), { level: 9 }).length,
  }));
  const sum = (fits: RegExp): number =>
    sizes.filter(({ name }) => fits.test(name)).reduce((total, { bytes }) => total + bytes, 0);
  const script = sum(/^index-.*\.js$/);
  const largest = (fits: RegExp): number =>
    Math.max(0, ...sizes.filter(({ name }) => fits.test(name)).map(({ bytes }) => bytes));
  const places = sum(/^places-.*\.js$/);
  const styles = sum(/\.css$/);
  const first = largest(/^(en|es|pt-br)-(?!later-).*\.js$/);
  const later = largest(/^(en|es|pt-br)-later-.*\.js$/);
  const all = sum(/\.js$/);
  if ([script, places, first, later, styles].includes(0))
    throw new Error(`Not a build of the popup: ${folder}`);
  return {
    js_gzip_bytes: script + first,
    js_gzip_bytes_later: places + later,
    js_gzip_bytes_all: all,
    css_gzip_bytes: styles,
  };
}
