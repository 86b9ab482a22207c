import './node-floor.mjs';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..');
export const modules = join(root, 'node_modules');

const windows = process.platform === 'win32';

/** The Node that runs the project: version 24 from npm, or the one running now when that is new enough. */
export function projectNode() {
  const own = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

/** The environment of every child: the project's Node first on the path. */
export function projectEnv(extra = {}) {
  return { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter), ...extra };
}

/** Where the headers for native addons are, as npm's own node package ships them; null where it does not. */
export function nodeHeaders() {
  const folder = join(modules, 'node', 'node_modules', `node-${process.platform}-${process.arch}`);
  return existsSync(join(folder, 'include', 'node', 'node_api.h')) ? folder : null;
}
