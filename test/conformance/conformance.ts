import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAt } from './case.ts';
import { areas } from './cases/cases.ts';
import { figuresOf, tableOf } from './report.ts';
import { runAll } from './run.ts';
import { standInDriver } from './stand-in/driver.ts';

/**
 * What the product relies on of Electron, tried at a host. `--host stand-in|electron`, `--json`: one line of figures,
 * `--report FILE`: every case's outcome as JSON, with the line of Electron's source or documentation that it comes from.
 */
const { values } = parseArgs({
  options: {
    host: { type: 'string', default: 'stand-in' },
    json: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
});

const drivers = { 'stand-in': standInDriver };
if (!Object.hasOwn(drivers, values.host)) throw new Error(`No host '${values.host}': stand-in or electron`);
const driver = drivers[values.host as keyof typeof drivers]();
try {
  const outcomes = await runAll(driver, areas);
  const figures = figuresOf(driver, outcomes);
  if (values.report !== undefined) {
    writeFileSync(values.report, JSON.stringify({ ...figures, readAt, outcomes }, null, 1));
  }
  console.log(values.json ? JSON.stringify(figures) : `${tableOf(outcomes)}\n\n${JSON.stringify(figures)}`);
  process.exitCode = figures.failed === 0 ? 0 : 1;
} finally {
  await driver.close();
}
