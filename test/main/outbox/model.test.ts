import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBench } from './bench.ts';

/**
 * What the user may do with three opportunities while the network comes and goes, beside a model that knows only
 * what they should end as.
 */
interface Model {
  /** The stage each should hold once everything is delivered. */
  readonly wanted: Map<string, string>;
  readonly held: Map<string, { readonly id: string; readonly before: string }>;
}

type Bench = ReturnType<typeof createBench>;
type Command = fc.AsyncCommand<Model, Bench>;

const ids = ['a', 'b', 'c'] as const;
const stages = ['new', 'contacted', 'won', 'lost'] as const;

class Pick implements Command {
  readonly id: string;
  readonly to: string;
  constructor(id: string, to: string) {
    this.id = id;
    this.to = to;
  }
  check = (): boolean => true;
  async run(model: Model, bench: Bench): Promise<void> {
    const open = bench.outbox.open().findLast(row => row.opportunity === this.id);
    const seen = open?.from?.id ?? bench.api.stage(this.id) ?? 'new';
    const picked = bench.outbox.accept(bench.pick(this.id, this.to, seen, 10 * 60_000));
    const before = model.wanted.get(this.id) ?? 'new';
    const refusal = picked.ok ? null : { ...picked.failure, wanted: before };
    expect(refusal).toBeOneOf([null, { code: 'already-there', wanted: this.to }]);
    if (!picked.ok) return;
    model.wanted.set(this.id, this.to);
    const base = picked.value.from?.id ?? 'new';
    if (picked.value.state === 'held') model.held.set(this.id, { id: picked.value.id, before: base });
    else model.held.delete(this.id);
  }
  toString = (): string => `pick ${this.id} ${this.to}`;
}

class Undo implements Command {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  check = (model: Readonly<Model>): boolean => model.held.has(this.id);
  async run(model: Model, bench: Bench): Promise<void> {
    const held = model.held.get(this.id);
    const row = bench.outbox.open().find(({ id }) => id === held?.id);
    if (held === undefined || row === undefined || row.state !== 'held') return;
    expect(bench.outbox.undo(row.id)).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    model.wanted.set(this.id, held.before);
    model.held.delete(this.id);
  }
  toString = (): string => `undo ${this.id}`;
}

/** Undo of what was delivered last: a change of its own, which can be undone in turn. */
class TakeBack implements Command {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
  check = (): boolean => true;
  async run(model: Model, bench: Bench): Promise<void> {
    const ended = bench.outbox.history('', null, 100);
    const delivered = ended.find(row => row.opportunity === this.id && row.state === 'delivered');
    if (delivered === undefined) return;
    const undone = bench.outbox.undo(delivered.id);
    expect(undone.ok ? 'possible' : undone.failure.code).toBe(
      delivered.undo === 'possible' ? 'possible' : 'not-undoable',
    );
    if (!undone.ok) return;
    model.wanted.set(this.id, undone.value.to.id);
    model.held.set(this.id, { id: undone.value.id, before: delivered.to.id });
  }
  toString = (): string => `take back ${this.id}`;
}

class Wait implements Command {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
  check = (): boolean => true;
  run = (_model: Model, bench: Bench): Promise<void> => bench.clock.advance(this.ms);
  toString = (): string => `wait ${this.ms}`;
}

class Network implements Command {
  readonly up: boolean;
  constructor(up: boolean) {
    this.up = up;
  }
  check = (): boolean => true;
  async run(_model: Model, bench: Bench): Promise<void> {
    bench.api.fate = this.up
      ? () => null
      : () => ({ acts: false, answer: { kind: 'unreached', cause: 'refused' } });
    if (this.up) bench.outbox.wake('online');
    else bench.outbox.offline();
  }
  toString = (): string => (this.up ? 'online' : 'offline');
}

class Restart implements Command {
  check = (): boolean => true;
  run = (_model: Model, bench: Bench): Promise<void> => bench.restart();
  toString = (): string => 'restart';
}

test('whatever the user does, in the end the server holds what they last wanted', {
  timeout: 60_000,
}, async () => {
  const commands = fc.commands(
    [
      fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...stages)).map(([id, to]) => new Pick(id, to)),
      fc.constantFrom(...ids).map(id => new Undo(id)),
      fc.constantFrom(...ids).map(id => new TakeBack(id)),
      fc.constantFrom(0, 20, 1_000, 6_000, 120_000).map(ms => new Wait(ms)),
      fc.boolean().map(up => new Network(up)),
      fc.constant(new Restart()),
    ],
    { maxCommands: 25 },
  );
  await fc.assert(
    fc.asyncProperty(commands, async cmds => {
      const bench = createBench();
      const model: Model = { wanted: new Map(), held: new Map() };
      await fc.asyncModelRun(() => ({ model, real: bench }), cmds);
      await new Network(true).run(model, bench);
      await bench.clock.advance(30 * 60_000);
      expect(bench.outbox.open()).toEqual([]);
      for (const [id, stage] of model.wanted) expect(`${id}:${bench.api.stage(id)}`).toBe(`${id}:${stage}`);
      expect(bench.api.mostAtOnce).toBeLessThanOrEqual(1);
      bench.db.close();
    }),
    { numRuns: 40, seed: 20261122 },
  );
});
