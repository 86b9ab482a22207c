import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize, relative } from 'node:path';
import { parseSync } from 'vite';

/** A node of the syntax tree (ESTree with TypeScript, as oxc writes it); `start` and `end` count UTF-16 units. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** A node and what holds it; null at the top. */
export interface Place {
  readonly node: Node;
  readonly parent: Place | null;
  /** The parent's field that holds the node, or holds the list that holds it. */
  readonly field: string;
}

export const root = normalize(join(import.meta.dirname, '..', '..'));

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The project's own files under these folders that match, as `main/raze/http/http.ts`, sorted. */
export function filesUnder(folders: readonly string[], matching = /(?<!\.d)\.tsx?$/): string[] {
  return folders
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        name => `${folder}/${name.replaceAll('\\', '/')}`,
      ),
    )
    .filter(name => matching.test(name) && !name.includes('/node_modules/'))
    .sort();
}

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The syntax tree of a file. Throws where the file is not well-formed. */
export function parse(file: string, text = textOf(file)): Node {
  const { program, errors } = parseSync(file, text);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  return program as unknown as Node;
}

/** Calls `visit` with every node, parents first; where it answers false, what is inside is left out. */
export function walk(
  node: Node,
  visit: (place: Place) => unknown,
  parent: Place | null = null,
  field = '',
): void {
  const place = { node, parent, field };
  if (visit(place) === false) return;
  for (const [name, value] of Object.entries(node)) {
    if (isNode(value)) walk(value, visit, place, name);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) walk(item, visit, place, name);
  }
}

/** The project's name of a path: `/…/main/raze/http.ts` is `main/raze/http/http.ts`. */
export const nameOf = (path: string): string => relative(root, path).replaceAll('\\', '/');

/** The line of a position, counted from 1. */
export const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length;
