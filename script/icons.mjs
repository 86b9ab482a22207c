import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assets, iconFiles } from './icon-files.mjs';

/** Draws the icons anew: `node script/icons.mjs`. A test holds the committed ones to their sources. */
for (const [path, bytes] of iconFiles()) {
  mkdirSync(dirname(join(assets, path)), { recursive: true });
  writeFileSync(join(assets, path), bytes);
  console.log(`${path} ${bytes.length}`);
}
