import * as v from 'valibot';
import { fail, ok, type Result } from './failure.ts';

/** Where and why outside data did not fit; `at` is a dotted path, '' for the whole. Never holds the data. */
export interface Misfit {
  readonly code: 'misfit';
  readonly at: string;
  readonly expected: string;
}

/** Turns outside data (network, IPC, disk, argv, clipboard) into a typed value, or says where it does not fit. */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  data: unknown,
): Result<v.InferOutput<Schema>, Misfit> {
  const outcome = v.safeParse(schema, data, { abortEarly: true });
  if (outcome.success) return ok(outcome.output);
  const issue = outcome.issues[0];
  return fail({
    code: 'misfit',
    at: v.getDotPath(issue) ?? '',
    expected: issue.expected ?? issue.type,
  });
}

/** Parses text as JSON and then by `schema`; text that is not JSON is a misfit at ''. */
export function parseJson<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): Result<v.InferOutput<Schema>, Misfit> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return fail({ code: 'misfit', at: '', expected: 'JSON' });
  }
  return parse(schema, data);
}
