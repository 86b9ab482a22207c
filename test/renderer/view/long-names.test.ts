import { expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ChangeView } from '../../../main/contract/change.ts';
import type { PipelineId, StageId } from '../../../main/contract/model.ts';
import { startWorld, stories } from '../stories/stories.ts';
import type { FakeBridge } from '../support/fake-bridge.ts';
import { one, press } from '../support/hands.ts';
import { mounted, mountedWith } from '../support/mount.ts';
import { boardOf, changeOf, opportunities, opportunityOf, snapshot, stageOf } from '../support/samples.ts';

const words = 'Proposta comercial enviada ao comitê de compras e aguardando a assinatura ';
const long = { ...stageOf(words.repeat(3).trim()), id: 'long' as StageId };
/** One word without a place to break it. */
const unbroken = { ...stageOf('Aguardandoassinatura'.repeat(12)), id: 'unbroken' as StageId };
const deal = { ...(opportunities[0] ?? opportunityOf({ name: '' })), name: words.repeat(2), company: words };

/** What sticks out of the window at its sides, by its text. */
const outside = () =>
  [...document.querySelectorAll('.popup *')]
    .filter(element => element.checkVisibility() && element.closest('.sr') === null)
    .filter(element => {
      const { left, right } = element.getBoundingClientRect();
      const edge = element.closest('.card, .toast, .notice, .sure, .popup')?.getBoundingClientRect();
      const clipped = element.parentElement?.closest('.name, .chip-name, .below, .label');
      return edge !== undefined && !clipped && (left < edge.left - 1 || right > edge.right + 1);
    })
    .map(element => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 20)}`);

const asked = (part: Partial<ChangeView>) =>
  changeOf(deal, 'won', {
    state: 'parked',
    undoUntil: null,
    to: long,
    from: long,
    theirs: long,
    overwrote: long,
    ...part,
  });

const toPending = async () => {
  press('Ctrl+p');
  await one('.card');
};
const tell = (part: Partial<ChangeView>) => async (bridge: FakeBridge) => {
  bridge.push('receipt', { kind: 'overwrote', late: false, change: asked({ state: 'delivered', ...part }) });
  await one('.toast');
};
const here = { code: 'pipeline-changed', pipeline: 'home' as PipelineId } as const;

test.each([
  ['a card that offers to put back', asked({ reason: 'misplaced', trouble: here }), toPending],
  [
    'one word of 240 letters',
    asked({ reason: 'misplaced', trouble: here, overwrote: unbroken, theirs: unbroken }),
    toPending,
  ],
  ['a conflict', asked({ reason: 'conflict' }), toPending],
  ['a toast that offers to put back', null, tell({})],
  ['the same with one word', null, tell({ overwrote: unbroken })],
] as const)('the longest names stay within the window: %s', async (_, change, act) => {
  const board = boardOf('home', [long, unbroken, stageOf('Visita')], words.repeat(2));
  const bridge = await mounted({
    snapshot: { ...snapshot, pipelines: [...snapshot.pipelines, board] },
    opportunities: [{ ...deal, pipeline: board.id, stage: long }],
    outbox: change === null ? [] : [change],
  });
  await act(bridge);
  expect(outside()).toEqual([]);
});

test.each([
  'settings',
  'settings-update-ready',
  'settings-remove-key',
  'several-marked',
  'several-alone',
  'row-details',
])('everything stays within a window half as wide: %s', async name => {
  const { innerWidth, innerHeight } = window;
  await page.viewport(320, 640);
  onTestFinished(() => page.viewport(innerWidth, innerHeight));
  const story = stories.find(one => one.name === name);
  if (story === undefined) throw new Error(`no story ${name}`);
  const bridge = startWorld(story, 'pt-BR', 'light');
  await mountedWith(bridge);
  await story.act?.(bridge);
  expect(outside()).toEqual([]);
});
