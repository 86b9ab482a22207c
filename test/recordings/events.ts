import type { World, WorldRow } from '../deployed/world.ts';

/** What an event does to the server process; the world it has changed already. */
export type ProcessEvent = 'started' | 'ended' | null;

interface Doing {
  readonly world: World;
  /** Now, as the database writes it. */
  readonly moment: string;
}

type Act = (doing: Doing, ...groups: readonly string[]) => ProcessEvent | undefined;

const row = ({ world }: Doing, id: string): WorldRow => {
  const found = world.rows.get(id);
  if (found === undefined) throw new RangeError(`No row ${id}`);
  return found;
};

/** Every sentence that stands in a recording's `event`, with what it means. */
const acts: readonly (readonly [RegExp, Act])[] = [
  [
    /^contact (\S+) renamed to "(.*)", phone changed$/,
    ({ world }, id = '', name = '') => {
      Object.assign(world.contacts.get(id) ?? {}, { name });
    },
  ],
  [
    /^stage (\S+) renamed to "(.*)"$/,
    ({ world }, id = '', name = '') => {
      world.stages.set(id, { id, name });
    },
  ],
  [
    /^stage (\S+) "(.*)" added to (.*)$/,
    ({ world }, id = '', name = '') => {
      world.stages.set(id, { id, name });
      added = id;
    },
  ],
  [
    /^that stage deleted$/,
    ({ world }) => {
      world.stages.delete(added);
    },
  ],
  [
    /^row (\S+) moved to pipeline (.*), stage (.*)$/,
    (doing, id = '', pipeline = '', stage = '') => {
      const own = [...doing.world.pipelines].find(([, { name }]) => name === pipeline);
      const to = own?.[1].stages.find(one => doing.world.stages.get(one)?.name === stage);
      Object.assign(row(doing, id).columns, {
        pipeline_id: own?.[0],
        stage_id: to,
        updated_at: doing.moment,
      });
    },
  ],
  [
    /^row (\S+) set to (\S+) in the web application: no won_at$/,
    (doing, id = '', status = '') => {
      Object.assign(row(doing, id).columns, { status, updated_at: doing.moment });
    },
  ],
  [
    /^row (\S+) renamed$/,
    (doing, id = '') => {
      Object.assign(row(doing, id).columns, { updated_at: doing.moment });
    },
  ],
  [
    /^row (\S+) deleted$/,
    ({ world }, id = '') => {
      world.rows.delete(id);
    },
  ],
  [
    /^row (\S+) locked by another transaction$/,
    ({ world }, id = '') => {
      world.locked.add(id);
    },
  ],
  [
    /^lock released$/,
    ({ world }) => {
      world.locked.clear();
    },
  ],
  [
    /^key (\S+) revoked$/,
    ({ world }, label = '') => {
      keyOf(world, label).active = false;
    },
  ],
  [
    /^key (\S+) active again, (\S+) only$/,
    ({ world }, label = '', permission = '') => {
      Object.assign(keyOf(world, label), { active: true, permissions: [permission] });
    },
  ],
  [
    /^account (\S+) switched off$/,
    ({ world }, label = '') => {
      world.closed.add(label);
    },
  ],
  [
    /^the database is stopped$/,
    ({ world }) => {
      world.reachable = false;
    },
  ],
  [/^the server process ended by itself/, () => 'ended'],
  [/^the server is started again/, () => 'started'],
  [/^the server process is still there$/, () => undefined],
  [
    /^the database is back; the server was not restarted$/,
    ({ world }) => {
      world.reachable = true;
    },
  ],
];

let added = '';

const keyOf = (world: World, label: string) => {
  const found = world.keys.find(({ key }) => key.endsWith(`_${label}`));
  if (found === undefined) throw new RangeError(`No key ${label}`);
  return found;
};

/** Does what the sentence says. Throws for one that is not known: a recording must not be half understood. */
export function happen(sentence: string, doing: Doing): ProcessEvent {
  for (const [pattern, act] of acts) {
    const [, ...groups] = pattern.exec(sentence) ?? [];
    if (pattern.test(sentence)) return act(doing, ...groups) ?? null;
  }
  throw new RangeError(`No such event is known: ${sentence}`);
}
