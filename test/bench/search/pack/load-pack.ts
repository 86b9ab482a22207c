import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { fail, ok, type Result } from '../../../../main/contract/failure.ts';
import {
  type Opportunity,
  type OpportunityId,
  type StageId,
  stageRoles,
  unverified,
} from '../../../../main/contract/model.ts';
import { type Misfit, parseJson } from '../../../../main/contract/parse.ts';

/** Something typed, and the ids of the rows that it means. */
export interface TypedText {
  /** `group: kind` */
  readonly class: string;
  readonly text: string;
  readonly want: readonly string[];
  /** True where each of its beginnings is typed for timing. */
  readonly keys: boolean;
}

export const groupOf = (text: TypedText): string => text.class.slice(0, text.class.indexOf(':'));

/** One or two letters, the rows that should come first for them, and the open ones of late among all that fit. */
export interface TypedLetters {
  readonly text: string;
  readonly want: readonly string[];
  readonly hot: readonly string[];
}

export interface Pack {
  readonly rows: readonly Opportunity[];
  readonly texts: readonly TypedText[];
  readonly letters: readonly TypedLetters[];
}

/** Where a pack is not one: a file that cannot be read (line 0), or a line (from 1) that does not fit. */
export interface BrokenPack extends Misfit {
  readonly file: string;
  readonly line: number;
}

const ids = v.pipe(v.array(v.string()), v.minLength(1));
const rowSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  company: v.string(),
  email: v.string(),
  phone: v.string(),
  updatedAt: v.pipe(v.number(), v.integer()),
  stage: v.object({ role: v.picklist(stageRoles) }),
});
const textSchema = v.object({
  class: v.pipe(v.string(), v.regex(/^[^:]+: ./)),
  text: v.pipe(v.string(), v.minLength(1)),
  want: ids,
  keys: v.optional(v.boolean(), false),
});
const lettersSchema = v.object({ text: v.pipe(v.string(), v.minLength(1)), want: ids, hot: ids });

/** Reads `rows.jsonl`, `queries.jsonl` and `letters.jsonl` of a folder; every wanted id must be a row's. */
export function loadPack(folder: string): Result<Pack, BrokenPack> {
  const rows = linesOf(folder, 'rows.jsonl', rowSchema);
  if (!rows.ok) return rows;
  const known = new Set(rows.value.map(row => row.id));
  const wanted = <Schema extends v.GenericSchema<unknown, { want: string[] }>>(
    file: string,
    schema: Schema,
  ) =>
    linesOf(
      folder,
      file,
      v.pipe(
        schema,
        v.check(({ want }) => want.every(id => known.has(id)), 'ids of rows'),
      ),
    );
  const texts = wanted('queries.jsonl', textSchema);
  if (!texts.ok) return texts;
  const letters = wanted('letters.jsonl', lettersSchema);
  if (!letters.ok) return letters;
  return ok({ rows: rows.value.map(opportunityOf), texts: texts.value, letters: letters.value });
}

/** A row of a pack as the product's own. */
export const opportunityOf = ({
  id,
  name,
  company,
  email,
  phone,
  updatedAt,
  stage,
}: v.InferOutput<typeof rowSchema>): Opportunity => ({
  ...unverified(id as OpportunityId),
  name,
  company,
  email,
  phone,
  updatedAt,
  stage: { id: stage.role as StageId, name: stage.role, role: stage.role },
});

const newline = 10;

/** Line by line from the bytes: a million rows are longer than a string may be. */
function linesOf<Schema extends v.GenericSchema>(
  folder: string,
  file: string,
  schema: Schema,
): Result<v.InferOutput<Schema>[], BrokenPack> {
  const path = join(folder, file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return fail({ code: 'misfit', file, line: 0, at: '', expected: `a file at ${path}` });
  }
  const lines: v.InferOutput<Schema>[] = [];
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(newline, start);
    const text = bytes.toString('utf8', start, end < 0 ? bytes.length : end);
    const parsed = parseJson(schema, text);
    if (!parsed.ok) return fail({ ...parsed.failure, file, line });
    lines.push(parsed.value);
    start = end < 0 ? bytes.length : end + 1;
  }
  return ok(lines);
}
