import { expect, test } from 'vitest';
import type { OpportunityId } from '../../../main/contract/model.ts';
import type { World } from '../../deployed/world.ts';
import type { SeenRequest } from '../../support/servers/front.ts';
import { type DeployedList, deployed, deployedKit } from './deployed-kit.ts';

const changedAt = (at: number): string =>
  new Date(Date.UTC(2026, 9, 1) + at * 60_000).toISOString().slice(0, 19).replace('T', ' ');
const rowAt = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
const remove = (world: World, from: number, count: number): void => {
  for (let at = from; at < from + count; at += 1) world.rows.delete(rowAt(at));
};
/** Each row changed at a moment of its own. */
const kit = (list: DeployedList) => deployedKit({ each: at => ({ updated_at: changedAt(at) }), ...list });
type Kit = Awaited<ReturnType<typeof kit>>;

const ids = (rows: Iterable<{ readonly id: string }>): string[] => [...rows].map(({ id }) => id).sort();
const known = ({ directory }: Kit): string[] => ids(directory.rows());
const there = ({ server }: Kit): string[] => ids(server.world.rows.values());
const wholeSort = (requests: readonly SeenRequest[]): number =>
  requests.filter(({ path }) => /sort_by=(title|name)/.test(path)).length;

test.each(deployed)('rows deleted while the list is loaded keep no other back, %s', async dialect => {
  let pages = 0;
  const one = await kit({
    dialect,
    rows: 1_000,
    onRequest: (_, world) => {
      pages += 1;
      // Of the newest, which the first pages have brought: what stood behind them moves up.
      if (pages === 4) remove(world, 950, 7);
    },
  });
  await one.load();
  expect(known(one)).toEqual(there(one));
  expect(one.directory.view()).toMatchObject({ known: 993, total: 993, missing: 0 });
});

test.each(deployed)(
  'rows that moved up past a walk that takes hours stay, and those deleted go, %s',
  async dialect => {
    const one = await kit({ dialect, rows: 1_000 });
    const { server, directory, minutes } = one;
    await one.load();
    directory.start();
    await minutes(24 * 60, () => wholeSort(server.requests) === 5);
    remove(server.world, 100, 7);
    await minutes(24 * 60, () => wholeSort(server.requests) >= 10);
    await minutes(1);
    for (const id of there(one)) expect(directory.get(id as OpportunityId)).not.toBeNull();
    await minutes(3 * 60);
    expect(known(one)).toEqual(there(one));
  },
  60_000,
);

test.each(deployed)(
  'as many that came as left hide neither, %s',
  async dialect => {
    const one = await kit({ dialect, rows: 1_000 });
    const { server, directory, minutes } = one;
    await one.load();
    directory.start();
    await minutes(24 * 60, () => wholeSort(server.requests) === 5);
    const last = server.world.rows.get(rowAt(999));
    if (last === undefined) throw new Error('no row');
    remove(server.world, 100, 7);
    for (let at = 1_000; at < 1_007; at += 1) {
      const id = rowAt(at);
      const text = `Nova ${at}`;
      const named = dialect === 'stage_id' ? { title: text } : { name: text };
      server.world.rows.set(id, { ...last, id, columns: { ...last.columns, id, ...named } });
    }
    await minutes(24 * 60, () => wholeSort(server.requests) >= 10);
    await minutes(1);
    for (const id of there(one)) expect(directory.get(id as OpportunityId)).not.toBeNull();
    await minutes(30 * 60);
    expect(known(one)).toEqual(there(one));
  },
  60_000,
);

/** A loaded list of which the server shows one row no more, though it still has it. */
async function listWithHiddenRow(): Promise<Kit> {
  let hidden = false;
  const one = await kit({
    dialect: 'stage_id',
    rows: 300,
    onRequest: (request, world) => {
      const account = hidden && request.includes('?') ? 'archive' : 'bulk';
      const row = world.rows.get(rowAt(7));
      if (row !== undefined) world.rows.set(row.id, { ...row, account });
    },
  });
  await one.load();
  one.directory.start();
  hidden = true;
  await one.directory.refresh();
  return one;
}

test('what no walk meets any more goes after the second, though the server still has it', async () => {
  const one = await listWithHiddenRow();
  const isGone = () => one.directory.get(one.row(7)) === null;
  await one.minutes(36 * 60, isGone);
  expect(isGone()).toBe(true);
  const asked = one.server.requests.length;
  await one.minutes(12 * 60);
  expect(one.server.requests.length).toBe(asked);
}, 60_000);

test('what no walk meets any more stays while the server fails to say whether it has it', async () => {
  const one = await listWithHiddenRow();
  const asked = { method: 'GET', path: new RegExp(`/${one.row(7)}$`) } as const;
  one.server.faults.add({ kind: 'error', status: 500 }, { ...asked, times: Number.POSITIVE_INFINITY });
  await one.minutes(36 * 60);
  expect(one.server.requests.filter(({ path }) => asked.path.test(path)).length).toBeGreaterThan(1);
  expect(one.directory.get(one.row(7))).not.toBeNull();
}, 60_000);

test.each([300, 15])(
  'a list of %i that is empty, time and again, removes none that the server still has',
  async rows => {
    let hidden = false;
    const one = await kit({
      dialect: 'status',
      rows,
      onRequest: (request, world) => {
        const account = hidden && request.includes('?') ? 'archive' : 'bulk';
        for (const row of world.rows.values()) world.rows.set(row.id, { ...row, account });
      },
    });
    await one.load();
    one.directory.start();
    // In the middle of a walk.
    await one.minutes(24 * 60, () => wholeSort(one.server.requests) === 1);
    hidden = true;
    await one.minutes(48 * 60);
    expect(known(one)).toEqual(there(one));
  },
  60_000,
);

test('many deleted at once are gone after a few were asked for', async () => {
  const one = await kit({ dialect: 'status', rows: 1_000 });
  const { server, directory, minutes } = one;
  await one.load();
  directory.start();
  remove(server.world, 0, 400);
  await directory.refresh();
  await minutes(3 * 60, () => directory.view().known === 600);
  expect(known(one)).toEqual(there(one));
  expect(server.requests.filter(({ method, path }) => method === 'GET' && !path.includes('?'))).toHaveLength(
    20,
  );
}, 60_000);

test.each(deployed)(
  'rows moved at one moment, more than a page of them, are all seen within hours, %s',
  async dialect => {
    const one = await kit({ dialect, rows: 1_000 });
    const { server, clock, directory, minutes } = one;
    await one.load();
    directory.start();
    await minutes(5);
    const member = dialect === 'status' ? 'status' : 'stage_id';
    const all = [...server.world.rows.values()];
    const before = all[0]?.columns[member];
    const stages = dialect === 'status' ? server.world.statuses : [...server.world.stages.keys()];
    const to = stages.find(stage => stage !== before);
    const moment = new Date(clock.now()).toISOString().slice(0, 19).replace('T', ' ');
    for (const { columns } of all.slice(0, 600)) Object.assign(columns, { [member]: to, updated_at: moment });
    const isSeen = () =>
      all.every(({ id, columns }) => directory.get(id as OpportunityId)?.stage.id === columns[member]);
    await directory.refresh();
    // The walk by time has kept some back: nothing but a walk by another sort brings them.
    expect(isSeen()).toBe(false);
    await minutes(3 * 60, isSeen);
    expect(isSeen()).toBe(true);
    await minutes(60);
    const asked = server.requests.length;
    await minutes(6 * 60);
    expect(server.requests.length).toBe(asked);
  },
  60_000,
);
