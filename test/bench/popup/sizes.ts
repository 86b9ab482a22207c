import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Sizes {
  /** What the popup reads before its first picture: its script and the largest of the languages, of which it reads one. */
  readonly js_gzip_bytes: number;
  /** What it reads after that: pending, history, settings and help. */
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
  const later = sum(/^places-.*\.js$/);
  const styles = sum(/\.css$/);
  const languages = sizes.filter(({ name }) => /^(en|es|pt-br)-.*\.js$/.test(name)).map(({ bytes }) => bytes);
  const all = sum(/\.js$/);
  if (script === 0 || later === 0 || languages.length !== 3 || styles === 0)
    throw new Error(`Not a build of the popup: ${folder}`);
  return {
    js_gzip_bytes: script + Math.max(...languages),
    js_gzip_bytes_later: later,
    js_gzip_bytes_all: all,
    css_gzip_bytes: styles,
  };
}
