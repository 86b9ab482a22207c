import { type Columns, keyText, type World, type WorldKey, type WorldRow } from '../deployed/world.ts';

/** What an event does beside changing the world. */
export interface Happening {
  /** The server process starts or ends. */
  readonly process?: 'started' | 'ended';
  /** A member of answers that it changed without telling the new value. */
  readonly untold?: string;
}

interface Doing {
  readonly world: World;
  /** Now, as the database writes it. */
  readonly moment: string;
}

type Act = (doing: Doing, ...groups: readonly (string | undefined)[]) => Happening | undefined;

/** Every sentence that stands in a recording's `event`, with what it means. */
const acts: readonly (readonly [RegExp, Act])[] = [
  [
    /^contact (\S+) renamed to "(.*?)"(, phone changed)?$/,
    ({ world }, id = '', name = '', phone) => {
      Object.assign(world.contacts.get(id) ?? {}, { name });
      return phone === undefined ? undefined : { untold: 'contact_phone' };
    },
  ],
  [
    /^stage (\S+) renamed to "(.*)"$/,
    ({ world }, id = '', name = '') => {
      world.stages.set(id, { id, name });
      return undefined;
    },
  ],
  [
    /^stage (\S+) "(.*)" added to (.*)$/,
    ({ world }, id = '', name = '', pipeline = '') => {
      world.stages.set(id, { id, name });
      pipelineOf(world, pipeline).stages.push(id);
      return undefined;
    },
  ],
  [
    /^(?:that stage|stage (\S+)) deleted$/,
    ({ world }, id = [...world.stages.keys()].at(-1) ?? '') => {
      world.stages.delete(id);
      for (const { stages } of world.pipelines.values()) {
        const at = stages.indexOf(id);
        if (at >= 0) stages.splice(at, 1);
      }
      return undefined;
    },
  ],
  [
    /^row (\S+) moved to pipeline (.*), stage (.*)$/,
    (doing, id = '', pipeline = '', stage = '') => {
      const { id: to, stages } = pipelineOf(doing.world, pipeline);
      const stageId = stages.find(one => doing.world.stages.get(one)?.name === stage);
      if (stageId === undefined) throw new RangeError(`no stage ${stage} in ${pipeline}`);
      change(doing, id, { pipeline_id: to, stage_id: stageId });
      return undefined;
    },
  ],
  [
    /^row (\S+) set to (\S+)(?: in the web application(?:: no won_at)?)?$/,
    (doing, id = '', status = '') => {
      change(doing, id, { status });
      return undefined;
    },
  ],
  [
    /^row (\S+) renamed(?: to "(.*)")?$/,
    (doing, id = '', name) => {
      const member =
        'title' in rowOf(doing.world, id).columns && doing.world.contacts.size > 0 ? 'title' : 'name';
      change(doing, id, name === undefined ? {} : { [member]: name });
      return name === undefined ? { untold: member } : undefined;
    },
  ],
  [
    /^row (\S+) deleted$/,
    ({ world }, id = '') => {
      world.rows.delete(id);
      return undefined;
    },
  ],
  [
    /^row (\S+) locked by another transaction$/,
    ({ world }, id = '') => {
      world.locked.add(id);
      return undefined;
    },
  ],
  [
    /^lock released$/,
    ({ world }) => {
      world.locked.clear();
      return undefined;
    },
  ],
  [
    /^key (\S+) revoked$/,
    ({ world }, label = '') => {
      keyOf(world, label).active = false;
      return undefined;
    },
  ],
  [
    /^key (\S+) active again(?:, (\S+) only)?$/,
    ({ world }, label = '', permission) => {
      const permissions = permission === undefined ? {} : { permissions: [permission] };
      Object.assign(keyOf(world, label), { active: true, ...permissions });
      return undefined;
    },
  ],
  [
    /^account (\S+) switched (off|on)(?: again)?$/,
    ({ world }, label = '', to) => {
      if (to === 'off') world.closed.add(label);
      else world.closed.delete(label);
      return undefined;
    },
  ],
  [
    /^the database is stopped$/,
    ({ world }) => {
      world.reachable = false;
      return undefined;
    },
  ],
  [/^the server process ended by itself/, () => ({ process: 'ended' })],
  [/^the server is started again/, () => ({ process: 'started' })],
  [/^the server process is still there$/, () => undefined],
  [
    /^the database is back; the server was not restarted$/,
    ({ world }) => {
      world.reachable = true;
      return undefined;
    },
  ],
];

function rowOf(world: World, id: string): WorldRow {
  const found = world.rows.get(id);
  if (found === undefined) throw new RangeError(`no row ${id}`);
  return found;
}

function change({ world, moment }: Doing, id: string, columns: Columns): void {
  Object.assign(rowOf(world, id).columns, columns, { updated_at: moment });
}

function pipelineOf(world: World, name: string): { readonly id: string; readonly stages: string[] } {
  const [id, found] = [...world.pipelines].find(([, pipeline]) => pipeline.name === name) ?? [];
  if (id === undefined || found === undefined) throw new RangeError(`no pipeline ${name}`);
  return { id, stages: found.stages };
}

function keyOf(world: World, label: string): WorldKey {
  const found = world.keys.find(({ key }) => key === keyText({ label }));
  if (found === undefined) throw new RangeError(`no key ${label}`);
  return found;
}

/** A sentence that is not known, or that speaks of something that does not exist. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

/** Does what the sentence says. Throws `UnknownEvent` for one that is not known: a recording must not be half understood. */
export function happen(sentence: string, doing: Doing): Happening {
  for (const [pattern, act] of acts) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    try {
      return act(doing, ...found.slice(1)) ?? {};
    } catch (error) {
      if (error instanceof RangeError) throw new UnknownEvent(`"${sentence}": ${error.message}`);
      throw error;
    }
  }
  throw new UnknownEvent(`"${sentence}" is no event that is known here`);
}
