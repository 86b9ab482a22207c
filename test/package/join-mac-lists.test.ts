import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { joinMacLists } from '../../script/package/join-mac-lists.mjs';
import { tempFolder } from '../support/temp-folder.ts';

const list = (arch: string, version = '1.2.0') => ({
  version,
  files: ['zip', 'dmg'].map(kind => ({
    url: `raze-quick-stage-${version}-mac-${arch}.${kind}`,
    sha512: `${arch} ${kind}`,
    size: 1,
  })),
  path: `raze-quick-stage-${version}-mac-${arch}.zip`,
  sha512: `${arch} zip`,
  releaseDate: '2026-12-01T00:00:00.000Z',
});
const write = (folder: string, name: string, content: object): void =>
  writeFileSync(join(folder, name), stringify(content));

test('the lists of both Macs become one, of each channel, and other lists stay as they are', () => {
  const folder = tempFolder();
  for (const channel of ['latest', 'beta']) {
    write(folder, `${channel}-mac.arm64.yml`, list('arm64'));
    write(folder, `${channel}-mac.x86_64.yml`, list('x64'));
  }
  write(folder, 'latest-linux.yml', { version: '1.2.0' });
  joinMacLists(folder);
  expect(readdirSync(folder).sort()).toEqual(['beta-mac.yml', 'latest-linux.yml', 'latest-mac.yml']);
  const joined = parse(readFileSync(join(folder, 'latest-mac.yml'), 'utf8'));
  expect(joined).toEqual({ ...list('arm64'), files: [...list('arm64').files, ...list('x64').files] });
});

test('lists of two versions are not joined', () => {
  const folder = tempFolder();
  write(folder, 'latest-mac.arm64.yml', list('arm64'));
  write(folder, 'latest-mac.x86_64.yml', list('x64', '1.3.0'));
  expect(() => joinMacLists(folder)).toThrow('1.2.0, 1.3.0');
});
