import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as v from 'valibot';
import type { Outcome } from '../conformance/run.ts';
import { display, electron, installed, packaged, x11 } from '../smoke/needs.ts';
import { type Look, lookSchema } from './look.ts';
import { smokeOutcomes } from './smoke.ts';

const root = join(import.meta.dirname, '..', '..');

/** How much of what a part said last is told when it reported nothing, in lines. */
const lines = 40;

const lastLines = (text: string): string =>
  stripVTControlCharacters(text)
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(-lines)
    .join('\n');

/** Runs a part of the tests on this Node, before whoever watches. Resolves to its exit code and what it said last. */
function run(args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      said = `${said}${chunk}`.slice(-20_000);
    });
  }
  return new Promise(resolve => {
    child.once('error', error => resolve({ code: null, said: error.message }));
    child.once('close', code => resolve({ code, said: lastLines(said) }));
  });
}

/** What a part wrote to the file; where it wrote none, that as a case that failed. */
async function reported<Kept>(
  area: string,
  args: readonly string[],
  file: string,
  read: (json: unknown, said: string) => Kept,
): Promise<Kept | Outcome> {
  const { code, said } = await run(args);
  const failed = (observed: string): Outcome => ({
    area,
    says: 'it reports what it found',
    from: `test/${area}`,
    outcome: 'failed',
    expected: 'a report',
    observed,
  });
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return failed(`it ended with ${code}:\n${said}`);
  try {
    return read(JSON.parse(text), said);
  } catch (error) {
    return failed(String(error));
  }
}

const conformanceSchema = v.object({
  outcomes: v.array(
    v.looseObject({
      area: v.string(),
      says: v.string(),
      from: v.string(),
      outcome: v.picklist(['held', 'failed', 'skipped']),
    }),
  ),
});

/** Every case of `npm run conformance` at the host. */
export async function conformance(host: string, folder: string): Promise<readonly Outcome[]> {
  const file = join(folder, 'conformance.json');
  const args = ['test/conformance/conformance.ts', '--host', host, '--report', file];
  const kept = await reported('conformance', args, file, json => v.parse(conformanceSchema, json).outcomes);
  return Array.isArray(kept) ? kept : [kept];
}

/** Every test of the smoke suites, which drive Electron itself and nothing else. */
export async function smoke(folder: string): Promise<readonly Outcome[]> {
  const file = join(folder, 'smoke.json');
  const args = ['run', '--project', 'smoke', '--reporter=dot', '--reporter=json', `--outputFile=${file}`];
  const lacking = [electron, display, x11, packaged, installed].flatMap(({ met, lack }) =>
    met ? [] : [lack],
  );
  const kept = await reported('smoke', ['node_modules/vitest/vitest.mjs', ...args], file, (json, said) =>
    smokeOutcomes(json, lacking.join('; '), said),
  );
  return Array.isArray(kept) ? kept : [kept as Outcome];
}

/** Every state of the popup, tried and pictured. */
export async function look(host: string, folder: string): Promise<Look | Outcome> {
  const file = join(folder, 'look.json');
  return reported('first-light', ['test/first-light/look.ts', host, file], file, json =>
    v.parse(lookSchema, json),
  );
}
