import { afterAll, expect, test } from 'vitest';
import { areas } from './cases/cases.ts';
import { isLife, judge, runAll } from './run.ts';
import { standInDriver } from './stand-in/driver.ts';

const driver = standInDriver();
afterAll(() => driver.close());

test('the stand-in does what Electron does, as far as the product relies on it', async () => {
  const outcomes = await runAll(driver, areas);
  expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(outcomes).toHaveLength(areas.flatMap(({ cases }) => cases).length);
});

test('no sentence stands twice in an area, and each names its source', () => {
  const sentences = areas.flatMap(({ area, cases }) => cases.map(({ says }) => `${area}: ${says}`));
  expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([]);
  const sources = areas.flatMap(({ cases }) => cases.map(({ from }) => from));
  expect(
    sources.filter(from => !/^(docs|shell|lib|default_app)\/[\w./-]+(:\d+|\.md(#[\w-]+)?)/.test(from)),
  ).toEqual([]);
});

test('what is seen and not expected is a failure', () => {
  const [one] = areas.flatMap(({ cases }) => cases.filter(each => !isLife(each)));
  if (one === undefined) throw new Error('There are no cases');
  expect(judge('area', one, { value: 1 }, { value: '1' })).toMatchObject({
    outcome: 'failed',
    expected: { value: 1 },
    observed: { value: '1' },
  });
});
