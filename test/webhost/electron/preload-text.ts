import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Script } from 'node:vm';

/** The preload script's text. Electron's sandbox takes one plain script and nothing else. */
export function preloadText(path: string | undefined): string | null {
  if (path === undefined) return null;
  if (!isAbsolute(path)) throw new Error(`webhost: preload script must have absolute path: ${path}`);
  if (!existsSync(path)) throw new Error(`webhost: Unable to load preload script: ${path} does not exist`);
  if (path.endsWith('.mjs')) throw new Error(`webhost: a sandboxed preload cannot be an ES module: ${path}`);
  const text = readFileSync(path, 'utf8');
  new Script(`(function (require, module, exports) {${text}\n})`, { filename: path });
  return text;
}
