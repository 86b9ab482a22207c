import { expect, test } from 'vitest';
import { defaultPipeline, type PipelineId } from '../../../main/contract/model.ts';
import { mergeFeatures } from '../../../main/shell/desktop/features.ts';
import { pageAddress } from '../../../main/shell/links/web-pages.ts';

test.each([
  [[], 'Portal'],
  [['--enable-features=WaylandWindowDecorations'], 'WaylandWindowDecorations,Portal'],
  [['--enable-features=A,B', 'x', '--enable-features=C, A'], 'A,B,C,Portal'],
  [['--enable-features=Portal'], 'Portal'],
  [['--enable-features='], 'Portal'],
])('%j and ours make %s', (argv, merged) => {
  expect(mergeFeatures('enable-features', ['/usr/bin/app', ...argv], ['Portal'])).toBe(merged);
});

test('what the user switches off stays off beside ours, and is not mixed up with what is switched on', () => {
  const argv = ['--enable-features=A', '--disable-features=B,C'];
  expect(mergeFeatures('disable-features', argv, ['Slow'])).toBe('B,C,Slow');
  expect(mergeFeatures('enable-features', argv, [])).toBe('A');
});

test.each(['api-keys', 'api-docs', 'opportunity'] as const)('%s leads to https and to no one else', page => {
  const { protocol, hostname } = new URL(pageAddress({ page }, 'x/../?y#z' as PipelineId));
  expect([protocol, page === 'api-docs' ? 'developer.getraze.co' : 'app.getraze.co']).toEqual([
    'https:',
    hostname,
  ]);
});

test('an opportunity leads to its pipeline where the API names one, and to the CRM where not', () => {
  const open = (pipeline: PipelineId | null) => pageAddress({ page: 'opportunity' }, pipeline);
  const pipeline = 'c1c5728a-6849-4318-aa20-c3ab2ad588f9' as PipelineId;
  expect(open(pipeline)).toBe(`https://app.getraze.co/pipelines?pipeline=${pipeline}`);
  expect(open('a&b=c' as PipelineId)).toBe('https://app.getraze.co/pipelines?pipeline=a%26b%3Dc');
  expect([open(defaultPipeline), open(null)]).toEqual(['https://app.getraze.co/', 'https://app.getraze.co/']);
});
