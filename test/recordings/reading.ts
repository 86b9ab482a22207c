import type { Hit } from '../../main/contract/find.ts';
import type { Opportunity, OpportunityId, Pipeline, StageId } from '../../main/contract/model.ts';
import type { QuotaView } from '../../main/contract/snapshot.ts';
import { readPage } from '../../main/raze/dialect/page.ts';
import { readOne, readPatched, type Single } from '../../main/raze/dialect/single.ts';
import { knownStagesOf, noKnownStages } from '../../main/raze/dialect/stages.ts';
import type { Exchange } from '../../main/raze/http/http.ts';
import { judge } from '../../main/raze/http/outcome.ts';
import { pull } from '../../main/raze/requests/fetch-page.ts';
import { type Census, censusOf } from '../../main/raze/stages/census.ts';
import { createPipelines } from '../../main/raze/stages/pipelines.ts';
import { boardFor, openPicker } from '../../renderer/state/model/pipeline.ts';
import { revisions } from '../deployed/revisions.ts';
import type { Seed } from '../deployed/seed.ts';
import type { World } from '../deployed/world.ts';
import { standingOf } from '../support/rows.ts';
import { isInHour } from './compare.ts';
import { exchangeOf, wrongOutcome, wrongQuota } from './outcome.ts';
import { idIn, type Replayed } from './replay.ts';
import { type TruePipeline, type TrueRow, truePipelines, trueRow } from './truth.ts';

/** Our own reading of a scenario's recorded answers, in their order, held against what is true. */
export interface Reading {
  /** Each thing that we make of the recorded answer and that is not so, as one line. */
  read(replayed: Replayed): Promise<readonly string[]>;
}

export function createReading(seed: Seed): Reading {
  const pipelines = createPipelines(null);
  const rows = new Map<OpportunityId, Opportunity>();
  let dialect: Seed['dialect'] | null = null;

  const list = (replayed: Replayed, json: unknown, found: string[]): void => {
    const asked = new URLSearchParams(String(replayed.exchange.request.query ?? ''));
    const body = replayed.ours?.body as ListBody | undefined;
    const page = readPage(
      json,
      knownStagesOf(pipelines.all()),
      wholeOf(asked.get('page'), 1),
      wholeOf(asked.get('limit'), 50),
    );
    if (page === null || body?.pagination === undefined) {
      found.push('a list is not read as one');
      return;
    }
    const { pagination, data } = body;
    const isShown = data.length > 0 || seed.dialect === 'status';
    if (isShown && page.dialect !== seed.dialect) found.push(`dialect ${page.dialect}`);
    if (page.rows.length !== data.length) found.push(`${page.rows.length} rows read of ${data.length}`);
    if (page.unreadable > 0) found.push(`${page.unreadable} rows are unreadable`);
    if (page.total !== pagination.total) found.push(`total ${page.total}, not ${pagination.total}`);
    const ends = data.length === 0 || pagination.page * pagination.per_page >= pagination.total;
    if (page.hasMore === ends) found.push(`goes on after page ${pagination.page}: ${page.hasMore}`);
    pipelines.learn(page.dialect, page.pipelines);
    if (page.dialect === seed.dialect) dialect = seed.dialect;
    for (const row of page.rows) rows.set(row.id, row);
    // A directory looks at where all rows stand when it has walked through all of them.
    if (rows.size === pagination.total) pipelines.settle(censusOfAll(rows.values()));
    found.push(...wrongStages(pipelines.all(), truePipelines(seed, replayed.world), page.rows, rows));
    const untold = seed.dialect === 'status' ? ['value', 'currency'] : [];
    for (const row of page.rows) judgeRow(row, replayed, untold, found);
  };

  const single = (replayed: Replayed, read: Single | null, found: string[]): void => {
    if (read?.opportunity == null) {
      found.push('a row is not read as one');
      return;
    }
    if (read.dialect !== seed.dialect) found.push(`dialect ${read.dialect}`);
    dialect = seed.dialect;
    rows.set(read.opportunity.id, read.opportunity);
    const isNamed = seed.dialect === 'status' || replayed.exchange.request.method === 'PATCH';
    judgeRow(read.opportunity, replayed, isNamed ? [] : ['stageName'], found);
  };

  const judgeRow = (
    read: Opportunity,
    replayed: Replayed,
    withoutTruth: readonly string[],
    found: string[],
  ): void => {
    const row = replayed.world.rows.get(read.id);
    if (row === undefined) {
      found.push(`row ${read.id} does not exist`);
      return;
    }
    const truth = trueRow(seed.dialect, replayed.world, row);
    const untold = new Set([...withoutTruth, ...replayed.untold].map(name => factNames[name] ?? name));
    for (const line of wrongFacts(read, truth, untold, replayed.hour)) found.push(`row ${read.id}: ${line}`);
    const own = pipelines.all().find(({ id }) => id === truth.pipeline);
    const known = truePipelines(seed, replayed.world).get(truth.pipeline);
    const wrong = wrongNext(truth.stage, nextOf(read, pipelines.all()), own, known);
    if (wrong !== null) found.push(`row ${read.id} ${wrong}`);
  };

  return {
    async read(replayed) {
      const { request, response } = replayed.exchange;
      const exchange = exchangeOf(response);
      if (exchange.kind === 'reply' && exchange.status === 304) return unchanged(replayed, exchange);
      const outcome = judge(exchange, replayed.at);
      const found = [...wrongOutcome(outcome, replayed, seed)];
      if (outcome.result.kind !== 'success') return found;
      const json = withBulkRows(outcome.result.json, replayed.world, seed.dialect);
      const id = idIn(request.path);
      const book = knownStagesOf(pipelines.all());
      if (id === null) {
        // The API's root tells nothing that anything of ours reads.
        if (/\/opportunities\/?$/.test(request.path)) list(replayed, json, found);
        return found;
      }
      // Who writes an id in another way than the server is answered all the same; nothing of ours does.
      const own = (replayed.world.rows.has(id) ? id : String(dataOf(json).id)) as OpportunityId;
      if (request.method !== 'PATCH') {
        single(replayed, readOne(json, own, dialect, book), found);
        return found;
      }
      const patched = readPatched(json, own, dialect, book);
      single(replayed, patched, found);
      found.push(...wrongMove(patched, own, replayed, seed));
      return found;
    },
  };
}

/** What is made of the answer to a request with an entity tag that still holds. */
async function unchanged(replayed: Replayed, exchange: Exchange): Promise<readonly string[]> {
  let quota: QuotaView | null = null;
  const deps = {
    http: async () => exchange,
    now: () => replayed.at,
    observe: (told: QuotaView | null) => {
      quota = told;
    },
  };
  const connection = { baseUrl: '', key: '', dialect: null };
  const pulled = await pull(deps, connection, { page: 1 }, noKnownStages, '"a tag"');
  const found = pulled.kind === 'unchanged' ? [] : [`is taken for ${pulled.kind}, not unchanged`];
  return [...found, ...wrongQuota(quota, replayed)];
}

interface ListBody {
  readonly data: readonly { readonly id: string }[];
  readonly pagination: { readonly page: number; readonly per_page: number; readonly total: number };
}

/** As the server reads it: by the digits at its beginning. */
const wholeOf = (value: string | null, without: number): number =>
  value === null ? without : Number.parseInt(value, 10);

const dataOf = (json: unknown): Readonly<Record<string, unknown>> =>
  (json as { readonly data: Readonly<Record<string, unknown>> }).data;

/** The answer with the bulk account's rows, recorded by their ids, as the stand-in tells them. */
export function withBulkRows(json: unknown, world: World, dialect: Seed['dialect']): unknown {
  const { data } = (json ?? {}) as { readonly data?: unknown };
  if (!Array.isArray(data)) return json;
  const told = (row: { readonly id: string } | null): object | null => {
    const known = world.rows.get(row?.id ?? '');
    const isWhole = row === null || known === undefined || Object.keys(row).length > 1;
    return isWhole ? row : revisions[dialect].inList(world, known);
  };
  return { ...(json as object), data: data.map(told) };
}

function censusOfAll(rows: Iterable<Opportunity>): Census {
  const counting = censusOf([...rows].map(row => ({ standing: () => standingOf(row) })));
  let step = counting.next();
  while (step.done !== true) step = counting.next();
  return step.value;
}

/** What the members of an answer are facts of, where they have another name. */
const factNames: Readonly<Record<string, string>> = { contact_phone: 'phone', contact_name: 'name' };

const facts = [
  'company',
  'email',
  'phone',
  'position',
  'owner',
  'pipeline',
  'value',
  'currency',
  'createdAt',
  'updatedAt',
  'wonAt',
  'lostAt',
] as const satisfies readonly (keyof TrueRow & keyof Opportunity)[];

const moments = ['createdAt', 'updatedAt', 'wonAt', 'lostAt'] as const;
const isMoment = (fact: (typeof facts)[number]): fact is (typeof moments)[number] => fact.endsWith('At');

function wrongFacts(
  read: Opportunity,
  truth: TrueRow,
  untold: ReadonlySet<string>,
  hour: number,
): readonly string[] {
  const found: string[] = [];
  for (const fact of facts) {
    const [made, so] = [read[fact], truth[fact]];
    if (untold.has(fact) || made === so) continue;
    if (isMoment(fact) && isInHour(read[fact], hour) && isInHour(truth[fact], hour)) continue;
    found.push(`${fact} ${JSON.stringify(made)}, not ${JSON.stringify(so)}`);
  }
  if (!untold.has('name')) {
    const missing = truth.names.filter(name => !read.name.includes(name));
    const most = truth.names.reduce((sum, name) => sum + name.length, ' · '.length);
    if (missing.length > 0 || read.name.length > most) found.push(`called ${JSON.stringify(read.name)}`);
  }
  if (read.stage.id !== truth.stage) found.push(`in stage ${read.stage.id}, not ${truth.stage}`);
  const isNamed = read.stage.name !== '' && !untold.has('stageName');
  if (isNamed && read.stage.name.trim() !== truth.stageName.trim()) {
    found.push(`its stage called ${JSON.stringify(read.stage.name)}, not ${JSON.stringify(truth.stageName)}`);
  }
  return found;
}

/** Whether the stages we learnt are in the pipelines where they are, and are what the web application says they are. */
function wrongStages(
  known: readonly Pipeline[],
  truth: ReadonlyMap<string, TruePipeline>,
  page: readonly Opportunity[],
  rows: ReadonlyMap<OpportunityId, Opportunity>,
): readonly string[] {
  const home = new Map(
    [...truth].flatMap(([id, { stages }]) => stages.map(stage => [stage.id, id] as const)),
  );
  const shown = new Set<string>(page.map(row => row.stage.id));
  return known.flatMap(({ id, name, stages, unsure }) => {
    const own = truth.get(id);
    if (own === undefined) return [`no pipeline ${id} exists`];
    const found = name.trim() === own.name.trim() ? [] : [`pipeline ${own.name} is called ${name}`];
    for (const stage of stages) {
      const so = own.stages.find(one => one.id === stage.id);
      if (so === undefined) {
        const seenIn = (pipeline: string | undefined): number =>
          [...rows.values()].filter(row => row.stage.id === stage.id && row.pipeline === pipeline).length;
        // Strayed rows are all that is known of the stage until more are seen where it belongs.
        const isKnown = seenIn(home.get(stage.id)) > seenIn(id);
        if (isKnown) found.push(`stage ${stage.name} is taken for one of ${own.name}`);
        continue;
      }
      const isGuess = stage.role === 'open' && unsure.includes(stage.id);
      if (stage.role !== so.role && !isGuess) {
        found.push(`stage ${stage.name} of ${own.name} is surely ${stage.role}, not ${so.role}`);
      }
      if (shown.has(stage.id) && stage.name.trim() !== so.name.trim()) {
        found.push(`stage ${so.name} of ${own.name} is called ${stage.name}`);
      }
    }
    return found;
  });
}

/** What the picker preselects for the row. */
function nextOf(opportunity: Opportunity, pipelines: readonly Pipeline[]): string | null {
  const hit: Hit = {
    opportunity,
    highlights: [],
    change: null,
    verified: true,
    command: null,
    pinned: false,
  };
  return openPicker(hit, boardFor(hit, pipelines), 'next', false).next;
}

/** Why the preselected stage is not the next step; null where it is. Nothing is right, except where all is told. */
function wrongNext(
  stage: string,
  next: string | null,
  known: Pipeline | undefined,
  truth: TruePipeline | undefined,
): string | null {
  const open = truth?.stages.filter(({ role }) => role === 'open') ?? [];
  const at = open.findIndex(({ id }) => id === stage);
  const following = at < 0 ? undefined : open[at + 1];
  if (next !== null) {
    return next === following?.id ? null : `goes on to ${next}, not ${following?.name ?? 'anything'}`;
  }
  if (following === undefined || known === undefined || !known.ordered) return null;
  const isTold = truth?.stages.every(({ id }) => known.stages.some(one => one.id === id)) ?? false;
  const isUnsure = [stage, following.id].some(id => known.unsure.includes(id as StageId));
  return isTold && !isUnsure ? `goes on to nothing, not ${following.name}` : null;
}

/** Whether a PATCH is known to have done what it did: which stage it replaced, with which, and why. */
function wrongMove(
  patched: Single | null,
  id: OpportunityId,
  { world, before }: Replayed,
  seed: Seed,
): readonly string[] {
  if (patched === null) return [];
  const member = seed.dialect === 'status' ? 'status' : 'stage_id';
  const { [member]: to, discard_reason: held } = world.rows.get(id)?.columns ?? {};
  const from = before?.[member];
  const reason = to === 'lost' || to === 'discarded' ? (held ?? null) : null;
  const found: string[] = [];
  if (patched.stage !== to) found.push(`moved to ${patched.stage}, not ${to}`);
  if (patched.from?.id !== from) found.push(`moved from ${patched.from?.id}, not ${from}`);
  if (patched.reason !== reason) found.push(`for the reason ${patched.reason}, not ${reason}`);
  return found;
}
