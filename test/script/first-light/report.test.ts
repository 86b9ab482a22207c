import { expect, test } from 'vitest';
import { pageOf } from '../../first-light/page.ts';
import { reportOf, sourcesOf } from '../../first-light/report.ts';
import { smokeOutcomes } from '../../first-light/smoke.ts';
import { photographStates } from '../../first-light/states.ts';

const at = 'https://github.com/electron/electron/blob/abc';

test.each([
  ['docs/api/app.md#appisready', [`${at}/docs/api/app.md#appisready`]],
  ['shell/browser/browser.cc:239', [`${at}/shell/browser/browser.cc#L239`]],
  [
    'shell/browser/api/a.cc:1, b.cc:2, lib/browser/c.ts:3',
    [`${at}/shell/browser/api/a.cc#L1`, `${at}/shell/browser/api/b.cc#L2`, `${at}/lib/browser/c.ts#L3`],
  ],
  ['test/smoke/first-path.test.ts', [null]],
])('the line that %s names can be opened', (from, urls) => {
  expect(sourcesOf(from, 'abc').map(({ url }) => url)).toEqual(urls);
});

const facts = { host: 'electron', version: '45.4.1', at: 'now', readAt: 'abc', machine: { System: 'X' } };
const claim = { area: 'start', says: 'isReady is true', from: 'docs/api/app.md#appisready' };

test('the page leads from what failed to what it contradicts', () => {
  const page = pageOf(
    reportOf(facts, [{ ...claim, outcome: 'failed', expected: [true], observed: [false] }]),
    [],
  );
  expect(page).toContain('1 case of 1 failed');
  expect(page).toContain(`contradicts <a href="${at}/docs/api/app.md#appisready">`);
  expect(page).toContain('<pre>[true]</pre>');
  expect(page).toContain('<pre>[false]</pre>');
});

test('nothing that a program said is read as a page', () => {
  const evil = '<img src=x onerror=alert(1)>"\'&';
  const report = reportOf({ ...facts, machine: { [evil]: evil } }, [
    { area: evil, says: evil, from: evil, outcome: 'failed', expected: evil, observed: [evil] },
    { area: evil, says: evil, from: evil, outcome: 'skipped', why: evil },
  ]);
  const page = pageOf(report, [{ state: evil, theme: 'light', webp: 'AA==' }]);
  expect(page).not.toContain('<img src=x');
  expect(page.match(/<img /g)).toHaveLength(1);
});

test('a picture of a state that was not reached is marked', () => {
  const failed = {
    area: 'states, dark',
    says: '01-first-run is reached and pictured',
    from: 'x',
    outcome: 'failed',
  } as const;
  const page = pageOf(reportOf(facts, [failed]), [{ state: '01-first-run', theme: 'dark', webp: 'AA==' }]);
  expect(page).toContain('01-first-run: not reached');
});

test('a report of the stand-in says that it is none of Electron', () => {
  const saysSo = 'Nothing in this report was seen in Electron itself';
  expect(pageOf(reportOf({ ...facts, host: 'stand-in' }, []), [])).toContain(saysSo);
  expect(pageOf(reportOf(facts, []), [])).not.toContain(saysSo);
});

test('the smoke suites’ tests are cases, and a suite that could not be set up is one that failed', () => {
  const from = 'test/smoke/sources/first-path.test.ts';
  const name = `/home/ana/quick-stage/${from}`;
  const ran = (fullName: string, status: string, failureMessages: string[] = []) => ({
    fullName,
    status,
    failureMessages,
  });
  const json = {
    testResults: [
      {
        name,
        status: 'failed',
        assertionResults: [ran('a', 'passed'), ran('b', 'failed', ['oh']), ran('c', 'skipped')],
      },
      { name, status: 'failed', message: '', assertionResults: [ran('d', 'skipped')] },
      { name, status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  };
  const claim = { area: 'smoke', from };
  const setUp = {
    ...claim,
    says: 'what the suite needs is set up',
    outcome: 'failed',
    expected: 'no complaint',
  };
  expect(smokeOutcomes(json, 'no display', 'it died')).toEqual([
    { ...claim, says: 'a', outcome: 'held' },
    { ...claim, says: 'b', outcome: 'failed', expected: 'no complaint', observed: 'oh' },
    { ...claim, says: 'c', outcome: 'skipped', why: 'no display' },
    { ...setUp, observed: 'it died' },
    { ...claim, says: 'd', outcome: 'skipped', why: 'its suite failed' },
    { ...setUp, observed: 'no such module' },
  ]);
});

test('an app that does not open has failed, in both themes', async () => {
  const { outcomes, pictures } = await photographStates(() => Promise.reject(new Error('no window')));
  expect(pictures).toEqual([]);
  expect(outcomes).toMatchObject([
    { area: 'states, light', outcome: 'failed', observed: 'Error: no window' },
    { area: 'states, dark', outcome: 'failed', observed: 'Error: no window' },
  ]);
});
