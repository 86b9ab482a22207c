import { expect, test } from 'vitest';
import { deployed, deployedKit as kit } from './deployed-kit.ts';

test.each(deployed)(
  'what was corrected while the row’s own time stayed is found within a day, %s',
  async dialect => {
    const { server, directory, load, minutes, row } = await kit({ dialect, rows: 450 });
    await load();
    directory.start();
    const before = server.requests.length;
    rename(server, row(440), 'Acertada');
    await directory.refresh();
    expect(directory.get(row(440))?.name).not.toContain('Acertada');
    const found = () => directory.get(row(440))?.name.includes('Acertada') === true;
    await minutes(24 * 60, found);
    expect(found()).toBe(true);
    // One walk of five pages, spread; no request in between but the refresh above.
    expect(server.requests.length - before).toBeLessThanOrEqual(6);
  },
  60_000,
);

test.each(deployed)(
  'and within minutes where somebody misses it, once an hour has passed, %s',
  async dialect => {
    const { server, directory, load, minutes, row } = await kit({ dialect, rows: 450 });
    await load();
    directory.start();
    await minutes(61);
    rename(server, row(440), 'Acertada');
    directory.readAllSoon();
    const found = () => directory.get(row(440))?.name.includes('Acertada') === true;
    await minutes(20);
    expect(found()).toBe(true);
    const asked = server.requests.length;
    directory.readAllSoon();
    await minutes(30);
    expect(server.requests.length).toBe(asked);
  },
  60_000,
);

test('and however often it is missed meanwhile', async () => {
  const { server, directory, load, minutes, row } = await kit({ dialect: 'stage_id', rows: 2_000 });
  await load();
  directory.start();
  await minutes(61);
  rename(server, row(1_990), 'Acertada');
  const found = () => directory.get(row(1_990))?.name.includes('Acertada') === true;
  for (let times = 0; times < 20; times += 1) {
    directory.readAllSoon();
    await minutes(1);
  }
  expect(found()).toBe(true);
}, 60_000);

test('a renamed stage is found with any row that stands in it', async () => {
  const { server, directory, load, minutes } = await kit({ dialect: 'stage_id', rows: 450 });
  await load();
  directory.start();
  const stage = server.world.stages.get(directory.pipelines()[0]?.stages[0]?.id ?? '');
  if (stage === undefined) throw new Error('no stage');
  stage.name = 'Rebatizada';
  const names = () => directory.pipelines().flatMap(({ stages }) => stages.map(({ name }) => name));
  await minutes(24 * 60, () => names().includes('Rebatizada'));
  expect(names()).toContain('Rebatizada');
}, 60_000);

test('a row whose 404 was seen leaves at once, and is not missed', async () => {
  const { server, directory, load, row } = await kit({ dialect: 'stage_id', rows: 120 });
  await load();
  server.world.rows.delete(row(7));
  directory.gone(row(7));
  expect(directory.get(row(7))).toBeNull();
  expect(directory.view()).toMatchObject({ known: 119, total: 119, missing: 0 });
  directory.gone(row(7));
  expect(directory.view().total).toBe(119);
});

test('a value that a PATCH told stays, for the list has none', async () => {
  const { server, clock, directory, load, row } = await kit({ dialect: 'status', rows: 120 });
  await load();
  const known = directory.get(row(3));
  if (known === null) throw new Error('no row');
  expect(known.value).toBeNull();
  directory.learn([{ ...known, value: 4_200, currency: 'BRL' }], null);
  await clock.advance(61_000);
  rename(server, row(3), 'Outro nome', '2026-11-20 12:00:30');
  await directory.refresh();
  expect(directory.get(row(3))).toMatchObject({ name: 'Outro nome', value: 4_200, currency: 'BRL' });
});

test('a first page that is as it was says so of its rows: they are fresh', async () => {
  const { clock, directory, load } = await kit({ dialect: 'stage_id', rows: 60 });
  await load();
  const [first, other] = [...directory.rows()].map(({ id }) => id);
  if (first === undefined || other === undefined) throw new Error('no rows');
  await clock.advance(300_000);
  expect(directory.fetchedAt(first)).toBeNull();
  const known = directory.get(other);
  if (known === null) throw new Error('no row');
  directory.learn([{ ...known, updatedAt: clock.now() }], null);
  await directory.refresh();
  expect(directory.fetchedAt(first)).toBe(clock.now());
  expect(directory.fetchedAt(other)).toBeNull();
});

type Kit = Awaited<ReturnType<typeof kit>>;

/** As the web application renames it: the row's own time stays, unless another is given. */
function rename(server: Kit['server'], id: string, name: string, updated?: string): void {
  const row = server.world.rows.get(id);
  if (row === undefined) throw new Error('no row');
  const contact = server.world.contacts.get(String(row.columns.contact_id));
  if (contact !== undefined) contact.name = name;
  if ('name' in row.columns) row.columns.name = name;
  if (updated !== undefined) row.columns.updated_at = updated;
}
