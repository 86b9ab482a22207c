import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';

const { writeOpeningFile } = (await import('../../script/start/opening-file.mjs' as string)) as {
  writeOpeningFile(url: string): { readonly path: string; remove(): void };
};

test('the file that leads a browser to a one-time address is its user’s alone, and goes', () => {
  const { path, remove } = writeOpeningFile('http://127.0.0.1:9/enter?token=a&b="c');
  const mode = (name: string) => (statSync(name).mode & 0o777).toString(8);
  expect([mode(path), mode(dirname(path))]).toEqual(['600', '700']);
  expect(readFileSync(path, 'utf8')).toContain('url=http://127.0.0.1:9/enter?token=a&amp;b=&quot;c"');
  expect(path).not.toContain('token');
  remove();
  expect(existsSync(dirname(path))).toBe(false);
});
