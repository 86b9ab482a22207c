import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Opportunity } from '../../../main/contract/model.ts';
import type { LightRow, RowBatch } from '../../../main/contract/row-store.ts';
import { type Catalogue, createCatalogue } from '../../../main/search/catalogue.ts';
import { createLaneRows } from '../../../main/store/changes/lane-rows.ts';
import { createIndexFile, type IndexFile } from '../../../main/store/opportunities/index-file.ts';
import { openRowStore } from '../../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { createIndexKeeper } from '../../../main/usecase/index-keeper.ts';
import { createManualClock } from '../../support/ports/manual-clock.ts';
import { opportunity, sampleOpportunities } from '../../support/rows.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const size = 3000;
const all = sampleOpportunities(size);

/** One account with its rows on disk, started as often as a test likes. */
function kit(rows: readonly Opportunity[] = all) {
  const folder = tempFolder();
  const path = join(folder, 'index');
  const db = openDatabase(join(folder, 'raze.db'));
  onTestFinished(() => db.close());
  const lanes = createLaneRows(db, Date.now);
  const clock = createManualClock();
  const start = (key = 'k', program = '1') => {
    const lane = lanes.forKey('https://a.example', key).id;
    const rowStore = openRowStore(db, lane);
    /** How many rows were put in one by one. */
    let put = 0;
    const real = createCatalogue<LightRow>();
    const catalogue: Catalogue<LightRow> = {
      ...real,
      get size() {
        return real.size;
      },
      put(some) {
        const list = [...some];
        put += list.length;
        real.put(list);
      },
    };
    const disk = createIndexFile(path, program);
    let writes = 0;
    let onWritten = (): void => {};
    const written = new Promise<void>(resolve => {
      onWritten = resolve;
    });
    const file: IndexFile = {
      ...disk,
      write: async (...given) => {
        writes += 1;
        const outcome = await disk.write(...given);
        onWritten();
        return outcome;
      },
    };
    const keeper = createIndexKeeper({ lane, rowStore, catalogue, file, clock });
    const keep = (batch: RowBatch) => {
      const { changed, removed } = rowStore.keep(batch);
      keeper.changed(changed, removed);
    };
    return { rowStore, catalogue, keeper, keep, put: () => put, writes: () => writes, written };
  };
  const saved = async () => {
    const run = start();
    await run.keeper.fill();
    await run.keeper.save();
    run.keeper.leave();
    expect(readdirSync(folder)).toContain('index');
  };
  openRowStore(db, lanes.forKey('https://a.example', 'k').id).keep({ upsert: rows });
  return { folder, path, clock, start, saved };
}

const queries = ['maria', 'silva', 'slva', 'mria', '11 9', 'opp_', 'ltda a', 'joao', 'xy', 'ana s'];

/** The catalogue answers as one made of the row store's rows. */
function expectAsBuilt({ catalogue, rowStore }: ReturnType<ReturnType<typeof kit>['start']>): void {
  const built = createCatalogue<LightRow>();
  built.put(rowStore.rows());
  expect(catalogue.size).toBe(rowStore.size);
  const answer = (of: Catalogue<LightRow>, text: string) => {
    const { hits, total } = of.find(text, 20);
    return {
      total,
      hits: hits.map(({ row, highlights, exact }) => ({ row: row.whole(), marks: highlights, exact })),
    };
  };
  for (const text of queries) expect(answer(catalogue, text)).toEqual(answer(built, text));
  expect(catalogue.recent(50).map(row => row.id)).toEqual(built.recent(50).map(row => row.id));
}

describe('the next start', () => {
  test('has every row from the saved index, and saves nothing when nothing changed', async () => {
    const { start, saved } = kit();
    await saved();
    const run = start();
    await run.keeper.fill();
    expect(run.put()).toBe(0);
    expectAsBuilt(run);
    await run.keeper.save();
    expect(run.writes()).toBe(0);
  });

  test('puts in one by one what changed after the saving, and leaves out what went', async () => {
    const { start, saved } = kit();
    await saved();
    const before = start();
    const [first, second, , fourth] = all;
    if (first === undefined || second === undefined || fourth === undefined) throw new Error('too few rows');
    // Killed before it could save.
    before.rowStore.keep({
      upsert: [{ ...first, name: 'Zuleika Xavantina' }, opportunity('opp_zzzz', { name: 'Nova Silva' })],
      remove: [second.id, fourth.id],
    });
    const run = start();
    await run.keeper.fill();
    expect(run.put()).toBeLessThanOrEqual(201);
    expectAsBuilt(run);
    expect(run.catalogue.find('xavantina', 5).hits.map(hit => hit.row.id)).toEqual([first.id]);
    expect(run.catalogue.get(second.id)).toBeUndefined();
    await run.keeper.save();
    const next = start();
    await next.keeper.fill();
    expect(next.put()).toBe(0);
    expectAsBuilt(next);
  });

  test.each([
    ['damaged', (path: string) => writeFileSync(path, 'x'.repeat(5000))],
    ['empty', (path: string) => writeFileSync(path, '')],
  ])('makes the index anew when it is %s', async (_, spoil) => {
    const { start, saved, path } = kit();
    await saved();
    spoil(path);
    const run = start();
    await run.keeper.fill();
    expect(run.put()).toBe(size);
    expectAsBuilt(run);
  });

  test('of another program or another account makes it anew', async () => {
    const { start, saved } = kit();
    await saved();
    const newer = start('k', '2');
    await newer.keeper.fill();
    expect(newer.put()).toBe(size);
    expectAsBuilt(newer);
    await saved();
    const other = start('other');
    await other.keeper.fill();
    expect(other.catalogue.size).toBe(0);
  });

  test('takes in what comes while the index is being read', async () => {
    const { start, saved } = kit();
    await saved();
    const run = start();
    const filled = run.keeper.fill();
    const [first, second] = all;
    if (first === undefined || second === undefined) throw new Error('too few rows');
    run.keep({ upsert: [{ ...first, name: 'Zuleika Xavantina' }], remove: [second.id] });
    await filled;
    expectAsBuilt(run);
    run.keep({ upsert: [{ ...second, name: 'Volta Redonda' }] });
    expectAsBuilt(run);
  });
});

describe('saving', () => {
  test('happens at rest once much has changed, and not for a few rows', async () => {
    const { start, clock, folder } = kit();
    const run = start();
    await run.keeper.fill();
    await clock.advance(20_000);
    await run.written;
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['index']));
    run.keep({ upsert: sampleOpportunities(size + 100).slice(size) });
    await clock.advance(60_000);
    expect(run.writes()).toBe(1);
    await run.keeper.save();
    expect(run.writes()).toBe(2);
  });

  test('is not done of an index that was not told of everything', async () => {
    const { start, folder } = kit();
    const run = start();
    await run.keeper.fill();
    run.rowStore.keep({ upsert: [opportunity('opp_late', { name: 'Late' })] });
    await run.keeper.save();
    expect(readdirSync(folder)).not.toContain('index');
  });

  test('a few rows are not worth it', async () => {
    const { start, folder } = kit(all.slice(0, 500));
    const run = start();
    await run.keeper.fill();
    await run.keeper.save();
    expect(readdirSync(folder)).not.toContain('index');
  });

  test('ends when the account is left', async () => {
    const { start, folder } = kit();
    const run = start();
    await run.keeper.fill();
    const saving = run.keeper.save();
    run.keeper.leave();
    await saving;
    expect(readdirSync(folder)).not.toContain('index');
  });
});
