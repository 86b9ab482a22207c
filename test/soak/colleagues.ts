import { pipelinesOf, type SandboxRecord } from '../../main/sandbox/record.ts';
import type { Sandbox } from '../../main/sandbox/sandbox.ts';
import type { Dice } from '../support/dice.ts';

/** The others who work with the same CRM. */
export interface Colleagues {
  /** Changes the next so many rows, so that all have changed when all have had their turn; a few go, as many are new. */
  work(rows: number): void;
  /** Moves one opportunity. */
  move(id: string): void;
  /** When one of them last moved it, epoch milliseconds. */
  movedAt(id: string): number;
}

const stages = pipelinesOf.documented[0].stages.map(({ id }) => id);

/** How much of what they do is what. */
const moves = 0.5;
const renames = 0.1;
const leaves = 0.002;

/** @param onMove told of each stage the server holds from now on */
export function createColleagues(
  sandbox: Sandbox,
  now: () => number,
  dice: Dice,
  onMove: (id: string, stage: string) => void,
): Colleagues {
  const moved = new Map<string, number>();
  let turn: string[] = [];

  const put = (record: SandboxRecord, more: Partial<SandboxRecord>): void =>
    sandbox.book.put({ ...record, ...more, updatedAt: now() });

  const move = (record: SandboxRecord): void => {
    const stage = dice.pick(stages.filter(one => one !== record.stage));
    sandbox.move(record.id, stage);
    moved.set(record.id, now());
    onMove(record.id, stage);
  };

  /** One goes, another comes. */
  const replace = (record: SandboxRecord): void => {
    sandbox.book.remove(record.id);
    moved.delete(record.id);
    const id = `opp_ce${dice.uuid().slice(-12)}`;
    put({ ...record, id, createdAt: now() }, { name: `${record.name} ${dice.below(1_000_000)}` });
  };

  const touch = (record: SandboxRecord): void => {
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
        if (turn.length === 0) turn = sandbox.book.all().map(({ id }) => id);
        const record = sandbox.book.get(turn.pop() ?? '');
        if (record !== undefined) touch(record);
      }
    },
    move(id) {
      const record = sandbox.book.get(id);
      if (record !== undefined) move(record);
    },
    movedAt: id => moved.get(id) ?? 0,
  };
}
