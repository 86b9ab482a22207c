import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { iconFiles } from './icon-files.mjs';

/** Draws the icons anew: `node script/icons.mjs`. A test holds the committed ones to their sources. */
const assets = join(dirname(fileURLToPath(import.meta.url)), '..', 'assets');
for (const [path, bytes] of iconFiles()) {
  mkdirSync(dirname(join(assets, path)), { recursive: true });
  writeFileSync(join(assets, path), bytes);
  console.log(`${path} ${bytes.length}`);
}
