import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FindReply } from '../../main/contract/find.ts';
import {
  type Opportunity,
  type OpportunityId,
  type Pipeline,
  type PipelineId,
  type Stage,
  type StageId,
  unverified,
} from '../../main/contract/model.ts';
import type { LightRow, StandingCount, StandingQuery, StandingRows } from '../../main/contract/row-store.ts';
import type { Whose } from '../../main/line/whose.ts';
import { createCatalogue } from '../../main/search/catalogue.ts';
import { createLaneRows } from '../../main/store/changes/lane-rows.ts';
import { openRowStore } from '../../main/store/opportunities/opportunities.ts';
import { openDatabase } from '../../main/store/sqlite/open.ts';
import { createFind } from '../../main/usecase/find.ts';
import type { World } from './case-file.ts';

const day = 24 * 3600 * 1000;

/** The real search and row store over some rows, without a network. */
export interface LineEngine {
  readonly pipelines: readonly Pipeline[];
  find(text: string, limit: number): FindReply;
  list(query: StandingQuery): StandingRows;
  counts(): readonly StandingCount[];
  close(): void;
}

/** Puts rows into a real store, in a folder of its own until `close`. */
export function engineOf(
  rows: readonly Opportunity[],
  pipelines: readonly Pipeline[],
  now: number,
  whose: Whose = { isMine: false, owner: null, isTold: true },
): LineEngine {
  const folder = mkdtempSync(join(tmpdir(), 'line-'));
  const database = openDatabase(join(folder, 'raze.db'));
  const lane = createLaneRows(database, () => now).forKey('https://app.getraze.com', 'line').id;
  const store = openRowStore(database, lane);
  const catalogue = createCatalogue<LightRow>();
  catalogue.put(store.keep({ upsert: rows }).changed);
  for (const _ of store.prepare());
  const find = createFind<LightRow>({
    catalogue,
    whole: row => row.whole(),
    newestChange: () => null,
    openLately: () => [],
    movedLately: () => [],
    pins: () => [],
    movedToday: () => [],
    pipelines: () => pipelines,
    list: store.list,
    counts: store.counts,
    whose: () => whose,
    now: () => now,
  });
  return {
    pipelines,
    list: store.list,
    counts: store.counts,
    find: (text, limit) => find({ seq: 1, text, limit }),
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The engine over the rows of a world, as of `now` in epoch milliseconds. */
export function engineOfWorld(world: World, now: number): LineEngine {
  const pipelines = world.pipelines.map(
    ({ id, name, stages }): Pipeline => ({
      id: id as PipelineId,
      name,
      stages: stages.map((one): Stage => ({ ...one, id: one.id as StageId })),
      ordered: true,
      unsure: [],
      reasons: [],
      wonOnBoard: null,
    }),
  );
  const rows = world.rows.map((row): Opportunity => {
    const home = pipelines.find(({ id }) => id === row.pipeline);
    const stage = home?.stages.find(({ id }) => id === row.stage);
    if (home === undefined || stage === undefined) throw new Error(`${row.id} stands in no stage`);
    return {
      ...unverified(row.id as OpportunityId),
      name: row.name,
      company: row.company,
      email: row.email,
      phone: row.phone,
      pipeline: home.id,
      stage,
      value: row.value,
      currency: row.currency,
      owner: row.owner ?? '',
      updatedAt: now - row.daysUntouched * day,
    };
  });
  return engineOf(rows, pipelines, now, { isMine: false, owner: world.me ?? null, isTold: true });
}
