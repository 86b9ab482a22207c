import { documentedStages } from '../../main/contract/model.ts';
import type { ServerRecord } from '../deployed/record.ts';
import type { Dice } from '../support/ports/dice.ts';
import type { Server } from '../support/servers/server.ts';

/** The others who work with the same CRM. */
export interface Colleagues {
  /** Changes the next so many rows, so that all have changed when all have had their turn; a few go, as many are new. */
  work(rows: number): void;
  /** Moves one opportunity. */
  move(id: string): void;
  /** When one of them last moved it, epoch milliseconds. */
  movedAt(id: string): number;
}

/** How much of what they do is what. */
const moves = 0.5;
const renames = 0.1;
const leaves = 0.002;

/** @param onMove told of each stage the server holds from now on */
export function createColleagues(
  server: Server,
  now: () => number,
  dice: Dice,
  onMove: (id: string, stage: string) => void,
): Colleagues {
  const moved = new Map<string, number>();
  let turn: string[] = [];

  const put = (record: ServerRecord, more: Partial<ServerRecord>): void =>
    server.book.put({ ...record, ...more, updatedAt: now() });

  const move = (record: ServerRecord): void => {
    const stage = dice.pick(documentedStages.filter(one => one !== record.stage));
    server.move(record.id, stage);
    moved.set(record.id, now());
    onMove(record.id, stage);
  };

  /** One goes, another comes. */
  const replace = (record: ServerRecord): void => {
    server.book.remove(record.id);
    moved.delete(record.id);
    const id = `opp_ce${dice.uuid().slice(-12)}`;
    put({ ...record, id, createdAt: now() }, { name: `${record.name} ${dice.below(1_000_000)}` });
  };

  const touch = (record: ServerRecord): void => {
    const what = dice.next();
    if (what < leaves) replace(record);
    else if (what < moves) move(record);
    else if (what < moves + renames)
      put(record, { name: `${record.name.split(' ')[0]} ${dice.below(1_000_000)}` });
    else put(record, { value: 100 * dice.below(10_000) });
  };

  return {
    work(rows) {
      for (let at = 0; at < rows; at += 1) {
        if (turn.length === 0) turn = server.book.all().map(({ id }) => id);
        const record = server.book.get(turn.pop() ?? '');
        if (record !== undefined) touch(record);
      }
    },
    move(id) {
      const record = server.book.get(id);
      if (record !== undefined) move(record);
    },
    movedAt: id => moved.get(id) ?? 0,
  };
}
