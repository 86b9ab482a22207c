import { writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { hosts } from './hosts.ts';
import { photographStates } from './states.ts';

/**
 * Takes the pictures at a host, in a process of its own: a test driver whose program dies takes its process with it.
 * `look.ts HOST FILE`: what `lookSchema` describes is written to the file.
 */
const outcome = v.object({
  area: v.string(),
  says: v.string(),
  from: v.string(),
  outcome: v.picklist(['held', 'failed', 'skipped']),
  expected: v.exactOptional(v.unknown()),
  observed: v.exactOptional(v.unknown()),
});

export const lookSchema = v.object({
  outcomes: v.array(outcome),
  pictures: v.array(v.object({ state: v.string(), theme: v.picklist(['light', 'dark']), webp: v.string() })),
  /** Names and versions of what draws the page. */
  engine: v.record(v.string(), v.string()),
});
export type Look = v.InferOutput<typeof lookSchema>;

if (import.meta.main) {
  const [name = '', file = ''] = process.argv.slice(2);
  const opened = await hosts[name]?.open();
  if (opened === undefined) throw new Error(`No host ${name}`);
  const { outcomes, pictures } = await photographStates(opened.studio);
  await writeFile(file, JSON.stringify({ outcomes, pictures, engine: opened.engine() }));
  await opened.close();
}
