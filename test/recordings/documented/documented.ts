import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseJson } from '../../../main/contract/parse.ts';

const body = v.unknown();
const example = v.object({
  page: v.string(),
  request: v.nullable(
    v.object({
      method: v.string(),
      path: v.string(),
      query: v.record(v.string(), v.string()),
      headers: v.record(v.string(), v.string()),
      body,
    }),
  ),
  response: v.nullable(
    v.object({
      status: v.nullable(v.number()),
      headers: v.nullable(v.record(v.string(), v.string())),
      body,
    }),
  ),
});
const parameter = v.object({ name: v.string(), allowed: v.optional(v.nullable(v.array(v.string())), null) });
const endpoint = v.object({
  endpoint: v.string(),
  query_params: v.array(parameter),
  body_fields: v.array(parameter),
  errors: v.array(v.object({ status: v.number(), code: v.string() })),
});

/** An example of the published pages; what a page does not show is null. */
export type DocumentedExample = v.InferOutput<typeof example>;
/** What the published pages say of one endpoint, or of errors, keys and limits in general. */
export type DocumentedEndpoint = v.InferOutput<typeof endpoint>;

export function readDocumented(): {
  readonly examples: readonly DocumentedExample[];
  readonly endpoints: readonly DocumentedEndpoint[];
} {
  const { examples } = read('examples.json', v.object({ examples: v.array(example) }));
  const { endpoints } = read('contract.json', v.object({ endpoints: v.array(endpoint) }));
  return { examples, endpoints };
}

function read<Schema extends v.GenericSchema>(name: string, schema: Schema): v.InferOutput<Schema> {
  const parsed = parseJson(schema, readFileSync(join(import.meta.dirname, name), 'utf8'));
  if (!parsed.ok) throw new TypeError(`${name} does not fit at ${parsed.failure.at}`);
  return parsed.value;
}
