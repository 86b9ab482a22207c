import type { Outcome } from '../run.ts';

/** What Electron's process writes for the command, among whatever else it writes: a line that begins so, and JSON. */
export const mark = 'conformance ';

/** What a line says. */
export type Line = { readonly version: string } | { readonly note: unknown } | Outcome;

/** What the app in Electron is to do: run the cases of these areas, live one life, or be a second start of a life's program. */
export type Job =
  | { readonly do: 'cases'; readonly areas: readonly string[] }
  | { readonly do: 'life'; readonly area: string; readonly says: string }
  | { readonly do: 'second' };

/** Its name on the command line; a job is JSON in base64, which no shell and no switch reads anything into. */
export const jobSwitch = 'conformance-job';
export const writeJob = (job: Job): string => Buffer.from(JSON.stringify(job)).toString('base64url');
export const readJob = (text: string): Job => JSON.parse(Buffer.from(text, 'base64url').toString()) as Job;
