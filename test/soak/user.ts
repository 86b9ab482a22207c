import type { ChangeView, Resolution } from '../../main/contract/change.ts';
import type { FindReply, Hit } from '../../main/contract/find.ts';
import type { OpportunityId, Stage } from '../../main/contract/model.ts';
import type { Engine } from '../../main/engine.ts';
import type { Dice } from '../support/ports/dice.ts';
import type { ManualClock } from '../support/ports/manual-clock.ts';
import type { Server } from '../support/servers/server.ts';
import type { Ledger } from './ledger.ts';

/** Somebody at the popup: types, looks, picks, takes back, answers, and now and then looks into every corner. */
export interface User {
  /** Opens the popup and types what a row is called; with `moves`, picks it and a stage. The opportunity that moved. */
  search(moves: boolean): Promise<string | null>;
  /** Answers what waits for an answer, some of it. */
  answer(): Promise<void>;
  /** What is done once a day: the history, its export, a setting, the order of the stages, a look at the server. */
  rummage(): Promise<void>;
}

export interface UserDeps {
  readonly engine: Engine;
  readonly server: Server;
  readonly clock: ManualClock;
  readonly dice: Dice;
  readonly ledger: Ledger;
}

/** Milliseconds between two letters, and before a pick. */
const betweenLetters = 120;
const thinking = 900;
/** By then a pick has left and been answered. */
const delivered = 60_000;
const answers: readonly Resolution[] = ['keep-theirs', 'send-mine', 'retry', 'cancel'];

export function createUser({ engine, server, clock, dice, ledger }: UserDeps): User {
  const { handlers } = engine;
  let seq = 0;

  const find = async (text: string): Promise<FindReply> => {
    seq += 1;
    return handlers.find({ seq, text, limit: 20 });
  };

  const noted = (change: ChangeView): void =>
    ledger.replied(change, server.book.get(change.opportunity)?.stage);

  /** Opens the popup and types the text letter by letter. */
  const type = async (text: string): Promise<FindReply> => {
    engine.shown();
    let reply = await find('');
    for (let typed = 1; typed <= text.length; typed += 1) {
      await clock.advance(betweenLetters);
      reply = await find(text.slice(0, typed));
    }
    await clock.advance(thinking);
    return reply;
  };

  const stagesFor = async ({ opportunity }: Hit): Promise<readonly Stage[]> => {
    const { pipelines } = await handlers['session.get'](null);
    return pipelines.find(({ id }) => id === opportunity.pipeline)?.stages ?? [];
  };

  const move = async (hit: Hit): Promise<ChangeView | null> => {
    const seen = (hit.change?.to ?? hit.opportunity.stage).id;
    const to = dice.pick((await stagesFor(hit)).filter(({ id }) => id !== seen));
    const moved = await handlers.move({ opportunity: hit.opportunity.id, to: to.id, seen });
    if (!moved.ok) return null;
    noted(moved.value);
    return moved.value;
  };

  const undo = async ({ id }: ChangeView): Promise<void> => {
    const undone = await handlers.undo({ change: id });
    if (undone.ok) noted(undone.value);
  };

  /** Now and then the user takes a pick back at once, or once it is delivered, or picks another stage. */
  const thinkAgain = async (hit: Hit, change: ChangeView): Promise<void> => {
    const mind = dice.next();
    if (mind < 0.1) await undo(change);
    else if (mind < 0.2) {
      await clock.advance(delivered);
      await undo(change);
    } else if (mind < 0.3) await move({ ...hit, change });
  };

  return {
    async search(moves) {
      const record = dice.pick(server.book.all());
      const { hits } = await type(record.name.slice(0, 3 + dice.below(6)));
      const [first] = hits;
      if (!moves || first === undefined) return null;
      const hit = hits.find(({ opportunity }) => opportunity.id === record.id) ?? first;
      const change = await move(hit);
      if (change === null) return null;
      await handlers['outbox.list'](null);
      await thinkAgain(hit, change);
      return hit.opportunity.id;
    },

    async answer() {
      for (const { id, state, rev } of (await handlers['outbox.list'](null)).changes) {
        if (state !== 'parked' || dice.chance(0.3)) continue;
        const resolved = await handlers.resolve({ change: id, answer: dice.pick(answers), rev });
        if (resolved.ok) noted(resolved.value);
      }
    },

    async rummage() {
      await handlers['history.list']({ text: '', before: null, limit: 50 });
      await handlers['history.list']({ text: 'silva', before: null, limit: 50 });
      await handlers['history.export']({ zone: 'America/Sao_Paulo' });
      await handlers['settings.change']({ undoSeconds: 3 + dice.below(5) });
      const record = dice.pick(server.book.all());
      await handlers['find.on-server']({ text: record.name });
      await handlers['opportunity.look']({ id: record.id as OpportunityId });
      const [pipeline] = (await handlers['session.get'](null)).pipelines;
      if (pipeline === undefined) return;
      const order = pipeline.stages.map(({ id }) => id);
      await handlers['stages.reorder']({ pipeline: pipeline.id, order });
    },
  };
}
