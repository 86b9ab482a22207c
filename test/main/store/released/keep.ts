/**
 * `node test/main/store/released/keep.ts`, run once when a version is released: keeps a database as that version
 * writes it, `<version>.db` beside this file. It is committed with the release and never made again: later versions
 * are tested against what users really have on their disks.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createSettings } from '../../../../main/store/setting-rows.ts';
import { openStore } from '../../../../main/store/store.ts';
import packageJson from '../../../../package.json' with { type: 'json' };
import { addLane, everyDraft, laneA } from '../rows.ts';

const file = join(import.meta.dirname, `${packageJson.version}.db`);
if (existsSync(file)) {
  console.error(`${file} is there already: what was released does not change.`);
  process.exit(1);
}
const opened = openStore(file, Date.now);
if (!opened.ok) throw new Error(opened.failure.code);
const { db, rows, close } = opened.value;
addLane(db, laneA);
createSettings(db).change({ language: 'es', undoSeconds: 10 });
for (const draft of everyDraft()) {
  const kept = rows.commit({ insert: [draft] });
  if (!kept.ok) throw new Error(kept.failure.code);
}
rows.commit({
  pause: { lane: laneA, pause: { pause: { kind: 'auth' }, setAt: 1, until: null, opensAt: null } },
});
db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
close();
rmSync(`${file}.ballast`, { force: true });
console.log(file);
