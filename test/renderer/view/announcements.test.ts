import { describe, expect, test } from 'vitest';
import type { ChangeView } from '../../../main/contract/change.ts';
import { ok } from '../../../main/contract/failure.ts';
import { one, press, type, until } from '../support/hands.ts';
import { calm, listening, settled } from '../support/listening.ts';
import { mounted } from '../support/mount.ts';
import { changeOf, opportunities, opportunityOf, snapshot, stageOf } from '../support/samples.ts';

const nobody = opportunityOf({ name: '' });
const [joao = nobody, mariana = nobody, lucia = nobody] = opportunities;
const offline = { kind: 'network' } as const;

async function moved(): Promise<void> {
  type('#search', 'jo');
  await until(() => document.querySelector('[role=option] mark'));
  press('Enter');
  await one('#stages');
  press('6', { shiftKey: true, key: '^' });
  await one('.toast');
}

const conflict = (deal: typeof joao, part: Partial<ChangeView> = {}) =>
  changeOf(deal, 'proposal', { state: 'parked', reason: 'conflict', theirs: stageOf('won'), ...part });

describe('each is announced once', () => {
  test('a change, through all its states until it is delivered', async () => {
    const { bridge, heard } = await calm();
    await moved();
    const [change] = bridge.world.outbox;
    if (!change) throw new Error('nothing was moved');
    for (const state of ['ready', 'sending'] as const) {
      bridge.tellOutbox([{ ...change, state, undoUntil: null }]);
      await settled();
    }
    bridge.tellOutbox([]);
    bridge.push('receipt', {
      kind: 'delivered',
      late: false,
      change: { ...change, state: 'delivered', endedAt: Date.now() },
    });
    await settled();
    expect(heard.filter(said => said.includes('João') && !said.startsWith('1 opportunity'))).toEqual([
      'Delivered: João Pedro Silva to Won.',
    ]);
  });

  test('a pause, however often its facts are told, and its end', async () => {
    const { bridge, heard } = await calm();
    const until = Date.now() + 42_000;
    bridge.tell({ pause: { kind: 'server', until } });
    await settled();
    bridge.tell({ pause: { kind: 'server', until: until + 9000 } });
    await settled();
    bridge.tell({ pause: offline });
    bridge.tell({ pause: offline, network: 'offline' });
    await settled();
    bridge.tell({ pause: null, network: 'online' });
    await settled();
    expect(heard).toEqual([
      expect.stringMatching(/^The server has problems\. Next try in \d+ seconds\.$/),
      'Offline. Sending goes on by itself.',
      'Sending goes on.',
    ]);
  });

  test('two refusals that come together', async () => {
    const { bridge, heard } = await calm();
    for (const [deal, reason] of [
      [joao, 'forbidden'],
      [lucia, 'missing'],
    ] as const) {
      bridge.push('receipt', {
        kind: 'parked',
        late: false,
        change: changeOf(deal, 'won', { state: 'parked', reason }),
      });
    }
    await settled();
    expect(heard).toEqual([
      'Refused: João Pedro Silva to Won. This key may not move the opportunity.',
      'Refused: Lucía Fernández Ibáñez to Won. The server cannot find this opportunity.',
    ]);
    expect(document.querySelectorAll('[role=alert] p')).toHaveLength(2);
  });

  test('an undo, in words that are not the move’s', async () => {
    const { bridge, heard } = await calm();
    await moved();
    bridge.answer('undo', () => {
      const [change] = bridge.world.outbox;
      if (!change) throw new Error('nothing was moved');
      const withdrawn = { ...change, state: 'cancelled', endedAt: Date.now() } as const;
      bridge.push('receipt', { kind: 'cancelled', late: false, change: withdrawn });
      bridge.tellOutbox([]);
      return ok(withdrawn);
    });
    press('Ctrl+z');
    await settled();
    expect(heard.filter(said => said.includes('João') && !said.startsWith('1 opportunity'))).toEqual([
      'Put back to Proposal: João Pedro Silva.',
    ]);
    const toast = document.querySelector('.toast')?.textContent;
    expect(toast).toContain('Put back to Proposal');
    expect(toast).not.toContain('→');
    expect(toast).not.toContain('Won');
  });

  test.each([
    ['k', 'Theirs is kept: Mariana Gonçalves stays in Won.', { state: 'cancelled' }],
    [
      'm',
      'Yours will be sent: Mariana Gonçalves to Proposal.',
      { state: 'ready', reason: null, theirs: null },
    ],
  ] as const)('the answer %s to a conflict', async (key, sentence, part) => {
    const asked = conflict(mariana);
    const { bridge, heard } = await calm({ outbox: [asked] });
    bridge.push('receipt', { kind: 'parked', late: false, change: asked });
    press('Ctrl+p');
    await until(() => document.activeElement?.id === `change-${asked.id}`);
    await settled();
    heard.length = 0;
    bridge.answer('resolve', () => {
      const change: ChangeView = { ...asked, ...part };
      bridge.tellOutbox(change.state === 'cancelled' ? [] : [change]);
      if (change.state === 'cancelled') bridge.push('receipt', { kind: 'cancelled', late: false, change });
      return ok(change);
    });
    press(key);
    await settled();
    expect(heard.filter(said => said !== 'No change is waiting to be sent.')).toEqual([sentence]);
  });
});

test('what came while the popup was away is told on coming back: the pause that holds, and what needs the user', async () => {
  const { bridge, heard } = await calm();
  dispatchEvent(new Event('blur'));
  bridge.tell({ pause: { kind: 'tls' } });
  bridge.tell({ pause: { kind: 'auth' } });
  bridge.push('receipt', { kind: 'parked', late: true, change: conflict(mariana) });
  bridge.push('receipt', {
    kind: 'overwrote',
    late: true,
    change: changeOf(joao, 'won', { state: 'delivered', overwrote: stageOf('lost') }),
  });
  await settled();
  expect(heard).toEqual([]);
  bridge.push('shown', { view: null, fill: null });
  await settled();
  expect(heard.toSorted()).toEqual([
    'João Pedro Silva: Delivered, but someone had just moved it to Lost.',
    'Needs you: someone else moved Mariana Gonçalves to Won. Ctrl P shows it.',
    'The server no longer accepts the key: it has expired or been revoked, or its account is switched off. Sending waits for another.',
  ]);
});

test('a pause that was there at the start is announced with its time', async () => {
  const heard = listening();
  const until = new Date(2026, 4, 4, 14, 30).getTime();
  await mounted({ snapshot: { ...snapshot, pause: { kind: 'quota', until } } });
  await settled();
  await expect
    .poll(() => heard.filter(said => said.includes('limit')))
    .toEqual(['Request limit reached. Goes on at 2:30 PM.']);
});

test('a conflict says that someone else moved it, and not saved here', async () => {
  const bridge = await mounted({ outbox: [conflict(mariana)] });
  press('Ctrl+p');
  await one('.card');
  expect(document.querySelector('.card .word')?.textContent).toBe('Someone else moved it');
  press('Escape');
  await one('#search');
  bridge.push('receipt', { kind: 'parked', late: true, change: conflict(mariana) });
  const line = await one('.toast-line');
  expect(line.textContent).toBe('Someone else moved itMariana GonçalvesWon');
});

test.each([
  ['k', { state: 'cancelled' }],
  ['m', { state: 'ready', reason: null }],
] as const)('after the answer %s the focus is on the next card', async (key, part) => {
  const cards = [joao, mariana, lucia].map(deal => conflict(deal));
  const { bridge } = await calm({ outbox: cards });
  press('Ctrl+p');
  await until(() => document.activeElement?.id === `change-${cards[0]?.id}`);
  press('ArrowDown');
  await until(() => document.activeElement?.id === `change-${cards[1]?.id}`);
  bridge.answer('resolve', ({ change }) => {
    const answered = cards.find(({ id }) => id === change);
    if (!answered) throw new Error('no such card');
    const next: ChangeView = { ...answered, ...part };
    bridge.tellOutbox(
      cards.flatMap(card => (card === answered ? (next.state === 'cancelled' ? [] : [next]) : [card])),
    );
    return ok(next);
  });
  press(key);
  await until(() => document.activeElement?.id === `change-${cards[2]?.id}`);
  expect(document.querySelector('.card.active')?.id).toBe(`change-${cards[2]?.id}`);
});
