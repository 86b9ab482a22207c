import { expect, test } from 'vitest';
import { type DeployedList, deployedKit } from './deployed-kit.ts';

const rows = 730;
const kit = (pagination: NonNullable<DeployedList['pagination']>) =>
  deployedKit({
    dialect: 'stage_id',
    rows,
    pagination,
    each: at => ({ updated_at: new Date(Date.UTC(2026, 9, 1) + at * 60_000).toISOString().slice(0, 19) }),
  });

/** What servers get wrong, or leave out. Whatever of it is wrong, all rows are there. */
const wrong: Readonly<Record<string, NonNullable<DeployedList['pagination']>>> = {
  'no pagination': () => undefined,
  'no total': ({ total: _, ...told }) => told,
  'no number of pages': ({ total_pages: _, ...told }) => told,
  'neither of them': ({ total: _, total_pages: _also, ...told }) => told,
  'the page’s length as the total': (told, total) => ({ ...told, total }),
  'a total of 0': told => ({ ...told, total: 0 }),
  'a negative total and pages': told => ({ ...told, total: -1, total_pages: -1 }),
  'a total beyond all numbers': told => ({ ...told, total: 1e300 }),
  'one page': told => ({ ...told, total_pages: 1 }),
  'one page, and nothing after it': told => ({ ...told, total_pages: 1, has_next: false }),
  'too small a total': told => ({ ...told, total: 500 }),
};

test.each(Object.entries(wrong))('a server that tells %s: every row arrives', async (_, pagination) => {
  const { server, directory, load } = await kit(pagination);
  expect(await load()).toEqual({ ok: true, value: null });
  expect(directory.view()).toMatchObject({ known: rows, missing: 0, failure: null });
  expect(server.requests.length).toBeLessThan(40);
});

/** As where rows are counted that no page shows: the last page is shorter than the total would have it. */
const counted = { 'with as few pages as there are': 8, 'with pages for all that it counts': 10 };

test.each(Object.entries(counted))(
  'a server that counts more rows than it gives, %s: they are said to be missing, and the pages stay long',
  async (_, total_pages) => {
    const { server, directory, load } = await kit(told => ({
      ...told,
      total: 1_000,
      total_pages,
      has_next: Number(told.page) < total_pages,
    }));
    expect(await load()).toEqual({ ok: true, value: null });
    expect(directory.view()).toMatchObject({ known: rows, missing: 270 });
    // The four sorts, and the page after the last of each.
    expect(server.requests.length).toBeLessThanOrEqual(5 * 10);
    expect(
      server.requests.filter(({ method, path }) => method === 'GET' && !path.includes('limit=100')),
    ).toEqual([]);
  },
);

test('a search whose total counts the whole list does not shorten the pages', async () => {
  const { server, directory, load } = await kit(told => ({ ...told, total: rows, total_pages: 8 }));
  await load();
  await directory.findOnServer('Carteira 00042');
  for (const { columns } of [...server.world.rows.values()].slice(0, 150)) {
    columns.updated_at = '2026-11-20 12:00:00';
  }
  const before = server.requests.length;
  await directory.refresh();
  const asked = server.requests.slice(before);
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.filter(({ path }) => !path.includes('limit=100'))).toEqual([]);
});
