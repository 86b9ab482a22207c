import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LaneId } from '../../../main/contract/model.ts';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { createSettings } from '../../../main/store/setting-rows.ts';
import type { Database } from '../../../main/store/sqlite/database.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';

let folder: string;
let db: Database;
const open = (): void => {
  db = openDatabase(join(folder, 'test.db'));
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-settings-'));
  open();
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test('what was never saved is the default', () => expect(createSettings(db).read()).toEqual(defaultSettings));

test('a change survives a restart and leaves the rest alone', () => {
  createSettings(db).change({ language: 'pt-BR', undoSeconds: 0 });
  db.close();
  open();
  expect(createSettings(db).read()).toEqual({ ...defaultSettings, language: 'pt-BR', undoSeconds: 0 });
});

test('a spoilt value costs itself only', () => {
  const settings = createSettings(db);
  settings.change({ theme: 'dark', undoSeconds: 7 });
  db.exec(`UPDATE settings SET value = '"purple"' WHERE name = 'theme'`);
  expect(settings.read()).toEqual({ ...defaultSettings, undoSeconds: 7 });
});

test.each([
  'http://evil.example',
  'https://user:pass@evil.example',
  'ftp://127.0.0.1',
  'file:///etc/passwd',
  'not an address',
])('an address in the file that the key may not go to is not used, and told: %s', address => {
  const settings = createSettings(db);
  settings.change({ apiUrl: 'https://crm.example' });
  expect(settings.ignoredApiUrl()).toBeNull();
  db.prepare("UPDATE settings SET value = ? WHERE name = 'apiUrl'").run(JSON.stringify(address));
  expect(settings.read().apiUrl).toBeNull();
  expect(settings.ignoredApiUrl()).toBe(address);
  settings.change({ apiUrl: null });
  expect(settings.ignoredApiUrl()).toBeNull();
});

test('an address in the file is read as one that is typed', () => {
  const settings = createSettings(db);
  settings.change({ apiUrl: 'https://crm.example/external/v1/' });
  expect(settings.read().apiUrl).toBe('https://crm.example');
});

test('the account chosen is remembered', () => {
  const settings = createSettings(db);
  expect(settings.accountMode()).toBe('none');
  settings.setAccountMode('sample');
  expect(settings.accountMode()).toBe('sample');
});

test('one key at one address is one lane; another key or address is another', () => {
  const lanes = createLaneRows(db, () => 1);
  const lane = lanes.forKey('https://a.example', 'gr_live_one');
  expect(lanes.forKey('https://a.example', 'gr_live_one')).toEqual(lane);
  expect(lanes.forKey('https://a.example', 'gr_live_two').id).not.toBe(lane.id);
  expect(lanes.forKey('https://b.example', 'gr_live_one').id).not.toBe(lane.id);
  expect(lane.label).toMatch(/^[0-9A-F]{4}$/);
});

test('nothing of the key is on disk, and the dialect is remembered', () => {
  const lanes = createLaneRows(db, () => 1);
  const lane = lanes.forKey('https://a.example', 'gr_live_secret');
  lanes.learnDialect(lane.id, 'stage_id');
  expect(lanes.find(lane.id)).toEqual({ ...lane, dialect: 'stage_id' });
  expect(JSON.stringify(db.prepare('SELECT * FROM lanes').all())).not.toContain('secret');
  expect(lanes.find('00000000-0000-4000-8000-000000000000' as LaneId)).toBeNull();
});

test('a policy stands over what was saved, saves nothing itself, and leaves what it does not set', () => {
  createSettings(db).change({ language: 'es', updates: 'beta' });
  const managed = createSettings(db, { updates: 'off' });
  expect(managed.locked).toEqual(['updates']);
  expect(managed.read()).toEqual({ ...defaultSettings, language: 'es', updates: 'off' });
  expect(managed.change({ language: 'en' })).toEqual({ ...defaultSettings, language: 'en', updates: 'off' });
  expect(createSettings(db).read()).toEqual({ ...defaultSettings, language: 'en', updates: 'beta' });
});
