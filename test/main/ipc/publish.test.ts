import { expect, test } from 'vitest';
import { pushChannel } from '../../../main/contract/bridge.ts';
import { createPublisher } from '../../../main/ipc/publish.ts';

test('a push goes to the page that is there, and nowhere when there is none', () => {
  const sent: unknown[][] = [];
  const page = { isDestroyed: () => false, send: (...values: unknown[]) => sent.push(values) };
  let now: typeof page | null = null;
  const publish = createPublisher(() => now);
  publish('found', null);
  now = page;
  publish('shown', { view: 'pending', fill: null });
  now = { ...page, isDestroyed: () => true };
  publish('found', null);
  expect(sent).toEqual([[pushChannel, 'shown', { view: 'pending', fill: null }]]);
});
