import { expect, test } from 'vitest';
import { mergeFeatures } from '../../../main/shell/features.ts';
import { pageAddress } from '../../../main/shell/pages.ts';

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
  const { protocol, hostname } = new URL(pageAddress({ page }, 'https://app.getraze.com/prefix'));
  expect([protocol, page === 'api-docs' ? 'developer.getraze.co' : 'app.getraze.com']).toEqual([
    'https:',
    hostname,
  ]);
});
