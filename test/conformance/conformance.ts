import { writeFileSync } from 'node:fs';
import { commandLine } from '../support/proof/command-line.ts';
import { readAt } from './case.ts';
import { areas } from './cases/cases.ts';
import { figuresOf, tableOf } from './report.ts';
import type { Driver } from './run.ts';

/**
 * What the product relies on of Electron, tried at a host. `--host stand-in|electron`, `--json`: one line of figures,
 * `--report FILE`: every case's outcome as JSON, with the line of Electron's source or documentation that it comes from. Ends with 1 when
 * a case failed, and with 2 when nothing could be tried.
 */
const { values } = commandLine('conformance', {
  host: { type: 'string', default: 'stand-in', choices: ['stand-in', 'electron'] },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
});

const driver: Driver =
  values.host === 'electron'
    ? await (await import('./electron/driver.ts')).electronDriver()
    : await (await import('./stand-in/driver.ts')).standInDriver();
if (driver.missing !== null) {
  console.error(`✗ ${driver.missing}: nothing was tried.`);
  process.exitCode = 2;
} else {
  try {
    const outcomes = await driver.run(areas);
    const figures = figuresOf(driver, outcomes);
    if (values.report !== undefined) {
      writeFileSync(values.report, JSON.stringify({ ...figures, readAt, outcomes }, null, 1));
    }
    console.log(values.json ? JSON.stringify(figures) : `${tableOf(outcomes)}\n\n${JSON.stringify(figures)}`);
    process.exitCode = figures.failed === 0 ? 0 : 1;
  } finally {
    await driver.close();
  }
  // What a case that failed has left open, a request or a server, would keep the process.
  process.stdout.write('', () => process.exit());
}
