import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { MadePack } from './make-pack.ts';

/** Keeps a pack as `loadPack` reads it; makes the folder. */
export function writePack(folder: string, { rows, texts, letters }: MadePack): void {
  mkdirSync(folder, { recursive: true });
  const plainRows = rows.map(({ id, name, company, email, phone, updatedAt, stage }) => ({
    id,
    name,
    company,
    email,
    phone,
    updatedAt,
    stage,
  }));
  writeLines(join(folder, 'rows.jsonl'), plainRows);
  writeLines(join(folder, 'queries.jsonl'), texts);
  writeLines(join(folder, 'letters.jsonl'), letters);
}

const linesAtOnce = 1000;

/** In pieces: a million rows are longer than a string may be. */
function writeLines(path: string, lines: readonly unknown[]): void {
  const file = openSync(path, 'w');
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    const piece = lines.slice(at, at + linesAtOnce);
    writeSync(file, piece.map(line => `${JSON.stringify(line)}\n`).join(''));
  }
  closeSync(file);
}
