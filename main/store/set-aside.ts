import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';

/** What belongs to one SQLite file. The log is named after its file and must be moved with it. */
const parts = ['', '-wal', '-shm'];

export const filesOf = (path: string): readonly string[] => parts.map(part => `${path}${part}`);

export const anyExists = (path: string): boolean => filesOf(path).some(file => existsSync(file));

/** Moves a file whole, with its log; answers where it lies now. Nothing may have it open. */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  let aside = `${path}.damaged-${stamp}`;
  for (let more = 1; anyExists(aside); more += 1) aside = `${path}.damaged-${stamp}-${more}`;
  for (const part of parts) {
    if (existsSync(`${path}${part}`)) renameSync(`${path}${part}`, `${aside}${part}`);
  }
  return aside;
}

export function copyWhole(from: string, to: string): void {
  removeWhole(to);
  for (const part of parts) {
    if (existsSync(`${from}${part}`)) copyFileSync(`${from}${part}`, `${to}${part}`);
  }
}

export function removeWhole(path: string): void {
  for (const file of filesOf(path)) rmSync(file, { force: true });
}
