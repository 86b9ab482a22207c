import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { desktopFile, desktopId } from '../../../main/shell/desktop/desktop-entry.ts';
import { linkScheme } from '../../../main/shell/links/link.ts';

const read = (file: string): string =>
  readFileSync(join(import.meta.dirname, '..', '..', '..', file), 'utf8');

/** Portals, notifications and links go by these names: one that differs fails without a word. */
test('the program, its manifest and its package call it by the same names', () => {
  const manifest = JSON.parse(read('package.json')) as { desktopName: string };
  const builder = read('electron-builder.yml');
  expect(manifest.desktopName).toBe(desktopFile);
  expect(builder).toContain(`\nappId: ${desktopId}\n`);
  expect(builder).toContain(`schemes: [${linkScheme}]`);
  expect(builder).toContain('syncDesktopName: true');
  expect(desktopId).toMatch(/^[a-z]+(\.[a-z]+){2,}$/);
});
