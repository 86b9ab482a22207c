/**
 * `npm run bench -- popup [--json]`: what the popup costs. Keys for twenty typical updates, pressed for real and
 * checked at the server; bytes of the page; time from the hotkey to a box that takes keys, hidden and cold.
 */
import { join } from 'node:path';
import { benchOptions } from '../../../script/setup/options.mjs';
import { openStudio } from '../../screenshots/studio.ts';
import { launchBrowser } from '../../support/browser.ts';
import { commandLine } from '../../support/proof/command-line.ts';
import { startSecretService } from '../../support/secret-service.ts';
import { usualJobs } from './jobs.ts';
import { showCold, showWarm } from './show.ts';
import { sizesOf } from './sizes.ts';
import { twentyUpdates } from './updates.ts';

const { values } = commandLine('bench -- popup', benchOptions.popup);
export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
const tenth = (ms: number) => Math.round(ms * 10) / 10;

const built = join(import.meta.dirname, '../../../dist/renderer');
const secrets = await startSecretService();
const browser = await launchBrowser();
const studio = await openStudio({
  browser,
  env: secrets.env,
  language: 'en',
  theme: 'light',
  undoSeconds: 0,
});
try {
  await studio.begin();
  const warm = await showWarm(studio, 15);
  const updates = await twentyUpdates(studio);
  const cold = await showCold(studio, browser, 15);
  const jobs = await usualJobs(browser);
  const keys = updates.map(update => update.keys);
  const report = {
    keystrokes_median: median(jobs.flatMap(({ keys }) => keys ?? [])),
    impossible: jobs.filter(({ keys }) => keys === null).length,
    jobs: jobs.map(({ name, keys }) => ({ name, keys })),
    updates_keystrokes_median: median(keys),
    updates_keystrokes_max: Math.max(...keys),
    ...sizesOf(built),
    show_warm_ms: tenth(median(warm.map(({ page }) => page))),
    show_warm_best_ms: tenth(Math.min(...warm.map(({ page }) => page))),
    show_warm_worst_ms: tenth(Math.max(...warm.map(({ page }) => page))),
    hotkey_to_box_ms: tenth(median(warm.map(({ whole }) => whole))),
    show_cold_ms: tenth(median(cold.map(({ ms }) => ms))),
    show_cold_best_ms: tenth(Math.min(...cold.map(({ ms }) => ms))),
    show_cold_worst_ms: tenth(Math.max(...cold.map(({ ms }) => ms))),
    // Others on the machine while that was measured: 0 none, 1 all of it.
    others_busy: Math.round(median(cold.map(({ busy }) => busy)) * 100) / 100,
  };
  if (values.json) console.log(JSON.stringify(report));
  else {
    for (const { who, to, letters, downs, keys: count } of updates) {
      console.log(
        `${String(count).padStart(3)} keys  ${who} → ${to}  “${letters}”${downs > 0 ? ` ↓×${downs}` : ''}`,
      );
    }
    for (const { name, keys, why } of jobs)
      console.log(`${String(keys ?? '–').padStart(3)} keys  ${name}${why ? `: ${why}` : ''}`);
    console.table({ ...report, jobs: jobs.length });
  }
} finally {
  await studio.close();
  await browser.close();
  await secrets.stop();
}
