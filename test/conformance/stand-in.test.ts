import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { areas } from './cases/cases.ts';
import { electronDriver } from './electron/driver.ts';
import { tryOut } from './run.ts';
import { standInDriver } from './stand-in/driver.ts';

test('the stand-in does what Electron does, as far as the product relies on it, and leaves its process as it was', async () => {
  const state = () => [process.platform, process.argv.length, process.listenerCount('exit')];
  const before = state();
  const driver = standInDriver();
  const outcomes = await driver.run(areas).finally(() => driver.close());
  expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(outcomes).toHaveLength(areas.flatMap(({ cases }) => cases).length);
  expect(state()).toEqual(before);
});

test('no sentence stands twice in an area, and each names its source', () => {
  const sentences = areas.flatMap(({ area, cases }) => cases.map(({ says }) => `${area}: ${says}`));
  expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([]);
  const sources = areas.flatMap(({ cases }) => cases.map(({ from }) => from));
  expect(
    sources.filter(
      from => !/^(docs|shell|lib|default_app|patches)\/[\w./-]+(:\d+|\.patch|\.md(#[\w-]+)?)/.test(from),
    ),
  ).toEqual([]);
});

test('what is seen and not expected is a failure, and what cannot be tried is skipped', async () => {
  const host = { desktop: 'x11', hands: {}, circumstances: [] } as const;
  const claim = { says: 'One is a number', from: 'docs/api/app.md' };
  const one = { ...claim, see: () => 1, is: { value: 1 } };
  const seen = (value: unknown) => () => ({ value });
  expect(await tryOut('area', one, host, seen(1))).toMatchObject({ outcome: 'held' });
  expect(await tryOut('area', one, host, seen('1'))).toEqual({
    ...claim,
    area: 'area',
    outcome: 'failed',
    expected: { value: 1 },
    observed: { value: '1' },
  });
  const thrown = await tryOut('area', one, host, () => Promise.reject(new Error('as asked')));
  expect(thrown).toMatchObject({
    outcome: 'failed',
    observed: { threw: expect.stringContaining('as asked') },
  });
  for (const more of [
    { on: ['macos'] as const },
    { under: ['no-focus'] as const },
    { needs: ['press'] as const },
  ]) {
    expect(await tryOut('area', { ...one, ...more }, host, seen(1))).toMatchObject({ outcome: 'skipped' });
  }
});

test('the driver for Electron lives lives and runs cases in processes of their own, told of by lines', async () => {
  // The cases' program is not the app, whose list of hosts (`npm run hosts`) this would be.
  vi.stubEnv('CONTACTS_FILE', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  const host = join(import.meta.dirname, '../webhost/main.ts');
  const main = join(import.meta.dirname, 'electron/main.ts');
  const program = {
    program: process.execPath,
    before: ['--disable-warning=ExperimentalWarning', host, '--main', main],
  };
  const some = areas
    .filter(({ area }) => ['exit', 'shortcuts', 'windows'].includes(area))
    .map(({ area, cases }) => ({
      area,
      cases: cases.filter(({ says }) => area !== 'exit' || says.startsWith('exit asks nobody')),
    }));
  const outcomes = await electronDriver(program).run(some);
  expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(outcomes.map(({ says }) => says).sort()).toEqual(
    some.flatMap(({ cases }) => cases.map(({ says }) => says)).sort(),
  );
  expect(outcomes).toContainEqual(expect.objectContaining({ area: 'exit', outcome: 'held' }));
});
