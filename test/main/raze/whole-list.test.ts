import { expect, test } from 'vitest';
import { namedBy } from '../../support/servers/deployed-rows.ts';
import { deployed, deployedKit as kit } from './deployed-kit.ts';

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
  const sorts = new Set(server.requests.flatMap(({ path }) => /sort_by=(\w+)/.exec(path)?.[1] ?? []));
  expect(sorts).toEqual(new Set(['updated_at', name, dialect === 'stage_id' ? 'value' : 'score']));
});

test.each(deployed)('rows that no sort brings are said to be missing, %s', async dialect => {
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
});

test.each(deployed)('a server that gives fewer rows at once than were asked for, %s', async dialect => {
  const { server, directory, load } = await kit({ dialect, rows: 730, most: 20 });
  await load();
  expect(ids(directory.rows())).toEqual([...server.world.rows.keys()].sort());
  expect(directory.view()).toMatchObject({ known: 730, missing: 0, failure: null });
});
