import { expect, test } from 'vitest';
import { defaultPipeline, type OpportunityId, type PipelineId } from '../../../main/contract/model.ts';
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

const id = 'opp_1' as OpportunityId;

test.each(['api-keys', 'opportunity'] as const)('%s leads to https and to no one else', page => {
  const { protocol, hostname } = new URL(pageAddress({ page, id }, 'x/../?y#z' as PipelineId, null));
  expect([protocol, hostname]).toEqual(['https:', 'app.getraze.co']);
});

test('an opportunity leads to its pipeline where the API names one, and to the CRM where not', () => {
  const open = (pipeline: PipelineId | null) => pageAddress({ page: 'opportunity', id }, pipeline, null);
  const pipeline = 'c1c5728a-6849-4318-aa20-c3ab2ad588f9' as PipelineId;
  expect(open(pipeline)).toBe(`https://app.getraze.co/pipelines?pipeline=${pipeline}`);
  expect(open('a&b=c' as PipelineId)).toBe('https://app.getraze.co/pipelines?pipeline=a%26b%3Dc');
  const own = { host: 'app.getraze.com', path: ['deals', ':id'], query: [['of', ':pipeline']] } as const;
  const ownPage = (of: PipelineId | null) => pageAddress({ page: 'opportunity', id }, of, own);
  expect(ownPage('a&b' as PipelineId)).toBe('https://app.getraze.com/deals/opp_1?of=a%26b');
  // Without the pipeline that the address needs, it leads nowhere.
  expect(ownPage(null)).toBe('https://app.getraze.co/');
  expect([open(defaultPipeline), open(null)]).toEqual(['https://app.getraze.co/', 'https://app.getraze.co/']);
});
