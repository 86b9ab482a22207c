import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import { bindings } from '../../../renderer/state/bindings.ts';
import { button, one, press, type, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import { changeOf, opportunities, opportunityOf, otherLane, snapshot, stageOf } from '../support/samples.ts';

const nobody = opportunityOf({ name: '' });
const [joao = nobody, mariana = nobody, lucia = nobody] = opportunities;
const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
const field = (id: string) => document.getElementById(id) as HTMLInputElement | HTMLSelectElement | null;

function choose(id: string, value: string): void {
  const control = field(id);
  if (!control) throw new Error(`No control ${id}`);
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('pending', () => {
  const conflict = changeOf(mariana, 'proposal', {
    state: 'parked',
    reason: 'conflict',
    theirs: stageOf('won'),
  });
  const waiting = changeOf(joao, 'won', {
    state: 'waiting',
    trouble: { code: 'server-failing', status: 503 },
    nextAttemptAt: Date.now() + 3_600_000,
  });
  const foreign = changeOf(lucia, 'won', {
    state: 'parked',
    reason: 'foreign-key',
    currentLane: false,
    lane: otherLane,
  });

  test.each([
    ['damaged', 'is damaged'],
    ['newer', 'a newer version'],
  ] as const)(
    'a change that is %s says so, and can be chosen anew or cancelled, not sent',
    async (reason, said) => {
      const change = changeOf(joao, 'won', { state: 'parked', reason });
      const bridge = await mounted({ outbox: [change] });
      press('Ctrl+p');
      const card = await one('.card');
      expect(card.textContent).toContain(said);
      const actions = [...card.querySelectorAll('button')].map(({ textContent }) => textContent);
      expect(actions).toEqual(['Choose the stageS', 'Cancel changeX']);
      for (const key of ['r', 'm', 'k', 'x']) press(key);
      await until(() => bridge.requests('resolve').length > 0);
      expect(bridge.requests('resolve')).toEqual([{ change: change.id, answer: 'cancel', rev: change.rev }]);
    },
  );

  test('says why each change waits and what comes next', async () => {
    await mounted({ outbox: [conflict, waiting] });
    press('Ctrl+p');
    const cards = await until(() => {
      const found = [...document.querySelectorAll('.card')].map(card => card.textContent ?? '');
      return found.length === 2 && found;
    });
    expect(cards[0]).toContain('Someone else moved it');
    expect(cards[0]).toContain('YouProposal');
    expect(cards[0]).toContain('Server nowWon');
    expect(cards[1]).toContain('The server failed (503).');
    expect(cards[1]).toContain('next try in 1 hour');
  });

  test.each([
    ['conflict', ['Keep theirs', 'Send mine']],
    ['pipeline-changed', ['Choose the stage', 'Keep theirs']],
    ['misplaced', ['Choose the stage', 'Put back to Qualified', 'Leave it there']],
    ['stage-refused', ['Choose the stage', 'Retry', 'Cancel change']],
    ['damaged', ['Choose the stage', 'Cancel change']],
    ['missing', ['Retry', 'Cancel change']],
  ] as const)('of %s offers what is taken: %j', async (reason, offered) => {
    const asked = { ...conflict, reason, overwrote: stageOf('qualified') };
    await mounted({ outbox: [asked] });
    press('Ctrl+p');
    const buttons = await until(() => {
      const found = [...document.querySelectorAll('.card-actions button')];
      return found.length > 0 && found;
    });
    expect(buttons.map(one => one.firstChild?.textContent)).toEqual(offered);
  });

  test('is answered by keys: what fits the selected change, and nothing else', async () => {
    const bridge = await mounted({ outbox: [conflict, waiting] });
    press('Ctrl+p');
    await until(() => document.activeElement?.id === `change-${conflict.id}`);
    press('r');
    press('k');
    await until(() => document.querySelectorAll('.card').length === 1);
    expect(bridge.requests('resolve')).toEqual([{ change: conflict.id, answer: 'keep-theirs', rev: 1 }]);
  });

  test('changes of another key are frozen until the user says whose they are', async () => {
    const bridge = await mounted({ outbox: [foreign, waiting] });
    press('Ctrl+p');
    await until(() => document.querySelector('.frozen'));
    expect(text('.frozen')).toContain('1 change of another key');
    expect(text('.frozen .card')).not.toMatch(/needs you|Marked under another key/);
    button('It is the same account')?.click();
    await until(() => bridge.requests('session.rebind').length === 1);
    expect(bridge.requests('session.rebind')).toEqual([{ lane: otherLane }]);
    await until(() => text('.notice').includes('1 change now belongs to this account.'));
  });
});

describe('the badge', () => {
  const badge = () => [...document.querySelectorAll('.bar .count')].map(({ textContent }) => textContent);
  const spoken = () =>
    document.querySelector('.bar-go button')?.textContent?.replace(/^.*?Pending/, 'Pending') ?? '';

  test('counts what needs the user, parked changes included, to eye and ear', async () => {
    const bridge = await mounted();
    bridge.tell({ pending: 1, needsYou: 1 });
    await until(() => badge().join() === '1');
    expect(spoken()).toContain(', 1 change, 1 needs you');
    expect(document.querySelector('.bar .count')?.classList).toContain('needs');
    bridge.tell({ pending: 5, needsYou: 2 });
    await until(() => badge().join() === '2,3');
    expect(spoken()).toContain(', 5 changes, 2 need you');
  });

  test('leaves the changes of other keys out, but says that there are some', async () => {
    const bridge = await mounted();
    bridge.tellOutbox([changeOf(lucia, 'won', { currentLane: false, lane: otherLane })]);
    await until(() => spoken().includes('There are changes of another key'));
    expect(badge()).toEqual([]);
  });

  test('does not speak of the sample data’s', async () => {
    const bridge = await mounted();
    bridge.tell({ sampleLane: otherLane });
    bridge.tellOutbox([changeOf(lucia, 'won', { currentLane: false, lane: otherLane })]);
    press('Ctrl+p');
    await until(() => text('.frozen').includes('1 change in the sample data'));
    expect(spoken()).not.toContain('another key');
    expect(button('It is the same account')).toBeUndefined();
  });
});

test('the requests that are left are said only below a fifth of the plan', async () => {
  const resetsAt = new Date(2026, 4, 4, 11, 0).getTime();
  const bridge = await mounted({
    snapshot: { ...snapshot, quota: { limit: 5000, remaining: 1000, resetsAt } },
  });
  const line = () => document.querySelector('.bar-state')?.textContent;
  await until(() => line() === 'Connected');
  bridge.tell({ quota: { limit: 5000, remaining: 999, resetsAt } });
  await until(() => line() === 'Connected999 requests left until 11:00 AM');
});

describe('history', () => {
  const won = (marked: Date, delivered: Date) =>
    changeOf(joao, 'won', { state: 'delivered', markedAt: marked.getTime(), endedAt: delivered.getTime() });

  test('tells both moments, and warns across a month’s end', async () => {
    await mounted({ history: [won(new Date(2026, 4, 29, 17, 2), new Date(2026, 5, 1, 9, 10))] });
    press('Ctrl+y');
    await one('.past');
    expect(text('.past')).toContain('marked May 29, 5:02 PM, delivered 9:10 AM');
    expect(text('.warn')).toBe('Marked in May 2026, but on record at the server in June 2026.');
  });

  test('says one moment and no warning when it was delivered at once', async () => {
    await mounted({ history: [won(new Date(2026, 4, 29, 17, 2), new Date(2026, 4, 29, 17, 2, 7))] });
    press('Ctrl+y');
    await one('.past');
    expect(text('.past')).not.toContain('delivered May');
    expect(document.querySelector('.warn')).toBeNull();
  });

  test('stands day by day, with what each day, this week and this month came to', async () => {
    const now = new Date();
    const ago = (days: number, hours: number) =>
      new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, hours);
    const rows = [ago(0, 0), ago(1, 12), ago(1, 9), ago(40, 9)].map(when => won(when, when));
    await mounted({ history: rows });
    press('Ctrl+y');
    await until(() => document.querySelectorAll('.past-day .money, .past-day h2 span').length === 3);
    const headings = [...document.querySelectorAll('.past-day h2')].map(heading => heading.textContent);
    const date = new Intl.DateTimeFormat('en-US', { weekday: 'long', day: 'numeric', month: 'long' });
    expect(headings).toEqual([
      'Today1 moved · 1 won · R$48,000',
      'Yesterday2 moved · 2 won · R$96,000',
      `${date.format(ago(40, 9))}1 moved · 1 won · R$48,000`,
    ]);
    expect(text('.lately')).toMatch(/^This week · \d moved .*This month · \d moved · \d won · R\$/);
    expect(document.querySelector('.past-day ul')?.closest('section')?.getAttribute('aria-labelledby')).toBe(
      document.querySelector('.past-day h2')?.id,
    );
  });

  test('is gone through by arrows and from day to day, and a text in the search shows no sums', async () => {
    const day = 24 * 3_600_000;
    const noon = new Date().setHours(12, 0, 0, 0);
    const rows = [0, 0, 1, 1].map(ago => won(new Date(noon - ago * day), new Date(noon - ago * day)));
    await mounted({ history: rows });
    press('Ctrl+y');
    await one('.past');
    const here = () => [...document.querySelectorAll('.past')].indexOf(document.activeElement as Element);
    for (const [key, place] of [
      ['Ctrl+ArrowDown', 0],
      ['ArrowDown', 1],
      ['ArrowDown', 2],
      ['ArrowDown', 3],
      ['Ctrl+ArrowUp', 2],
      ['Ctrl+ArrowUp', 0],
    ] as const) {
      press(key);
      await until(() => here() === place);
    }
    type('#history-text', 'jo');
    await until(() => document.querySelector('.lately') === null && document.querySelector('.past'));
    expect([...document.querySelectorAll('.past-day h2')].map(({ textContent }) => textContent)).toEqual([
      'Today',
      'Yesterday',
    ]);
  });

  test('a thousand rows come page by page and can be searched', async () => {
    const start = new Date(2026, 5, 1).getTime();
    const history = Array.from({ length: 1000 }, (_, at) =>
      changeOf(opportunityOf({ name: `Deal ${at}` }), 'won', {
        state: 'delivered',
        markedAt: start - at,
        endedAt: start - at,
      }),
    );
    const bridge = await mounted({ history });
    press('Ctrl+y');
    for (const count of [200, 400, 600, 800, 1000]) {
      await until(() => document.querySelectorAll('.past').length === count);
      button('Show more')?.click();
    }
    await until(() => bridge.requests('history.list').length === 6);
    await until(() => button('Show more') === undefined);
    type('#history-text', 'deal 99');
    await until(() => document.querySelectorAll('.past').length === 11);
    button('Export CSV')?.click();
    await until(() => text('.notice').includes('/home/ana/historico.csv'));
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    expect(bridge.requests('history.export')).toEqual([{ zone: timeZone }]);
  }, 60_000);
});

describe('settings', () => {
  const opened = async (arrange?: Parameters<typeof mounted>[1]) => {
    const bridge = await mounted({}, arrange);
    press('Ctrl+,');
    await one('.settings');
    return bridge;
  };
  const record = async (combo: string, part: Partial<KeyboardEventInit>) => {
    (await one('#hotkey')).click();
    (await one('#hotkey.recording')).focus();
    press(combo, part);
  };

  test('a hotkey is recorded, tried by main, and asked to be pressed', async () => {
    const bridge = await opened();
    await record('Ctrl+k', { altKey: true });
    await until(() => text('.settings').includes('Press Ctrl Alt K now to test it.'));
    expect(bridge.requests('settings.change')).toEqual([{ hotkey: 'CommandOrControl+Alt+K' }]);
    bridge.push('hotkey', null);
    await until(() => text('.settings').includes('It works.'));
  });

  test('a clash is said, and the one before stays', async () => {
    await opened(bridge =>
      bridge.answer('settings.change', () =>
        fail({ code: 'hotkey-taken', accelerator: 'CommandOrControl+Alt+K' }),
      ),
    );
    await record('Ctrl+k', { altKey: true });
    await until(() => text('.wrong').includes('Ctrl Alt K is in use already. Nothing was changed.'));
    expect(text('.settings')).toContain('AltShiftSpace');
  });

  test('what is entered is told to main, so that the popup stays for it', async () => {
    const bridge = await opened();
    const told = () => bridge.requests('popup.entering').map(({ what }) => what);
    expect(told()).toEqual([]);
    await record('Ctrl+k', { altKey: true });
    await until(() => text('.settings').includes('Press Ctrl Alt K now to test it.'));
    bridge.push('shown', { view: null, fill: null });
    await until(() => told().length === 4);
    bridge.push('hotkey', null);
    await until(() => text('.settings').includes('It works.'));
    (await until(() => button('Replace'))).click();
    await one('#key');
    expect(told()).toEqual(['hotkey', 'nothing', 'press', 'press', 'nothing', 'key']);
  });

  test('a hotkey that is offered is taken by a click, and asked to be pressed', async () => {
    const offered = {
      hotkeys: { hotkey: 'off', clipboardHotkey: 'off' },
      hotkeyOffers: ['CommandOrControl+Alt+Shift+K'],
    } as const;
    const bridge = await opened();
    bridge.tell(offered);
    await until(() => text('.hotkey-note').includes('another program has it'));
    (await until(() => button('CtrlAltShiftK'))).click();
    await until(() => text('.settings').includes('Press Ctrl Alt Shift K now to test it.'));
    expect(bridge.requests('settings.change')).toEqual([{ hotkey: 'CommandOrControl+Alt+Shift+K' }]);
    bridge.tell({ hotkeys: { hotkey: 'works', clipboardHotkey: 'off' }, hotkeyOffers: [] });
    await until(() => !document.querySelector('.hotkey-note'));
  });

  test('the hotkey for the clipboard is recorded beside it, and turned off again', async () => {
    const bridge = await opened();
    expect(button('Turn off')).toBeUndefined();
    (await one('#clipboardHotkey')).click();
    (await one('#clipboardHotkey.recording')).focus();
    expect(document.querySelector('#hotkey.recording')).toBeNull();
    press('Ctrl+v', { altKey: true });
    await until(() => text('.settings').includes('Press Ctrl Alt V now to test it.'));
    (await until(() => button('Turn off'))).click();
    await until(() => !button('Turn off'));
    expect(bridge.requests('settings.change')).toEqual([
      { clipboardHotkey: 'CommandOrControl+Alt+V' },
      { clipboardHotkey: null },
    ]);
  });

  test('Escape ends recording without a change, and only then leaves', async () => {
    const bridge = await opened();
    await record('Escape', {});
    await until(() => !document.querySelector('.recording'));
    expect(bridge.requests('settings.change')).toEqual([]);
    expect(document.querySelector('.settings')).not.toBeNull();
    press('Escape');
    await one('#search');
  });

  test('theme and language change at once', async () => {
    const bridge = await opened();
    choose('theme', 'dark');
    await until(() => document.documentElement.dataset.theme === 'dark');
    expect(getComputedStyle(document.documentElement).colorScheme).toBe('dark');
    choose('language', 'pt-BR');
    await until(() => text('#title') === 'Configurações');
    expect(bridge.requests('settings.change')).toEqual([{ theme: 'dark' }, { language: 'pt-BR' }]);
  });

  test('the key is shown by its fingerprint only, and removed only when sure', async () => {
    const bridge = await opened();
    expect(text('.account')).toContain('•••• k7q2 · kept in the keychain');
    button('Remove')?.click();
    const asked = await one('.sure');
    expect(document.activeElement).toBe(asked);
    press('Enter');
    press(' ');
    expect(bridge.requests('session.remove-key')).toEqual([]);
    (await until(() => button('Remove key only'))).click();
    await until(() => text('.account').includes('none'));
    expect(bridge.requests('session.remove-key')).toEqual([{ erase: false }]);
    press('Escape');
    await one('#key');
  });

  test('what was kept under an earlier key goes on under this one when the user says whose it was', async () => {
    const bridge = await mounted({
      snapshot: {
        ...snapshot,
        account: {
          kind: 'key',
          fingerprint: 'k7q2',
          earlier: { lane: otherLane, fingerprint: '3F2A' },
          kept: 'keychain',
          read: 'yes',
          write: 'yes',
        },
      },
    });
    bridge.answer('session.rebind', () => ok(0));
    press('Ctrl+,');
    await one('.settings');
    expect(text('.account')).toContain('•••• 3F2A');
    button('It is the same account')?.click();
    await until(() => text('.notice').includes('goes on under this one'));
    expect(bridge.requests('session.rebind')).toEqual([{ lane: otherLane }]);
  });

  test('an address that may not be used is refused beside its field', async () => {
    await opened(bridge =>
      bridge.answer('settings.change', () => fail({ code: 'api-address', address: 'http://example.com' })),
    );
    type('#apiUrl', 'http://example.com');
    button('Save')?.click();
    await until(() => text('.wrong').includes('This address cannot be used: http://example.com.'));
  });
});

test('the help sheet has a line for every row of the key table', async () => {
  await mounted();
  await one('#search');
  press('?');
  await one('.sheet');
  expect(document.querySelectorAll('.keys dt')).toHaveLength(bindings.filter(({ help }) => help).length);
  expect(text('.lines')).toMatch(/silva won.*acme #3.*proposal >30k.*stale 30.*today.*CtrlV/);
  expect(document.activeElement?.id).toBe('help');
  press('Escape');
  await until(() => document.activeElement?.id === 'search');
});

test('the window is told to grow at once', async () => {
  const bridge = await mounted();
  await until(() => document.querySelectorAll('[role=option]').length > 5);
  const before = bridge.requests('popup.resize').at(-1)?.height ?? 0;
  press('Ctrl+,');
  await one('.settings');
  await expect.poll(() => bridge.requests('popup.resize').at(-1)?.height ?? 0).not.toBe(before);
});

test('the foot moves up with the window’s edge, not before it', async () => {
  const bridge = await mounted();
  const told = () => bridge.requests('popup.resize').at(-1)?.height ?? 0;
  const edge = () => Math.round(document.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0);
  await expect.poll(() => edge() === told()).toBe(true);
  const tall = told();
  let follow = () => {};
  bridge.answer('popup.resize', () => new Promise(resolve => (follow = () => resolve(null))));
  type('#search', 'acme');
  await until(() => document.querySelector('.pane[data-answers=acme]'));
  const rows = document.querySelector('.top')?.getBoundingClientRect().height ?? 0;
  expect(rows).toBeLessThan(tall - 100);
  await expect.poll(told).toBeLessThan(tall);
  expect(edge()).toBe(tall);
  follow();
  await expect.poll(edge).toBe(told());
});
