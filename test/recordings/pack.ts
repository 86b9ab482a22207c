import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../main/contract/parse.ts';
import { UnusablePack } from '../deployed/seed.ts';

const headers = v.record(v.string(), v.string());
const request = v.object({
  method: v.string(),
  path: v.string(),
  query: v.nullish(v.unknown(), ''),
  headers,
  body: v.unknown(),
});
const response = v.union([
  v.object({ status: v.number(), headers, body: v.unknown() }),
  v.object({ $network_error: v.string() }),
]);
const step = v.union([
  v.object({ request, response, note: v.optional(v.string()) }),
  v.object({ event: v.string() }),
]);
const scenario = v.looseObject({
  walks: v.optional(
    v.array(v.looseObject({ query: v.string(), limit: v.number(), missing: v.number() })),
    [],
  ),
  exchanges: v.array(step),
});

export type RecordedRequest = v.InferOutput<typeof request>;
export type Answered = Extract<v.InferOutput<typeof response>, { status: number }>;
export type RecordedStep = v.InferOutput<typeof step>;
export type Exchange = Extract<RecordedStep, { request: unknown }>;

/** One recorded scenario: what was asked and answered in order, and what was done beside the API meanwhile. */
export type Scenario = v.InferOutput<typeof scenario> & { readonly file: string };

/** The scenarios of one revision's folder, whatever they are called, in the order of their names. Throws `UnusablePack` where one does not fit. */
export function readScenarios(folder: string): readonly Scenario[] {
  const told = join(folder, 'ROWS.json');
  const rows = existsSync(told) ? readJson(told, v.record(v.string(), v.unknown())) : {};
  return readdirSync(folder)
    .filter(name => name.endsWith('.json') && !/^(SEED|ROWS)/.test(name))
    .sort()
    .map(file => {
      const read = readJson(join(folder, file), scenario);
      const exchanges = expanded(read.exchanges, rows) as Scenario['exchanges'];
      return { ...read, exchanges, file };
    });
}

function readJson<Schema extends v.GenericSchema>(file: string, schema: Schema): v.InferOutput<Schema> {
  const parsed = parseJson(schema, readFileSync(file, 'utf8'));
  if (!parsed.ok) throw new UnusablePack(`${file} does not fit at ${parsed.failure.at}.`);
  return parsed.value;
}

/** The value with every `$row` and `$text` written out; a row of the bulk account stays as its id alone. */
function expanded(value: unknown, rows: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map(one => expanded(one, rows));
  if (typeof value !== 'object' || value === null) return value;
  const { $row, $text } = value as { readonly $row?: string; readonly $text?: readonly unknown[] };
  if ($row !== undefined) return rows[$row] ?? { id: $row };
  if ($text !== undefined) return $text.map(piece).join('');
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, expanded(member, rows)]));
}

function piece(part: unknown): string {
  if (typeof part === 'string') return part;
  const { $repeat, times } = part as { readonly $repeat: string; readonly times: number };
  return $repeat.repeat(times);
}
