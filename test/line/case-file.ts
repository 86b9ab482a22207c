import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { stageRoles } from '../../main/contract/model.ts';

const stage = v.object({ id: v.string(), name: v.string(), role: v.picklist(stageRoles) });
const pipeline = v.object({ id: v.string(), name: v.string(), stages: v.array(stage) });
const row = v.object({
  id: v.string(),
  name: v.string(),
  company: v.string(),
  email: v.string(),
  phone: v.string(),
  pipeline: v.string(),
  stage: v.string(),
  value: v.nullable(v.number()),
  currency: v.string(),
  daysUntouched: v.number(),
  owner: v.optional(v.string()),
});
const world = v.object({ me: v.optional(v.string()), pipelines: v.array(pipeline), rows: v.array(row) });
const lineCase = v.object({
  world: v.string(),
  text: v.string(),
  kind: v.string(),
  typing: v.optional(v.boolean()),
  expect: v.object({
    first: v.nullable(v.string()),
    command: v.nullable(v.string()),
    ambiguousStage: v.optional(v.array(v.string())),
    enter: v.picklist(['commits', 'picker', 'opens', 'nothing']),
    preselected: v.optional(v.nullable(v.string())),
    note: v.optional(v.string()),
    kept: v.optional(v.array(v.string())),
    list: v.optional(v.array(v.string())),
    heading: v.optional(
      v.object({ stage: v.string(), count: v.number(), sums: v.record(v.string(), v.number()) }),
    ),
  }),
});
const file = v.object({ worlds: v.record(v.string(), world), cases: v.array(lineCase) });

/** Rows and pipelines that lines are asked of. */
export type World = v.InferOutput<typeof world>;
/** A line, and what must come of it. */
export type LineCase = v.InferOutput<typeof lineCase>;

/** Reads a file of cases; throws where it is none. Its `legend` says what the members mean. */
export const readCases = (path: string): v.InferOutput<typeof file> =>
  v.parse(file, JSON.parse(readFileSync(path, 'utf8')));
