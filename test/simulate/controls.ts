import type { Opportunity, OpportunityId } from '../../main/contract/model.ts';
import type { Alarm, Entry } from '../../main/outbox/model/entry.ts';
import type { Answer, Courier, LanePause } from '../../main/outbox/model/ports.ts';
import { opportunityOf } from '../support/ports/virtual-api.ts';
import { type Life, live, type Spoil } from './life.ts';

/**
 * Negative controls: each spoils the outbox's surroundings the way other programs do, and the checks must notice.
 * A check that has never failed proves nothing.
 */
export const controls: Readonly<Record<string, Spoil>> = {
  /** The page cache was never written out, and the power went: the last commits are gone. */
  'synchronous-off': {
    store: (store, life) => {
      const moments = momentsOf(life);
      return {
        ...store,
        commit: batch => {
          moments.push(life.store.held());
          if (moments.length > 4) moments.shift();
          return store.commit(batch);
        },
      };
    },
    afterCrash: (store, life) => {
      const moments = momentsOf(life);
      const written = moments[0];
      if (written !== undefined) store.hold(written);
      moments.length = 0;
    },
  },

  /** The row is taken off the disk as its request leaves. */
  'delete-before-send': {
    afterCrash: store => {
      const held = store.held();
      const rows = [...held.rows].filter(([, row]) => row.state !== 'sending');
      store.hold({ ...held, rows: new Map(rows) });
    },
  },

  /** Any 200 counts, also a captive portal's page. */
  '200-html-accepted': { courier: accepting(200) },

  /** A redirect is followed, key in hand, and whoever answers is believed. */
  'redirect-followed': {
    courier: (courier, life) => {
      const believing = accepting(302)(courier, life);
      const leak = (answer: Answer<unknown>): void => {
        if (answer.kind === 'not-our-api' && answer.status === 302) {
          life.ledger.violate('5: the key went to another host');
        }
      };
      return {
        look: async (lane, id) => {
          leak(await courier.look(lane, id));
          return believing.look(lane, id);
        },
        send: async (lane, id, to, reason) => {
          const answer = await courier.send(lane, id, to, reason);
          leak(answer);
          return answer;
        },
      };
    },
  },

  /** One key for everything: rows of whatever account go out under the one in use. */
  'one-global-key': {
    store: (store, life) => {
      const mine = (row: Entry): Entry => ({ ...row, lane: life.lane ?? row.lane });
      const own = (row: Entry): Entry => ({ ...row, lane: store.find(row.id)?.lane ?? row.lane });
      return {
        ...store,
        open: () => store.open().map(mine),
        commit: batch => {
          const written = store.commit({ ...batch, update: (batch.update ?? []).map(own) });
          return written.ok ? { ok: true, value: written.value.map(mine) } : written;
        },
      };
    },
  },

  /** The reason is sent again however the server failed at it. */
  'reason-insisted-on': {
    courier: (courier, life) => ({
      ...courier,
      send: (lane, id, to) =>
        courier.send(lane, id, to, life.store.open().find(({ state }) => state === 'sending')?.note),
    }),
  },

  /** A row that is written again loses what was written beside it. */
  'note-forgotten': {
    store: store => ({
      ...store,
      commit: batch =>
        store.commit({ ...batch, update: (batch.update ?? []).map(row => ({ ...row, note: '' })) }),
    }),
  },

  /** Times are believed as they stand on disk, whatever the clock was set to since. */
  'unclamped-timer': {
    setsClock: true,
    store: store => {
      const bare = (alarm: Alarm | null): Alarm | null =>
        alarm === null ? null : { ...alarm, setAt: -1e15 };
      const row = (entry: Entry): Entry => ({
        ...entry,
        held: bare(entry.held),
        due: bare(entry.due),
        inDoubt: bare(entry.inDoubt),
      });
      const pause = (saved: LanePause): LanePause => ({ ...saved, setAt: -1e15 });
      return {
        ...store,
        open: () => store.open().map(row),
        pauses: () => new Map([...store.pauses()].map(([lane, saved]) => [lane, pause(saved)])),
      };
    },
  },

  /** What has passed is what the wall clock says, wherever it was set. */
  'wall-clock-believed': {
    setsClock: true,
    clock: clock => ({ ...clock, uptime: clock.now }),
  },

  /** Which pipeline an answer names is not read. */
  'pipeline-ignored': {
    courier: (courier, life) => {
      const unread = <T extends Opportunity | null>(id: OpportunityId, row: T): T => {
        const mine = life.store.open().find(({ opportunity }) => opportunity === id);
        return row === null || mine === undefined ? row : { ...row, pipeline: mine.pipeline };
      };
      return {
        look: async (lane, id) => {
          const answer = await courier.look(lane, id);
          return answer.kind === 'done' ? { ...answer, opportunity: unread(id, answer.opportunity) } : answer;
        },
        send: async (lane, id, to, reason) => {
          const answer = await courier.send(lane, id, to, reason);
          return answer.kind === 'done' ? { ...answer, opportunity: unread(id, answer.opportunity) } : answer;
        },
      };
    },
  },

  /** The look before a PATCH always finds what the user saw. */
  'no-base-check': {
    courier: (courier, life) => ({
      ...courier,
      look: async (_lane, id) => {
        const row = life.store.open().find(({ opportunity }) => opportunity === id);
        const opportunity = opportunityOf(id, row?.base?.id ?? 'new', row?.pipeline);
        return { kind: 'done', quota: null, opportunity, reason: null };
      },
    }),
  },
};

export interface Caught {
  readonly control: string;
  /** The first seed whose life broke a promise, and how; null: it went unnoticed. */
  readonly seed: number | null;
  readonly violation: string | null;
}

/** Lives under each control until one is caught, or `most` lives have passed. */
export async function catchControls(most: number): Promise<readonly Caught[]> {
  const caught: Caught[] = [];
  for (const [control, spoil] of Object.entries(controls)) {
    let found: Caught = { control, seed: null, violation: null };
    for (let seed = 1; seed <= most && found.seed === null; seed += 1) {
      const [violation] = (await live(seed, spoil)).violations;
      if (violation !== undefined) found = { control, seed, violation };
    }
    caught.push(found);
  }
  return caught;
}

const moments = new WeakMap<Life, ReturnType<Life['store']['held']>[]>();
function momentsOf(life: Life): ReturnType<Life['store']['held']>[] {
  const known = moments.get(life) ?? [];
  moments.set(life, known);
  return known;
}

/** Takes a stranger's answer of this status for the wished-for one. */
function accepting(status: number): (courier: Courier, life: Life) => Courier {
  return courier => ({
    ...courier,
    send: async (lane, id, to, reason) => {
      const answer = await courier.send(lane, id, to, reason);
      if (answer.kind !== 'not-our-api' || answer.status !== status) return answer;
      return { kind: 'done', quota: null, opportunity: null, from: null, reason: null };
    },
  });
}
