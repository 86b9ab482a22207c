import type { Bridge } from '../../../main/contract/bridge.ts';
import type { CallName, Handlers, Reply, Request } from '../../../main/contract/calls.ts';
import type { ChangeView } from '../../../main/contract/change.ts';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { Hit } from '../../../main/contract/find.ts';
import type { Opportunity, OpportunityId } from '../../../main/contract/model.ts';
import type { Pushes, PushName } from '../../../main/contract/pushes.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';
import { createOutboxNews } from '../../../main/usecase/outbox-news.ts';
import { changeOf, snapshot as good, hitOf, opportunities } from './samples.ts';

/** What main would know, in the smallest form that lets the popup be used. */
export interface World {
  snapshot: Snapshot;
  opportunities: readonly Opportunity[];
  outbox: readonly ChangeView[];
  history: readonly ChangeView[];
  /** What is kept at the top of the empty box. */
  pins: readonly OpportunityId[];
}

export interface FakeBridge extends Bridge {
  readonly world: World;
  /** Every call in order, for asking afterwards what the popup asked. */
  readonly calls: { readonly name: CallName; readonly request: unknown }[];
  push<K extends PushName>(name: K, payload: Pushes[K]): void;
  /** Replaces the answer to a call. */
  answer<K extends CallName>(name: K, handler: (request: Request<K>) => Reply<K> | Promise<Reply<K>>): void;
  requests<K extends CallName>(name: K): readonly Request<K>[];
  /** Tells the popup what is no longer as it was among the open changes, or the ones given in their place. */
  tellOutbox(outbox?: readonly ChangeView[]): void;
  /** Changes the snapshot and tells the popup. */
  tell(part: Partial<Snapshot>): void;
}

export function fakeBridge(part: Partial<World> = {}): FakeBridge {
  const world: World = { snapshot: good, opportunities, outbox: [], history: [], pins: [], ...part };
  const listeners = new Map<PushName, Set<(push: never) => void>>();
  const calls: FakeBridge['calls'] = [];
  const news = createOutboxNews(() => world.outbox);
  news.next();

  const moved = ({ opportunity, to, note = '' }: Request<'move'>): Reply<'move'> => {
    const known = world.opportunities.find(({ id }) => id === opportunity);
    const target = world.snapshot.pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === to);
    if (!known || !target) return fail({ code: 'opportunity-unknown' });
    const change = changeOf(known, target.name, { note });
    world.outbox = [...world.outbox.filter(open => open.opportunity !== opportunity), change];
    bridge.tellOutbox();
    return ok(change);
  };
  const undone = ({ change }: Request<'undo'>): Reply<'undo'> => {
    const held = world.outbox.find(({ id }) => id === change);
    if (!held) return fail({ code: 'too-late' });
    world.outbox = world.outbox.filter(({ id }) => id !== change);
    bridge.tellOutbox();
    return ok({ ...held, state: 'cancelled', endedAt: Date.now() });
  };

  const handlers: Partial<Handlers> = {
    'session.get': () => world.snapshot,
    'session.use-key': ({ key }) => {
      if (key.includes('wrong')) return fail({ code: 'key-invalid' });
      const account = {
        kind: 'key',
        earlier: null,
        fingerprint: 'k7q2',
        kept: 'keychain',
        read: 'yes',
        write: 'unknown',
      } as const;
      bridge.tell({ account });
      return ok(account);
    },
    'session.use-sample': () => {
      bridge.tell({ account: { kind: 'sample' } });
      return ok(null);
    },
    'session.remove-key': () => {
      bridge.tell({ account: { kind: 'none' } });
      return ok(null);
    },
    'session.erase-everything': () => {
      bridge.tell({ account: { kind: 'none' } });
      return ok(null);
    },
    'session.rebind': () => ok(1),
    find: ({ seq, text, limit }) => {
      const hits = findIn(world, text);
      const kind = text.trim() === '' ? ('recent' as const) : ('results' as const);
      const fit = text.trim().length < 3 || hits.length > 3 ? 'good' : hits.length === 0 ? 'weak' : 'few';
      return { seq, kind, hits: hits.slice(0, limit), total: hits.length, lists: [], stageText: null, fit };
    },
    'find.on-server': () => ok(0),
    'row.pin': ({ id, on }) => {
      const others = world.pins.filter(one => one !== id);
      world.pins = on ? [...others, id] : others;
      return ok(world.pins);
    },
    'opportunity.look': () => fail({ code: 'opportunity-unknown' }),
    move: moved,
    'move.several': ({ moves }) => moves.map(moved),
    undo: undone,
    'undo.several': ({ undos }) => undos.map(undone),
    resolve: ({ change }) => {
      const open = world.outbox.find(({ id }) => id === change);
      if (!open) return fail({ code: 'too-late' });
      world.outbox = world.outbox.filter(({ id }) => id !== change);
      bridge.tellOutbox();
      return ok(open);
    },
    'outbox.list': news.list,
    'history.list': ({ text, before, limit }) =>
      world.history
        .filter(change => change.name.toLowerCase().includes(text.toLowerCase()))
        .filter(({ endedAt }) => before === null || (endedAt ?? 0) < before)
        .slice(0, limit),
    'reasons.list': () => [],
    'history.sums': ({ periods }) =>
      periods.map(({ from, until }) => {
        const ended = world.history.filter(
          ({ state, endedAt }) => state === 'delivered' && (endedAt ?? 0) >= from && (endedAt ?? 0) < until,
        );
        const won = ended.filter(({ to }) => to.role === 'won').length;
        return {
          from,
          until,
          moved: ended.length,
          won,
          sums: won > 0 ? [{ currency: 'BRL', sum: won * 48_000 }] : [],
        };
      }),
    'history.export': () => ok({ path: '/home/ana/historico.csv' }),
    refresh: () => ok(null),
    'settings.change': patch => {
      const settings = { ...world.snapshot.settings, ...patch };
      bridge.tell({
        settings,
        ...(patch.language && patch.language !== 'system' ? { language: patch.language } : {}),
      });
      return ok(settings);
    },
    'stages.reorder': () => ok(null),
  };

  const bridge: FakeBridge = {
    tellOutbox: (outbox = world.outbox) => {
      world.outbox = outbox;
      const difference = news.next();
      if (difference) bridge.push('outbox', difference);
      const own = outbox.filter(change => change.currentLane);
      bridge.tell({ pending: own.length, needsYou: own.filter(({ state }) => state === 'parked').length });
    },
    world,
    calls,
    call: async (name, request) => {
      calls.push({ name, request });
      const handler = handlers[name] as ((request: unknown) => never) | undefined;
      return ok(handler ? await handler(structuredClone(request)) : (null as never));
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener as (push: never) => void));
      return () => set.delete(listener as (push: never) => void);
    },
    push: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(structuredClone(payload) as never);
    },
    answer: (name, handler) => {
      Object.assign(handlers, { [name]: handler });
    },
    requests: name => calls.filter(call => call.name === name).map(call => call.request as never),
    tell: part => {
      world.snapshot = { ...world.snapshot, ...part };
      bridge.push('snapshot', world.snapshot);
    },
  };
  return bridge;
}

/** Substring search, enough to drive the popup; the product's own search is main's. */
function findIn(world: World, text: string): Hit[] {
  const word = text.trim().toLowerCase();
  const pinned = word === '' ? world.opportunities.filter(({ id }) => world.pins.includes(id)) : [];
  const all = [...new Set([...pinned, ...world.opportunities])];
  return all.flatMap(opportunity => {
    const change = world.outbox.findLast(open => open.opportunity === opportunity.id) ?? null;
    const pinned = world.pins.includes(opportunity.id);
    if (word === '') return [hitOf(opportunity, { change, pinned })];
    const highlights = (['name', 'company', 'email', 'phone', 'id'] as const).flatMap(field => {
      const at = opportunity[field].toLowerCase().indexOf(word);
      return at < 0 ? [] : [{ field, ranges: [[at, at + word.length] as const] }];
    });
    return highlights.length > 0 ? [hitOf(opportunity, { change, highlights, pinned })] : [];
  });
}
