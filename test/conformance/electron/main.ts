import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import * as electron from 'electron';
import type { Life } from '../case.ts';
import { areas } from '../cases/cases.ts';
import { declareFixture, openFixture } from '../fixture/window.ts';
import type { Host, HostPage } from '../host.ts';
import { desktopHere, isLife, tryAt } from '../run.ts';
import { electronHands } from './hands.ts';
import { jobSwitch, type Line, mark, readJob, writeJob } from './line.ts';

/** The app that the cases are, in Electron. It does one job and writes what came of it. */
const { app } = electron;
const tell = (line: Line): void => {
  writeSync(1, `${mark}${JSON.stringify(line)}\n`);
};
// Electron itself knows no such switch.
const folder = app.commandLine.getSwitchValue('user-data-dir');
if (folder !== '') app.setPath('userData', folder);
const job = readJob(app.commandLine.getSwitchValue(jobSwitch));

/** The page of the fixture's window; functions are handed over as text, and what they answer is cloned. */
async function openPage(): Promise<HostPage> {
  const { window, loaded } = openFixture(electron);
  await loaded;
  return {
    window,
    run: (act, argument) =>
      window.webContents.executeJavaScript(`(${act.toString()})(${JSON.stringify(argument)})`),
  };
}

async function runCases(wanted: readonly string[]): Promise<void> {
  await app.whenReady();
  tell({ version: process.versions.electron ?? '' });
  let page: Promise<HostPage> | null = null;
  const host: Host = {
    electron,
    desktop: desktopHere(),
    circumstances: ['asar'],
    hands: electronHands(electron, () => host.page()),
    entryFolder: import.meta.dirname,
    page: () => {
      page ??= openPage();
      return page;
    },
  };
  for (const { area, cases } of areas.filter(one => wanted.includes(one.area))) {
    for (const one of cases) if (!isLife(one)) tell(await tryAt(host, area, one));
  }
  app.exit(0);
}

const live = ({ live }: Life) =>
  live({
    electron,
    hands: {},
    note: seen => tell({ note: seen }),
    again: args =>
      new Promise(resolve => {
        const own = process.argv
          .slice(1)
          .filter(argument => /^--(user-data-dir=|no-sandbox)|^[^-]/.test(argument));
        const second = spawn(process.execPath, [
          ...own,
          `--${jobSwitch}=${writeJob({ do: 'second' })}`,
          ...args,
        ]);
        second.once('close', () => resolve());
      }),
  });

if (job.do === 'cases') {
  declareFixture(electron);
  app.on('window-all-closed', () => undefined);
  // Not awaited: `ready` waits for this module.
  void runCases(job.areas);
} else if (job.do === 'life') {
  const found = areas.find(({ area }) => area === job.area)?.cases.find(({ says }) => says === job.says);
  if (found === undefined || !isLife(found)) throw new Error(`No life '${job.area}: ${job.says}'`);
  await live(found);
} else {
  app.requestSingleInstanceLock();
  app.quit();
}
