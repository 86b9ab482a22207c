import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDirectory } from '../../../main/raze/directory.ts';
import { createHttp } from '../../../main/raze/http.ts';
import { tryKey } from '../../../main/raze/probe.ts';
import { createLanes } from '../../../main/store/lanes.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createOpportunities } from '../../../main/store/opportunities.ts';
import type { Seed } from '../../deployed/seed.ts';
import { deployedForThisTest } from '../../support/deployed.ts';
import { bulkKey as key, namedBy, withRows } from '../../support/deployed-rows.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const deployed = ['status', 'stage_id'] as const;

interface Setting {
  readonly dialect: Seed['dialect'];
  readonly rows: number;
  readonly each?: Parameters<typeof withRows>[1];
  readonly most?: number;
}

/** A deployed server and the directory of its account, as after a key was tried. */
async function kit({ dialect: revision, rows, each, ...ways }: Setting) {
  const clock = createManualClock();
  const server = await deployedForThisTest(revision, withRows(rows, each), { now: clock.now, ...ways });
  const opened = openDatabase(join(tempFolder(), 'raze.db'));
  if (!opened.ok) throw opened.failure;
  onTestFinished(() => opened.value.close());
  const lane = createLanes(opened.value, clock.now).forKey(server.url, key).id;
  const http = createHttp();
  const probed = await tryKey({ http, now: clock.now }, server.url, key);
  if (!probed.ok || probed.value.firstPage === null) throw new Error('no page');
  const { firstPage, etag, askedAt, dialect } = probed.value;
  const directory = createDirectory({
    lane,
    shelf: createOpportunities(opened.value).open(lane),
    http,
    clock,
    since: at => clock.now() - at,
    connection: () => ({ baseUrl: server.url, key, dialect }),
    permit: () => true,
    askLeave: () => null,
    observe: () => {},
    listener: { changed: () => {}, viewed: () => {}, pipelines: () => {}, dialect: () => {} },
  });
  onTestFinished(() => directory.stop());
  const first = { page: firstPage, etag, askedAt };
  return { clock, server, directory, load: () => directory.refresh(first) };
}

const ids = (rows: Iterable<{ readonly id: string }>): string[] => [...rows].map(({ id }) => id).sort();

test.each(deployed)('a list whose rows are alike in every time arrives whole, %s', async dialect => {
  const { server, directory, load } = await kit({ dialect, rows: 2_000 });
  expect(await load()).toEqual({ ok: true, value: null });
  expect(ids(directory.rows())).toEqual([...server.world.rows.keys()].sort());
  expect(directory.view()).toMatchObject({ known: 2_000, total: 2_000, missing: 0, phase: 'idle' });
});

test.each(deployed)('one whose names are alike is walked by another sort, %s', async dialect => {
  const name = namedBy(dialect);
  const { server, directory, load } = await kit({
    dialect,
    rows: 600,
    each: at => ({ [name]: 'Igual', value: String(at), score: at }),
  });
  await load();
  expect(directory.view()).toMatchObject({ known: 600, total: 600, missing: 0 });
  const sorts = new Set(server.requests.map(request => /sort_by=(\w+)/.exec(request)?.[1]));
  expect(sorts).toEqual(new Set(['updated_at', name, dialect === 'stage_id' ? 'value' : 'score']));
});

test.each(deployed)(
  'rows that no sort brings are said to be missing, and found by their name, %s',
  async dialect => {
    const name = namedBy(dialect);
    const alike = {
      [name]: 'Igual',
      value: '1',
      score: 1,
      contact_id: '00000000-0000-4000-8000-000000000000',
    };
    const { directory, load } = await kit({ dialect, rows: 1_000, each: () => alike });
    expect(await load()).toEqual({ ok: true, value: null });
    const { known, missing, phase } = directory.view();
    expect({ sum: known + missing, phase }).toEqual({ sum: 1_000, phase: 'idle' });
    expect(missing).toBeGreaterThan(0);
  },
);

test.each(deployed)('a server that gives fewer rows at once than were asked for, %s', async dialect => {
  const { server, directory, load } = await kit({ dialect, rows: 730, most: 20 });
  await load();
  expect(ids(directory.rows())).toEqual([...server.world.rows.keys()].sort());
  expect(directory.view()).toMatchObject({ known: 730, missing: 0, failure: null });
});
