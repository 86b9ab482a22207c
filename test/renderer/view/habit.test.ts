import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { StageId } from '../../../main/contract/model.ts';
import { button, one, press, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import {
  boardOf,
  changeOf,
  hitOf,
  movesTo,
  opportunities,
  opportunityOf,
  otherLane,
  snapshot,
  stageOf,
} from '../support/samples.ts';

const nobody = opportunityOf({ name: '' });
const [joao = nobody, mariana = nobody, lucia = nobody] = opportunities;
const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const selected = () => document.querySelector('[role=option][aria-selected=true]')?.id;
const box = () => document.querySelector<HTMLInputElement>('#search');
const conflicts = [joao, mariana, lucia].map(row =>
  changeOf(row, 'proposal', { state: 'parked', reason: 'conflict', theirs: stageOf('won') }),
);

/** Settles when a person has seen what is on the screen: it has been the same for half a second. */
const seen = (): Promise<void> =>
  new Promise(resolve => {
    const still = () => {
      changes.disconnect();
      resolve();
    };
    let timer = setTimeout(still, 500);
    const changes = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(still, 500);
    });
    changes.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
const optionSeen = async (at: number): Promise<HTMLElement> => {
  await until(() => options().length > at);
  await seen();
  return options()[at] ?? document.body;
};
/** A click in the middle of it at this very moment; what the browser sends for us takes its time on a busy machine. */
const clickAtOnce = (element: Element | undefined): void => {
  const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2 };
  element?.dispatchEvent(
    new MouseEvent('click', { ...at, detail: 1, bubbles: true, cancelable: true, composed: true }),
  );
};
const buttonSeen = async (name: string | RegExp): Promise<HTMLElement> => {
  await until(() => button(name));
  await seen();
  return button(name) ?? document.body;
};

describe('a double click', () => {
  test('on the fourth row opens its stages, and moves nothing to Won', async () => {
    const bridge = await mounted();
    await userEvent.dblClick(await optionSeen(3));
    await one('#stages');
    expect(bridge.requests('move')).toEqual([]);
  });

  test('on a stage moves one opportunity, and opens nothing in the list that follows', async () => {
    const bridge = await mounted();
    await userEvent.click(await optionSeen(0));
    await one('#stages');
    await userEvent.dblClick(await optionSeen(4));
    await one('.toast');
    await seen();
    expect(bridge.requests('move')).toHaveLength(1);
    expect(document.querySelector('#stages')).toBeNull();
  });

  test('on “Send mine” answers one conflict, not the one that moves up', async () => {
    const bridge = await mounted({ outbox: conflicts });
    press('Ctrl+p');
    await userEvent.dblClick(await buttonSeen(/^Send mine/));
    await until(() => document.querySelectorAll('.card').length === 2);
    expect(bridge.requests('resolve')).toMatchObject([{ change: conflicts[0]?.id }]);
  });

  test('on a change of another key confirms it once', async () => {
    const foreign = changeOf(joao, 'won', { state: 'parked', reason: 'foreign-key', currentLane: false });
    const bridge = await mounted({ outbox: [{ ...foreign, lane: otherLane }] });
    press('Ctrl+p');
    await userEvent.dblClick(await buttonSeen('It is the same account'));
    await one('.notice');
    expect(bridge.requests('session.rebind')).toHaveLength(1);
  });

  test('on “Remove” does not remove the key', async () => {
    const bridge = await mounted();
    press('Ctrl+,');
    await userEvent.dblClick(await buttonSeen('Remove'));
    await one('.sure');
    expect(bridge.requests('session.remove-key')).toEqual([]);
  });

  test('on the sample data opens them, and no opportunity', async () => {
    const bridge = await mounted({ snapshot: { ...snapshot, account: { kind: 'none' } } });
    await userEvent.dblClick(await buttonSeen('Try with sample data'));
    await one('#search');
    expect(bridge.requests('session.use-sample')).toHaveLength(1);
    expect(document.querySelector('#stages')).toBeNull();
  });
});

describe('a click right after the screen has changed', () => {
  test('under the pointer chooses nothing; the same click a moment later does', async () => {
    const bridge = await mounted();
    await userEvent.click(await optionSeen(3));
    await one('#stages');
    clickAtOnce(options()[3]);
    expect(bridge.requests('move')).toEqual([]);
    await userEvent.click(await optionSeen(4));
    await until(() => bridge.requests('move').length === 1);
  });

  test('does not answer the card that moved up', async () => {
    const bridge = await mounted({ outbox: conflicts });
    press('Ctrl+p');
    await userEvent.click(await buttonSeen(/^Send mine/));
    await until(() => document.querySelectorAll('.card').length === 2);
    clickAtOnce(button(/^Send mine/));
    expect(bridge.requests('resolve')).toHaveLength(1);
    await userEvent.click(await buttonSeen(/^Send mine/));
    await until(() => bridge.requests('resolve').length === 2);
  });

  test('opens no other stages while a change is on its way to the disk, which would close them', async () => {
    const bridge = await mounted();
    await optionSeen(0);
    let keep = (): void => {};
    bridge.answer(
      'move',
      ({ to }) =>
        new Promise(resolve => {
          keep = () => resolve(ok(changeOf(joao, to)));
        }),
    );
    press('Enter');
    await one('#stages');
    press('5');
    press('Escape');
    await userEvent.click(await optionSeen(1));
    press('Ctrl+Enter');
    expect(document.querySelector('#stages')).toBeNull();
    keep();
    await one('.toast');
    press('Ctrl+Enter');
    await one('#stages');
  });

  test('does not open the row that an answer has put there', async () => {
    const bridge = await mounted();
    await optionSeen(1);
    bridge.world.opportunities = opportunities.slice(3);
    bridge.push('found', null);
    await until(() => document.getElementById(`row-${joao.id}`) === null);
    clickAtOnce(options()[1]);
    expect(document.querySelector('#stages')).toBeNull();
  });

  test('does not take what a toast has put there', async () => {
    const bridge = await mounted({ outbox: conflicts });
    await optionSeen(0);
    bridge.push('receipt', { kind: 'delayed', late: false, change: conflicts[0] ?? changeOf(joao, 'won') });
    await until(() => button('Review'));
    clickAtOnce(button('Review'));
    expect(document.querySelector('.card')).toBeNull();
  });

  test('chooses what has stayed where it was', async () => {
    const bridge = await mounted();
    const first = await optionSeen(0);
    bridge.world.opportunities = [...opportunities, opportunityOf({ name: 'Newcomer' })];
    bridge.push('found', null);
    await until(() => options().length === opportunities.length + 1);
    await userEvent.click(first);
    await one('#stages');
  });

  test('chooses nothing in a popup that has just come up under the pointer', async () => {
    const bridge = await mounted();
    const first = await optionSeen(0);
    bridge.push('shown', { view: null, fill: null });
    clickAtOnce(first);
    expect(document.querySelector('#stages')).toBeNull();
  });
});

describe('hovering', () => {
  test('chooses no row: Enter opens the one that the keys chose', async () => {
    await mounted();
    const before = selected();
    await userEvent.hover(await optionSeen(3));
    await userEvent.hover(await optionSeen(4));
    expect(selected()).toBe(before ?? `row-${joao.id}`);
    press('Enter');
    expect((await one('#title')).textContent).toBe(joao.name);
  });

  test('chooses no stage, and says what a click on it would write down', async () => {
    const bridge = await mounted();
    await userEvent.click(await optionSeen(0));
    await one('#stages');
    await userEvent.hover(await optionSeen(4));
    await userEvent.hover(await optionSeen(6));
    await until(() => document.querySelector('.consequence')?.textContent?.includes('lost date'));
    press('Enter');
    await until(() => bridge.requests('move').length === 1);
    expect(bridge.requests('move')).toMatchObject([{ to: 'negotiation' }]);
  });
});

describe('a key held down', () => {
  test('opens the stages, and chooses none of them', async () => {
    const bridge = await mounted();
    await optionSeen(0);
    await userEvent.keyboard('{Enter>9}');
    await one('#stages');
    expect(bridge.requests('move')).toEqual([]);
  });

  test('picks once by its digit, and types nothing into the box', async () => {
    const bridge = await mounted();
    await optionSeen(0);
    press('Enter');
    await one('#stages');
    await userEvent.keyboard('{6>9}');
    expect(document.activeElement).toBe(box());
    expect(bridge.requests('move')).toHaveLength(1);
    expect(box()?.value).toBe('');
  });

  test.each(['k', 'm'])('%s answers one card', async letter => {
    const bridge = await mounted({ outbox: conflicts });
    press('Ctrl+p');
    await one('.card');
    await userEvent.keyboard(`{${letter}>9}`);
    expect(bridge.requests('resolve')).toHaveLength(1);
  });

  test('on a button presses it once', async () => {
    const [conflict = changeOf(joao, 'won')] = conflicts;
    const bridge = await mounted({ outbox: conflicts }, fake => fake.answer('resolve', () => ok(conflict)));
    press('Ctrl+p');
    (await buttonSeen(/^Keep theirs/)).focus();
    await userEvent.keyboard('{Enter>9}');
    expect(bridge.requests('resolve')).toHaveLength(1);
  });

  test('takes away what it left, not the text in the box it came to', async () => {
    await mounted();
    await optionSeen(0);
    await userEvent.type(box() ?? document.body, 'joao');
    press('Enter');
    await one('#stages');
    await userEvent.keyboard('{Backspace>9}');
    expect(document.activeElement).toBe(box());
    expect(box()?.value).toBe('joao');
  });

  test('before the popup was there types nothing into it', async () => {
    await mounted();
    const field = (await one('#search')) as HTMLInputElement;
    field.focus();
    const repeated = new KeyboardEvent('keydown', {
      key: ' ',
      code: 'Space',
      repeat: true,
      bubbles: true,
      cancelable: true,
    });
    expect(field.dispatchEvent(repeated)).toBe(false);
  });

  test('in the box repeats its letter there', async () => {
    await mounted();
    (await one('#search')).focus();
    await userEvent.keyboard('{a>4}');
    await until(() => box()?.value === 'aaaa');
  });
});

describe('a key pressed twice by habit', () => {
  test('opens the stages and takes none of them, not even the one that an unsure line has put there', async () => {
    const bridge = await mounted({}, fake =>
      fake.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: [hitOf(joao, { command: movesTo('lost' as StageId, { isRowSure: false }) })],
        total: 2,
        lists: [],
        stageText: null,
        fit: 'good',
      })),
    );
    await optionSeen(0);
    (await one('#search')).focus();
    await userEvent.keyboard('{Enter}');
    await one('#stages');
    await userEvent.keyboard('{Enter}');
    expect(bridge.requests('move')).toEqual([]);
    await seen();
    await userEvent.keyboard('{Enter}');
    await until(() => bridge.requests('move').length === 1);
  });

  test.each(['Enter', '6'])(
    '%s, pressed in what was in front of a popup that a link has opened, takes no stage',
    async key => {
      const bridge = await mounted();
      await optionSeen(0);
      const fill = { text: '', opportunity: joao.id, stage: 'won' as StageId };
      bridge.push('shown', { view: null, fill });
      await until(() => selected()?.startsWith('stage-'));
      press(key);
      expect(bridge.requests('move')).toEqual([]);
      await seen();
      press(key);
      await until(() => bridge.requests('move').length === 1);
    },
  );

  test('in the empty box opens the stages of the row on top, and takes none, however long after', async () => {
    const bridge = await mounted();
    await optionSeen(0);
    (await one('#search')).focus();
    await userEvent.keyboard('{Enter}');
    await one('#stages');
    await seen();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('{Enter}');
    expect(selected()?.startsWith('stage-') ?? false).toBe(false);
    expect(bridge.requests('move')).toEqual([]);
  });

  test('picks once, and types nothing into the box', async () => {
    const bridge = await mounted();
    await optionSeen(0);
    press('Enter');
    await one('#stages');
    await userEvent.keyboard('6');
    await until(() => document.activeElement === box());
    await userEvent.keyboard('6');
    expect(bridge.requests('move')).toHaveLength(1);
    expect(box()?.value).toBe('');
  });

  test('takes none of the stages that a refused pick has put in the place of the others', async () => {
    const after = boardOf('after', ['new', 'won', 'lost', 'discarded', 'canceled'].map(stageOf));
    const bridge = await mounted({ snapshot: { ...snapshot, pipelines: [...snapshot.pipelines, after] } });
    await optionSeen(0);
    let refuse = (): void => {};
    bridge.answer(
      'move',
      () =>
        new Promise(resolve => {
          refuse = () => resolve(fail({ code: 'stage-unknown' }));
        }),
    );
    press('Enter');
    await one('#stages');
    bridge.world.opportunities = [{ ...joao, pipeline: after.id, stage: stageOf('new') }];
    bridge.push('found', null);
    await until(() => bridge.requests('find').length > 1);
    press('5');
    await seen();
    refuse();
    await until(() => options().length === 5);
    press('5');
    expect(bridge.requests('move')).toHaveLength(1);
    await seen();
    press('5');
    expect(bridge.requests('move')).toMatchObject([{ to: 'negotiation' }, { to: 'canceled' }]);
  });

  test('answers one card', async () => {
    const bridge = await mounted({ outbox: conflicts });
    press('Ctrl+p');
    await one('.card');
    await userEvent.keyboard('m');
    await until(() => document.querySelectorAll('.card').length === 2);
    await userEvent.keyboard('m');
    expect(bridge.requests('resolve')).toHaveLength(1);
  });

  test('presses one button, also where the focus has gone to the next', async () => {
    const bridge = await mounted({ outbox: conflicts });
    press('Ctrl+p');
    (await buttonSeen(/^Keep theirs/)).focus();
    await userEvent.keyboard('{Enter}');
    await until(() => document.querySelectorAll('.card').length === 2);
    button(/^Keep theirs/)?.focus();
    await userEvent.keyboard('{Enter}');
    expect(bridge.requests('resolve')).toHaveLength(1);
  });
});

describe('Ctrl+Z in the box', () => {
  const undo = () => userEvent.keyboard('{Control>}z{/Control}');

  test('brings back the text before, as it was typed and as it was deleted', async () => {
    const bridge = await mounted();
    const field = (await one('#search')) as HTMLInputElement;
    field.focus();
    await userEvent.keyboard('joao');
    await userEvent.keyboard('{Control>}a{/Control}{Delete}');
    expect(field.value).toBe('');
    await undo();
    await until(() => field.value === 'joao');
    await undo();
    await until(() => field.value === '');
    expect(bridge.requests('undo')).toEqual([]);
  });

  test('takes back no change until a second after the last letter is gone', async () => {
    const bridge = await mounted();
    await optionSeen(0);
    press('Enter');
    await one('#stages');
    await userEvent.keyboard('{Shift>}5{/Shift}');
    await until(() => document.activeElement === box());
    await userEvent.keyboard('ma');
    await undo();
    await until(() => box()?.value === '');
    await undo();
    expect(bridge.requests('undo')).toEqual([]);
  });
});

test('the history says of an older change why it cannot be undone', async () => {
  const past = (undo: 'possible' | 'newer-exists') =>
    changeOf(joao, 'won', { state: 'delivered', endedAt: Date.now(), undo });
  await mounted({ history: [past('possible'), past('newer-exists')] });
  press('Ctrl+y');
  await one('.past');
  const sides = [...document.querySelectorAll('.past-side')].map(side => side.textContent);
  expect(sides[0]).toContain('Undo João Pedro Silva');
  expect(sides[1]).toContain('Only the newest change can be undone.');
  expect(document.querySelectorAll('.past button')).toHaveLength(1);
});
