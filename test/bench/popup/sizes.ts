import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Sizes {
  /** What one popup loads: its script and the largest of the languages, of which it loads one. */
  readonly js_gzip_bytes: number;
  /** Every script of the build: all languages together. */
  readonly js_gzip_bytes_all_languages: number;
  readonly css_gzip_bytes: number;
}

/** Sizes of the built page as a server would send it at gzip's best. */
export function sizesOf(folder: string): Sizes {
  const assets = join(folder, 'assets');
  const sizes = readdirSync(assets).map(name => ({
    name,
    bytes: gzipSync(readFileSync(join(assets, name)), { level: 9 }).length,
  }));
  const script = sizes
    .filter(({ name }) => /^index-.*\.js$/.test(name))
    .reduce((sum, { bytes }) => sum + bytes, 0);
  const languages = sizes
    .filter(({ name }) => /\.js$/.test(name) && !name.startsWith('index-'))
    .map(({ bytes }) => bytes);
  const styles = sizes.filter(({ name }) => name.endsWith('.css')).reduce((sum, { bytes }) => sum + bytes, 0);
  if (script === 0 || languages.length === 0 || styles === 0)
    throw new Error(`Not a build of the popup: ${folder}`);
  return {
    js_gzip_bytes: script + Math.max(...languages),
    js_gzip_bytes_all_languages: script + languages.reduce((sum, bytes) => sum + bytes, 0),
    css_gzip_bytes: styles,
  };
}
