import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import satisfies from 'spdx-satisfies';
import { describe, expect, inject, test } from 'vitest';
import { noticeIn } from '../../script/supply/carried.mjs';
import { shipped } from '../../script/supply/shipped.mjs';
import { shippable } from '../house/shippable.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The sources in the bundles, as the build's maps keep them, against the notices that are shipped with them. */
const out = inject('packaged');
const root = join(import.meta.dirname, '..', '..');
const sources = (): readonly string[] =>
  ['main/main.js', 'updater/updater.js', 'assistant/assistant.js'].flatMap(
    bundle => JSON.parse(readFileSync(join(root, 'dist', `${bundle}.map`), 'utf8')).sourcesContent,
  );
const notices = (): string =>
  readFileSync(join(out ?? '', 'linux-unpacked', 'THIRD-PARTY-NOTICES.md'), 'utf8');

describe.skipIf(out === null)('the notices', () => {
  test('name the packages whose code another one had taken in before it was published', () => {
    const taken = sources().flatMap(text => [
      ...text.matchAll(/node_modules\/\.pnpm\/([^/]+)@([^/]+)\/node_modules/g),
    ]);
    expect(taken.map(([, name]) => name)).toContain('content-type');
    for (const [, name, version] of taken) {
      expect(notices()).toContain(`\n## ${name} ${version} (`);
      expect(shipped()).toContainEqual(expect.objectContaining({ name, version }));
    }
  });

  test('are of licences under which code may be shipped, also where a package is a tool to npm', () => {
    const all = shipped();
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['content-type', 'electron']));
    expect(all.filter(({ licence }) => !satisfies(licence, shippable))).toEqual([]);
  });

  test('name what is compiled into keytar', () => {
    expect(notices()).toMatch(/\n## node-addon-api [\d.]+ \(MIT\)\n/);
  });

  test('have every line by which somebody claims a copyright in a file of the bundles', () => {
    const lines = sources().flatMap(text =>
      [...text.matchAll(/^[ \t/*]*(.*\bcopyright ?(?:\(c\)|\d|[A-Z]).*)$/gim)].map(([, line = '']) =>
        line.trim(),
      ),
    );
    expect(lines).toContainEqual(expect.stringContaining('Jonathan Ong'));
    const written = notices();
    expect(lines.filter(line => !written.includes(line))).toEqual([]);
  });
});

test('the notice that Apache’s licence wants passed on is found', () => {
  const folder = tempFolder();
  expect(noticeIn(folder)).toBe('');
  writeFileSync(join(folder, 'NOTICE.txt'), 'Of somebody\n');
  expect(noticeIn(folder)).toBe('Of somebody\n');
});
