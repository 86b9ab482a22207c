import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../main/contract/parse.ts';

const text = v.string();
const maybe = v.nullable(v.string());

const user = v.object({ id: text, name: text, email: text });
const account = v.looseObject({
  label: text,
  id: text,
  users: v.array(user),
  campaign: v.object({ id: text, name: text }),
});
const key = v.object({
  label: text,
  account: text,
  permissions: v.array(text),
  rate_limit: v.number(),
  expires_at: maybe,
  is_active: v.boolean(),
});
const stage = v.looseObject({
  id: text,
  name: text,
  position: v.number(),
  is_win_stage: v.boolean(),
  is_loss_stage: v.boolean(),
});
const pipeline = v.looseObject({ id: text, account: text, name: text, stages: v.array(stage) });
const comment = v.object({ id: text, row: text, user_id: text, text, created_at: text });
const row = v.looseObject({ id: text, account: text, created_at: text, updated_at: text });

const seed = v.object({
  dialect: v.picklist(['status', 'stage_id']),
  accounts: v.array(account),
  keys: v.array(key),
  pipelines: v.optional(v.array(pipeline), []),
  available_stages: v.optional(v.array(text), []),
  discard_reasons: v.optional(v.array(v.object({ id: text, account: text, name: text })), []),
  rows: v.array(row),
  comments: v.optional(v.array(comment), []),
});

/** What a deployed server starts with: accounts, keys, pipelines, and rows in the order they were inserted. */
export type Seed = v.InferOutput<typeof seed>;
export type SeedRow = v.InferOutput<typeof row>;
export type SeedKey = v.InferOutput<typeof key>;

/** A folder that holds no recordings, or others than are read here. */
export class UnusablePack extends Error {}

/** Reads `SEED.json` and, where it is there, `SEED-bulk.json` of a folder of recordings. Throws `UnusablePack` where they do not fit. */
export function readSeed(folder: string): Seed {
  const own = join(folder, 'SEED.json');
  if (!existsSync(own)) throw new UnusablePack(`There is no SEED.json in ${folder}.`);
  const main = orThrow(parseJson(seed, readFileSync(own, 'utf8')));
  const file = join(folder, 'SEED-bulk.json');
  const bulk = existsSync(file) ? orThrow(parseJson(v.array(row), readFileSync(file, 'utf8'))) : [];
  return { ...main, rows: [...main.rows, ...bulk] };
}

function orThrow<T>(parsed: { ok: true; value: T } | { ok: false; failure: { at: string } }): T {
  if (!parsed.ok) throw new UnusablePack(`The seed does not fit at ${parsed.failure.at}.`);
  return parsed.value;
}
