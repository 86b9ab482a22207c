import { describe, expect, test } from 'vitest';
import type { ChangeView } from '../../../main/contract/change.ts';
import { offsetsOf, placesIn } from '../../../renderer/view/parts/window.ts';
import { one, press, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import { changeOf, opportunityOf, otherLane, stageOf } from '../support/samples.ts';

const deal = (at: number) => opportunityOf({ name: `Deal ${at}`, company: 'Acme' });
/** Every fourth is a conflict, whose card is higher than the others. */
const waiting = (count: number, part: Partial<ChangeView> = {}) =>
  Array.from({ length: count }, (_, at) =>
    at % 4 === 1
      ? changeOf(deal(at), 'won', { state: 'parked', reason: 'conflict', theirs: stageOf('lost'), ...part })
      : changeOf(deal(at), 'won', { state: 'ready', undoUntil: null, ...part }),
  );
const cards = () => [...document.querySelectorAll<HTMLElement>('.card')];
const focused = () => document.activeElement as HTMLElement | null;
const pane = () => document.querySelector<HTMLElement>('.pane');
/** Whether an element is within what the pane shows, and no card lies over another. */
const inOrder = () => {
  const places = cards()
    .map(card => card.getBoundingClientRect())
    .sort((a, b) => a.top - b.top);
  return places.every(({ top }, at) => at === 0 || top >= (places[at - 1]?.bottom ?? 0));
};
/** Nothing is drawn anew any more: two frames without a move of the pane. */
const still = async () => {
  for (let at = Number.NaN, calm = 0; calm < 2; ) {
    await new Promise(requestAnimationFrame);
    const now = pane()?.scrollTop ?? 0;
    calm = now === at ? calm + 1 : 0;
    at = now;
  }
};
const seen = (element: Element | null) => {
  const [box, frame] = [element?.getBoundingClientRect(), pane()?.getBoundingClientRect()];
  return (
    box !== undefined && frame !== undefined && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1
  );
};

describe('a thousand waiting changes', () => {
  test('open at once: only what is in view is drawn, and each is counted among all', async () => {
    await mounted({ outbox: waiting(1000) });
    press('Ctrl+p');
    await one('.card');
    expect(cards().length).toBeLessThan(20);
    expect(
      cards()
        .slice(0, 2)
        .map(card => [card.ariaPosInSet, card.ariaSetSize]),
    ).toEqual([
      ['1', '1000'],
      ['2', '1000'],
    ]);
    expect(inOrder()).toBe(true);
  });

  test('are walked through by keys, the focus in view, from end to end', async () => {
    const all = waiting(1000);
    await mounted({ outbox: all });
    press('Ctrl+p');
    await until(() => focused()?.id === `change-${all[0]?.id}`);
    for (let at = 1; at <= 12; at += 1) {
      press('ArrowDown');
      await until(() => focused()?.id === `change-${all[at]?.id}`);
      await expect.poll(() => seen(focused()), { message: `card ${at}` }).toBe(true);
    }
    press('End');
    await until(() => focused()?.id === `change-${all[999]?.id}`);
    await expect.poll(() => seen(focused())).toBe(true);
    expect(focused()?.ariaPosInSet).toBe('1000');
    press('ArrowUp');
    await until(() => focused()?.id === `change-${all[998]?.id}`);
    await expect.poll(() => seen(focused()) && inOrder()).toBe(true);
    press('Home');
    await until(() => focused()?.id === `change-${all[0]?.id}`);
    await expect.poll(() => pane()?.scrollTop).toBeLessThan(20);
  });

  test('are scrolled through with nothing missing and nothing twice', async () => {
    await mounted({ outbox: waiting(60) });
    press('Ctrl+p');
    await one('.card');
    const met = new Set<string>();
    const meet = () => {
      for (const card of cards()) if (card.ariaPosInSet) met.add(card.ariaPosInSet);
    };
    for (let steps = 0; steps < 100; steps += 1) {
      const frame = pane();
      if (!frame || frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 1) break;
      frame.scrollTop += 300;
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      meet();
      expect(inOrder()).toBe(true);
    }
    meet();
    expect(met.size).toBe(60);
  });

  test('keep the place that is read when one above is delivered', async () => {
    const all = waiting(200);
    const bridge = await mounted({ outbox: all });
    press('Ctrl+p');
    await until(() => focused()?.id === `change-${all[0]?.id}`);
    for (let at = 0; at < 9; at += 1) press('ArrowDown');
    await until(() => focused()?.id === `change-${all[9]?.id}`);
    bridge.tellOutbox(all.slice(1));
    await until(() => focused()?.ariaSetSize === '199');
    expect(focused()?.id).toBe(`change-${all[9]?.id}`);
    expect(focused()?.ariaPosInSet).toBe('9');
    await expect.poll(() => seen(focused())).toBe(true);
  });

  test('of two accounts are two lists, each counted by itself', async () => {
    const own = waiting(30);
    const others = waiting(500, { currentLane: false, lane: otherLane });
    await mounted({ outbox: [...own, ...others] });
    press('Ctrl+p');
    await until(() => focused()?.id === `change-${own[0]?.id}`);
    press('End');
    await until(() => focused()?.id === `change-${others[499]?.id}`);
    await expect.poll(() => seen(focused())).toBe(true);
    expect([focused()?.ariaPosInSet, focused()?.ariaSetSize]).toEqual(['500', '500']);
    expect(cards().length).toBeLessThan(30);
  });

  test.each([
    ['in the list above', 30, 280],
    ['where the two lists meet', 12, 11],
    ['where the two lists meet, below', 12, 13],
  ])('of two accounts stay where they are read, whatever ends above: %s', async (_, count, selected) => {
    const own = waiting(count);
    const others = waiting(300, { currentLane: false, lane: otherLane });
    const all = [...own, ...others];
    const bridge = await mounted({ outbox: all });
    press('Ctrl+p');
    await until(() => focused()?.id === `change-${own[0]?.id}`);
    for (let down = 0; down < selected; down += 1) press('ArrowDown');
    await until(() => focused()?.id === `change-${all[selected]?.id}`);
    await expect.poll(() => seen(focused())).toBe(true);
    await still();
    const places = () =>
      new Map(cards().map(card => [card.id, Math.round(card.getBoundingClientRect().top)]));
    const read = cards().filter(seen);
    const before = read.map(({ id }) => [id, places().get(id)]);
    const height = document.querySelector<HTMLElement>('.cards')?.offsetHeight;
    bridge.tellOutbox(all.slice(5));
    await until(() => document.querySelector<HTMLElement>('.cards')?.offsetHeight !== height);
    await still();
    expect(read.map(({ id }) => [id, places().get(id)])).toEqual(before);
  });
});

test('what touches the view is drawn, and what is selected wherever it is', () => {
  const offsets = offsetsOf([100, 50, 100, 100], 10);
  expect(offsets).toEqual([0, 110, 170, 280, 390]);
  expect(placesIn(offsets, { from: 120, to: 200 }, -1)).toEqual([1, 2]);
  expect(placesIn(offsets, { from: 120, to: 130 }, 3)).toEqual([1, 3]);
});

test('a change that another program made says so on its card, to who listens, and in the history', async () => {
  const change = changeOf(deal(1), 'won', { byProgram: true });
  await mounted({ outbox: [change], history: [{ ...change, state: 'delivered', endedAt: Date.now() }] });
  press('Ctrl+p');
  const card = await one('.card');
  expect(card.querySelector('.card-facts')?.textContent).toContain('by another program');
  expect(card.ariaLabel).toContain('by another program.');
  press('Ctrl+y');
  const past = await one('.past');
  expect(past.textContent).toContain('by another program');
});
