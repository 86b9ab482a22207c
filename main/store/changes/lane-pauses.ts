import * as v from 'valibot';
import { openPauseKinds, timedPauseKinds } from '../../contract/change.ts';
import { laneId } from '../../contract/ids.ts';
import type { LaneId } from '../../contract/model.ts';
import { parse } from '../../contract/parse.ts';
import type { LanePause } from '../../outbox/model/ports.ts';
import type { Database } from '../sqlite/database.ts';

const time = v.pipe(v.number(), v.integer());

/** A pause as it is on disk (`contract/change.ts`, `Pause`). */
const pauseJson = v.variant('kind', [
  v.object({ kind: v.picklist(openPauseKinds) }),
  v.object({ kind: v.picklist(timedPauseKinds), until: v.number() }),
]);
/** A kind of pause that only a newer version knows still pauses its lane. */
const newerPause = v.pipe(
  v.object({ kind: v.pipe(v.string(), v.notValues([...openPauseKinds, ...timedPauseKinds])) }),
  v.transform(() => ({ kind: 'newer' as const })),
);

const pauseRow = v.object({
  lane: laneId,
  pause: v.pipe(v.string(), v.parseJson(), v.union([pauseJson, newerPause])),
  set_at: time,
  until: v.nullable(time),
  opens_at: v.nullable(time),
});

/** Writes a lane's pause, or that there is none. Runs in the caller's transaction. */
export function writePause(db: Database, lane: LaneId, pause: LanePause | null): void {
  if (pause === null) {
    db.prepare('DELETE FROM lane_pauses WHERE lane = ?').run(lane);
    return;
  }
  const { setAt, until, opensAt } = pause;
  // If the lane was erased meanwhile, there is nothing to pause.
  db.prepare(
    `INSERT OR REPLACE INTO lane_pauses (lane, pause, set_at, until, opens_at)
     SELECT id, ?, ?, ?, ? FROM lanes WHERE id = ?`,
  ).run(
    JSON.stringify(pause.pause),
    Math.round(setAt),
    until === null ? null : Math.round(until),
    opensAt === null ? null : Math.round(opensAt),
    lane,
  );
}

/** The pauses of all lanes; one that does not parse counts as none. */
export function readPauses(db: Database): ReadonlyMap<LaneId, LanePause> {
  const pauses = new Map<LaneId, LanePause>();
  for (const data of db.prepare('SELECT * FROM lane_pauses').all()) {
    const row = parse(pauseRow, data);
    if (!row.ok) continue;
    const { lane, pause, set_at, until, opens_at } = row.value;
    pauses.set(lane, { pause, setAt: set_at, until, opensAt: opens_at });
  }
  return pauses;
}
