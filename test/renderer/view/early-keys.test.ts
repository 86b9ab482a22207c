import { expect, onTestFinished, test } from 'vitest';
import { start } from '../../../renderer/app.tsx';
import { fakeBridge } from '../support/fake-bridge.ts';
import { one, press, type, until } from '../support/hands.ts';
import { opportunities } from '../support/samples.ts';

/** The popup with its first picture, and nothing read beyond. */
async function barelyDrawn() {
  const bridge = fakeBridge({ opportunities });
  const root = document.createElement('div');
  root.id = 'app';
  document.body.append(root);
  onTestFinished(start(root, bridge));
  onTestFinished(() => root.remove());
  await one('[role=option]');
  document.querySelector<HTMLElement>('#search')?.focus();
  return bridge;
}

test('a key pressed at the first picture is carried out when the rest is read, and a second one is not', async () => {
  const bridge = await barelyDrawn();
  press('Enter');
  press('Enter');
  press('Enter');
  await one('#stages');
  await until(() => bridge.requests('outbox.list').length > 0);
  expect(bridge.requests('move')).toEqual([]);
});

test('letters typed after such a key are not lost', async () => {
  const bridge = await barelyDrawn();
  press('Ctrl+R');
  type('#search', 'mar');
  type('#search', 'mari');
  await until(() => document.querySelector('[data-answers="mari"]'));
  expect(bridge.requests('refresh')).toHaveLength(1);
});
