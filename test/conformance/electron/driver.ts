import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Area, Life } from '../case.ts';
import { type Driver, desktopHere, isLife, type Lived, type Outcome, tryOut } from '../run.ts';
import { appFolder, dataFolder } from '../stand-in/world.ts';
import { type Job, jobSwitch, type Line, mark, writeJob } from './line.ts';

const { electronBinary, unsandboxed } = (await import('../../../script/setup/electron.mjs' as string)) as {
  electronBinary(): string | null;
  unsandboxed: readonly string[];
};

/** How long Electron may take for one job. Milliseconds. */
const patience = { cases: 600_000, life: 30_000, second: 30_000 };

/** How to start the app: a program, and what it is given before the job. */
export interface Launch {
  readonly program: string;
  readonly before: readonly string[];
}

/** Starts it for one job; its lines, and its exit code (null when it was killed for taking too long). */
async function runJob({ program, before }: Launch, job: Job, args: readonly string[] = []) {
  const folder = dataFolder();
  const switches = [`--user-data-dir=${folder.path}`, `--${jobSwitch}=${writeJob(job)}`];
  const { ELECTRON_RUN_AS_NODE: _no, ...env } = process.env;
  const child = spawn(program, [...before, ...switches, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience[job.do]);
  const lines: Line[] = [];
  createInterface({ input: child.stdout }).on('line', line => {
    if (line.startsWith(mark)) lines.push(JSON.parse(line.slice(mark.length)) as Line);
  });
  const code = await new Promise<number | null>(resolve => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  clearTimeout(timer);
  folder.remove();
  return { lines, code };
}

const program = electronBinary();
const electronItself: Launch | null =
  program === null ? null : { program, before: [...unsandboxed, appFolder] };

/** Real Electron, or what `launch` starts: one process for the cases of a running app, and one for each life. */
export function electronDriver(launch = electronItself): Driver {
  if (launch === null) {
    const missing = 'Electron’s program is not here';
    const nothing = () => Promise.reject(new Error(missing));
    return { host: 'electron', version: () => '', missing, run: nothing, close: () => Promise.resolve() };
  }
  let version = '';
  const live = async (area: string, { says, args }: Life): Promise<Lived> => {
    const { lines, code } = await runJob(launch, { do: 'life', area, says }, args);
    return { notes: lines.flatMap(line => ('note' in line ? [line.note] : [])), code };
  };
  return {
    host: 'electron',
    version: () => version,
    missing: null,
    async run(areas: readonly Area[]) {
      const here = { desktop: desktopHere(), hands: {}, circumstances: [] };
      const outcomes: Outcome[] = [];
      for (const { area, cases } of areas) {
        for (const one of cases.filter(isLife)) {
          outcomes.push(await tryOut(area, one, here, () => live(area, one)));
        }
      }
      const { lines } = await runJob(launch, { do: 'cases', areas: areas.map(({ area }) => area) });
      for (const line of lines) {
        if ('version' in line) version = line.version;
        if ('outcome' in line) outcomes.push(line);
      }
      return [...outcomes, ...missingFrom(areas, outcomes)];
    },
    close: () => Promise.resolve(),
  };
}

/** A case that Electron said nothing of has failed: it ended before. */
const missingFrom = (areas: readonly Area[], outcomes: readonly Outcome[]): Outcome[] => {
  const said = new Set(outcomes.map(({ area, says }) => `${area}: ${says}`));
  const observed = 'Electron ended before it';
  return areas.flatMap(({ area, cases }) =>
    cases
      .filter(({ says }) => !said.has(`${area}: ${says}`))
      .map(({ says, from }) => ({ area, says, from, outcome: 'failed' as const, observed })),
  );
};
