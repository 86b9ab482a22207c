import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../main/contract/failure.ts';
import type { FindReply } from '../../../main/contract/find.ts';
import type { OpportunityId, PipelineId, StageId } from '../../../main/contract/model.ts';
import { button, one, press, type, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import {
  changeOf,
  hitOf,
  movesTo,
  opportunities,
  opportunityOf,
  snapshot,
  stageOf,
} from '../support/samples.ts';

const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const selected = () =>
  document.querySelector<HTMLElement>('[role=option][aria-selected=true]')?.textContent ?? '';
const said = () => document.querySelector('#news p:last-child')?.textContent ?? '';
const alerted = () => document.querySelector('#urgent p:last-child')?.textContent;
const box = () => document.querySelector<HTMLInputElement>('#search');
const joao = opportunities[0] ?? opportunityOf({ name: 'none' });
const withAccount = (account: (typeof snapshot)['account']) => ({ snapshot: { ...snapshot, account } });

async function searched(text: string): Promise<void> {
  type('#search', text);
  await until(() => document.querySelector('[role=option] mark'));
}

test('few rows for a name leave the search on the server at hand', async () => {
  const bridge = await mounted();
  await searched('acme');
  button('Search on the server')?.click();
  await until(() => bridge.requests('find.on-server').length === 1);
  expect(bridge.requests('find.on-server')).toEqual([{ text: 'acme' }]);
  await until(() => button('0 new from the server'));
});

describe('hotkey, letters, Enter, a digit', () => {
  test('marks, asks main once, and says saved here only after main has it', async () => {
    let answer: (() => void) | undefined;
    const bridge = await mounted();
    bridge.answer('move', ({ to }) => {
      const change = changeOf(joao, to);
      return new Promise(resolve => {
        answer = () => resolve(ok(change));
      });
    });
    await searched('joao'.slice(0, 2));
    press('Enter');
    await one('#stages');
    expect(document.activeElement?.id).toBe('stages');
    expect(selected()).toContain('Negotiation');
    press('6');
    press('6');
    press('Enter');
    expect(document.body.textContent).not.toContain('Saved here');
    await until(() => answer);
    answer?.();
    await one('.toast');
    await until(() =>
      document.getElementById('search')?.ariaLabel?.startsWith('Saved here: João Pedro Silva to Won.'),
    );
    expect(bridge.requests('move')).toEqual([
      { opportunity: joao.id, to: 'won', seen: 'proposal', letters: 'jo' },
    ]);
    await until(() => bridge.requests('popup.hide').length === 1 || box()?.value === '');
    expect(box()?.value).toBe('');
  });

  test('hides by itself after the words, unless the user goes on', async () => {
    const bridge = await mounted();
    await searched('jo');
    press('Enter');
    await one('#stages');
    press('5');
    await one('.toast');
    press('ArrowDown');
    await searched('mari');
    expect(bridge.requests('popup.hide')).toEqual([]);
    press('Enter');
    await one('#stages');
    press('6');
    await until(() => bridge.world.outbox.length === 2);
    await expect.poll(() => bridge.requests('popup.hide').length, { timeout: 3000 }).toBe(1);
  });

  test('the first letters select, and only Enter or a digit commits', async () => {
    const bridge = await mounted({ snapshot: { ...snapshot, language: 'pt-BR' } });
    await searched('jo');
    press('Enter');
    await one('#stages');
    press('p');
    expect(bridge.requests('move')).toEqual([]);
    await until(() => selected().includes('Proposta'));
    press('e');
    await until(() => selected().includes('Perdido'));
    expect(bridge.requests('move')).toEqual([]);
    press('Enter');
    await one('.toast');
    expect(bridge.requests('move')).toMatchObject([{ to: 'lost' }]);
  });

  test('Enter typed ahead of the answer is carried out on the answer, not on the rows before', async () => {
    const bridge = await mounted();
    await until(() => options().length > 0);
    let reply: ((reply: FindReply) => void) | undefined;
    bridge.answer(
      'find',
      () =>
        new Promise(resolve => {
          reply = resolve;
        }),
    );
    type('#search', 'acme won');
    press('Enter');
    const seq = bridge.requests('find').at(-1)?.seq ?? 0;
    expect(bridge.requests('move')).toEqual([]);
    reply?.({
      seq,
      kind: 'results',
      hits: [hitOf(joao, { command: movesTo('won' as StageId) })],
      total: 1,
      lists: [],
      stageText: null,
      fit: 'good',
    });
    await until(() => bridge.requests('move').length === 1);
    expect(bridge.requests('move')).toEqual([
      { opportunity: joao.id, to: 'won', seen: 'proposal', letters: 'acme won' },
    ]);
  });

  test('an ambiguous line opens the picker with the stage preselected and never commits', async () => {
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
    await until(() => options().length === 1);
    press('Enter');
    await one('#stages');
    expect(bridge.requests('move')).toEqual([]);
    expect(selected()).toContain('Lost');
    expect(document.querySelector('.consequence')?.textContent).toContain('lost date');
  });

  test('a line that names an end by its first letters opens the picker, and says what is to be confirmed', async () => {
    const bridge = await mounted({}, fake =>
      fake.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: [hitOf(joao, { command: movesTo('lost' as StageId, { isStageSure: false }) })],
        total: 1,
        lists: [],
        stageText: null,
        fit: 'good',
      })),
    );
    await until(() => options().length === 1);
    press('Enter');
    await until(() => said() === 'This stage ends the opportunity. Confirm the choice.');
    expect(bridge.requests('move')).toEqual([]);
  });

  test('the stage it is in already is not a change', async () => {
    const bridge = await mounted();
    await searched('jo');
    press('Enter');
    await one('#stages');
    press('4');
    await until(() => said() === 'Already in Proposal.');
    expect(bridge.requests('move')).toEqual([]);
  });

  test('letters typed on before the change is on disk are the box’s, not lost', async () => {
    const bridge = await mounted();
    let answer: (() => void) | undefined;
    bridge.answer('move', ({ to }) => {
      const change = changeOf(joao, to);
      return new Promise(resolve => {
        answer = () => resolve(ok(change));
      });
    });
    await searched('jo');
    press('Enter');
    await one('#stages');
    press('5');
    for (const letter of 'mari') press(letter);
    await until(() => answer);
    answer?.();
    await until(() => box()?.value === 'mari' && document.activeElement === box());
    expect(box()?.selectionStart).toBe(4);
    await until(() => options().length === 1 && options()[0]?.textContent?.includes('Mariana'));
    expect(bridge.requests('popup.hide')).toEqual([]);
  });

  test('a full disk is said, and the pick is still there', async () => {
    await mounted({}, bridge => bridge.answer('move', () => fail({ code: 'disk-full' })));
    await searched('jo');
    press('Enter');
    await one('#stages');
    press('5');
    await one('.notice.trouble');
    await until(() => alerted() === 'The disk is full. The change was not saved.');
    expect(selected()).toContain('Negotiation');
  });
});

describe('the list', () => {
  test('the newest answer wins, whatever the order of arrival', async () => {
    const replies = new Map<number, (reply: FindReply) => void>();
    const bridge = await mounted();
    await until(() => options().length > 0);
    bridge.answer(
      'find',
      ({ seq }) =>
        new Promise(resolve => {
          replies.set(seq, resolve);
        }),
    );
    type('#search', 'a');
    type('#search', 'ab');
    const [first, second] = [...replies.keys()];
    const answer = (seq: number | undefined, name: string) =>
      replies.get(seq ?? 0)?.({
        seq: seq ?? 0,
        kind: 'results',
        hits: [hitOf(opportunityOf({ name }))],
        total: 1,
        lists: [],
        stageText: null,
        fit: 'good',
      });
    answer(second, 'Second');
    await until(() => selected().includes('Second'));
    answer(first, 'First');
    await Promise.resolve();
    expect(selected()).toContain('Second');
  });

  test('a refresh keeps rows and selection where they are; new rows come after', async () => {
    const bridge = await mounted();
    await until(() => options().length > 0);
    press('ArrowDown');
    await until(() => selected().includes('Mariana'));
    const before = options().map(({ id }) => id);
    bridge.world.opportunities = [opportunityOf({ name: 'Newcomer' }), ...[...opportunities].reverse()];
    bridge.push('found', null);
    await until(() => options().length === before.length + 1);
    expect(
      options()
        .map(({ id }) => id)
        .slice(0, -1),
    ).toEqual(before);
    expect(selected()).toContain('Mariana');
  });

  test('a pasted id is marked unverified, looked up once, and sent unseen', async () => {
    const pasted = opportunityOf({ name: '', id: 'opp_unknown1' as OpportunityId });
    const bridge = await mounted({ opportunities: [pasted] }, fake =>
      fake.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: [hitOf(pasted, { verified: false })],
        total: 1,
        lists: [],
        stageText: null,
        fit: 'good',
      })),
    );
    type('#search', 'opp_unknown1');
    await until(() => options()[0]?.textContent?.includes('The server does not know this opportunity.'));
    expect(options()[0]?.textContent).toContain('unverified');
    bridge.push('found', null);
    press('Enter');
    await one('#stages');
    press('6');
    await until(() => bridge.requests('move').length === 1);
    expect(bridge.requests('move')).toEqual([
      { opportunity: 'opp_unknown1', to: 'won', seen: null, letters: 'opp_unknown1' },
    ]);
    expect(bridge.requests('opportunity.look')).toHaveLength(1);
  });

  test('a pasted id that could not be looked up says why, with the facts', async () => {
    const pasted = opportunityOf({ name: '', id: 'opp_unknown2' as OpportunityId });
    await mounted({ opportunities: [pasted] }, fake => {
      fake.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: [hitOf(pasted, { verified: false })],
        total: 1,
        lists: [],
        stageText: null,
        fit: 'good',
      }));
      fake.answer('opportunity.look', () => fail({ code: 'server-failing', status: 503 }));
    });
    type('#search', 'opp_unknown2');
    await until(() => options()[0]?.textContent?.includes('The server failed (503).'));
  });

  test('the draft survives a hide; the popup comes back to the box, not to an open picker', async () => {
    const bridge = await mounted();
    await searched('jo');
    press('Enter');
    await one('#stages');
    bridge.push('shown', { view: null, fill: null });
    const field = await one('#search');
    expect(field).toBe(document.activeElement);
    expect(box()?.value).toBe('jo');
    expect([box()?.selectionStart, box()?.selectionEnd]).toEqual([0, 2]);
  });

  test('a link fills the popup in and commits nothing', async () => {
    const bridge = await mounted();
    bridge.push('shown', { view: null, fill: { text: joao.id, opportunity: joao.id, stage: 'won' } });
    await one('#stages');
    expect(selected()).toContain('Won');
    expect(bridge.requests('move')).toEqual([]);
  });

  test('a proposal of another program says so, and takes no key of who goes on typing', async () => {
    const bridge = await mounted();
    const fill = { text: joao.id, opportunity: joao.id, stage: 'won', isProposed: true } as const;
    bridge.push('shown', { view: 'search', fill, unasked: true });
    await one('#stages');
    expect(selected()).toContain('Won');
    expect(document.body.textContent).toContain('Another program proposes this');
    // Longer than stages that a link has opened take no key.
    for (const until = performance.now() + 800; performance.now() < until; ) {
      press('6');
      await new Promise(requestAnimationFrame);
    }
    expect(bridge.requests('move')).toEqual([]);
    expect(document.querySelector('#stages')).not.toBeNull();
  });

  test('a proposal to which the hotkey gives the keys takes none of who pressed it for an empty box and goes on typing', async () => {
    const bridge = await mounted();
    const fill = { text: joao.id, opportunity: joao.id, stage: 'won', isProposed: true } as const;
    bridge.push('shown', { view: 'search', fill, unasked: true });
    await one('#stages');
    bridge.push('shown', { view: null, fill });
    for (const until = performance.now() + 800; performance.now() < until; ) {
      for (const key of ['j', 'o', 'Enter', '6']) press(key);
      await new Promise(requestAnimationFrame);
    }
    expect(bridge.requests('move')).toEqual([]);
    expect(selected()).toContain('Won');
  });

  test('what an input method composes is no command', async () => {
    await mounted();
    await searched('jo');
    press('Enter', { isComposing: true });
    press('Enter', { keyCode: 229 });
    expect(document.querySelector('#stages')).toBeNull();
    type('#search', '');
    press('?', { isComposing: true });
    expect(document.querySelector('.sheet')).toBeNull();
  });
});

describe('after the pick', () => {
  const moveJoao = async (keep: boolean) => {
    await searched('jo');
    press('Enter');
    await one('#stages');
    press('5', keep ? { shiftKey: true, key: '%' } : {});
    await one('.toast');
  };

  test('Ctrl+Z withdraws what is still held', async () => {
    const bridge = await mounted();
    await moveJoao(true);
    press('Ctrl+z');
    await until(() => alerted() === 'Put back to Proposal: João Pedro Silva.');
    expect(bridge.requests('undo')).toHaveLength(1);
    expect(bridge.world.outbox).toEqual([]);
  });

  test('Ctrl+Z reaches a delivered change, and says what main made of it', async () => {
    const bridge = await mounted();
    await moveJoao(true);
    const [change] = bridge.world.outbox;
    if (!change) throw new Error('nothing was moved');
    bridge.push('receipt', {
      kind: 'delivered',
      late: false,
      change: { ...change, state: 'delivered', endedAt: Date.now() },
    });
    await until(() => said().startsWith('Delivered'));
    bridge.answer('undo', () => ok(changeOf({ ...joao, stage: stageOf('negotiation') }, 'proposal')));
    press('Ctrl+z');
    await until(() => alerted() === 'Saved here: João Pedro Silva goes back to Proposal.');
    expect(button(/^Undo/)).toBeDefined();
  });

  test('a burst ends with its sum', async () => {
    const bridge = await mounted();
    await moveJoao(true);
    await searched('mari');
    press('Enter');
    await one('#stages');
    press('6', { shiftKey: true, key: '^' });
    await until(() => bridge.world.outbox.length === 2 && box()?.value === '');
    const [first, second] = bridge.world.outbox;
    if (!first || !second) throw new Error('two were moved');
    bridge.push('receipt', {
      kind: 'delivered',
      late: false,
      change: { ...first, state: 'delivered', endedAt: 1 },
    });
    bridge.push('receipt', {
      kind: 'parked',
      late: false,
      change: { ...second, state: 'parked', reason: 'conflict' },
    });
    press('Escape');
    await until(() => said() === '1 moved, 1 needs you');
    await expect.poll(() => bridge.requests('popup.hide').length, { timeout: 4000 }).toBe(1);
  });

  test('a refusal is heard at once and leads to the pending list', async () => {
    const bridge = await mounted();
    const change = changeOf(joao, 'won', { state: 'parked', reason: 'forbidden' });
    bridge.tellOutbox([change]);
    bridge.push('receipt', { kind: 'parked', late: false, change });
    await one('.toast.refused');
    await until(
      () => alerted() === 'Refused: João Pedro Silva to Won. This key may not move the opportunity.',
    );
    button('Review')?.click();
    await one('.card');
  });
});

describe('first run', () => {
  test('a wrong key is said, a right one shows what it may do, and the key stays nowhere on the page', async () => {
    const bridge = await mounted(withAccount({ kind: 'none' }));
    const tryKey = async (key: string) => {
      type('#key', key);
      button('Connect')?.click();
    };
    await one('#key');
    await tryKey('gr_live_wrong');
    await until(() => document.querySelector('.wrong')?.textContent?.includes('does not accept'));
    await tryKey('gr_live_secret');
    await one('#begin');
    expect(document.querySelector('.permissions')?.textContent).toContain('Read opportunitiesallowed');
    expect(document.documentElement.outerHTML).not.toContain('gr_live_secret');
    document.getElementById('begin')?.click();
    await one('#search');
    const { apiUrl } = snapshot;
    expect(bridge.requests('session.use-key')).toEqual([
      { key: 'gr_live_wrong', apiUrl },
      { key: 'gr_live_secret', apiUrl },
    ]);
  });

  test('sample data shows the hotkey and lines to try; one that is pressed is searched for, and they are gone', async () => {
    await mounted({ snapshot: { ...snapshot, account: { kind: 'none' } } });
    (await until(() => button('Try with sample data'))).click();
    const lines = await one('.first-lines');
    expect(lines.querySelector('p')?.textContent).toBe('From anywhere, open it with AltShiftSpace');
    expect([...lines.querySelectorAll('strong')].map(({ textContent }) => textContent)).toEqual([
      ...['maria', 'silva won', 'proposal'],
    ]);
    const field = (await one('#search')) as HTMLInputElement;
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')).toBe(
      lines.querySelector('p'),
    );
    lines.querySelectorAll('button')[0]?.focus();
    lines.querySelectorAll('button')[0]?.click();
    await until(() => document.querySelector('.first-lines') === null && document.activeElement === field);
    expect(field.value).toBe('maria');
    type('#search', '');
    await until(() => document.querySelector('[data-answers=""]'));
    expect(document.querySelector('.first-lines')).toBeNull();
  });

  test('sample data opens the search, clearly marked', async () => {
    await mounted(withAccount({ kind: 'none' }));
    (await until(() => button('Try with sample data'))).click();
    await one('#search');
    await one('.badge.sample');
  });

  test('the language is switched without a restart', async () => {
    const bridge = await mounted();
    bridge.tell({ language: 'es' });
    await until(() => document.documentElement.lang === 'es');
    expect(box()?.getAttribute('aria-label')).toBe(
      'Buscar oportunidades'.replace('oportunidades', 'oportunidad'),
    );
  });
});

test('a key that is no longer accepted is not called connected, and a button leads to the form for another', async () => {
  await mounted({ snapshot: { ...snapshot, pause: { kind: 'auth' } } });
  await until(() => button('Enter a key'));
  expect(document.querySelector('.bar')?.textContent).toContain('Key not accepted');
  expect(document.querySelector('.bar')?.textContent).not.toContain('Connected');
  button('Enter a key')?.click();
  await until(() => document.activeElement?.id === 'key');
});

describe('a pasted id under a key that may not read', () => {
  const row = opportunityOf({ name: '', id: 'opp_zz81x0' as OpportunityId });
  const { id } = row;
  const account = { ...snapshot.account, read: 'no' } as typeof snapshot.account;
  const pasted = async (pipelines: typeof snapshot.pipelines) => {
    const bridge = await mounted(
      { snapshot: { ...snapshot, account, pipelines }, opportunities: [row] },
      fake => {
        fake.answer('find', ({ seq }) => ({
          seq,
          kind: 'results',
          hits: [hitOf(row, { verified: false })],
          total: 1,
          lists: [],
          stageText: null,
          fit: 'good',
        }));
        fake.answer('opportunity.look', () =>
          fail({ code: 'permission-missing', permission: 'opportunities:read' }),
        );
      },
    );
    type('#search', id);
    await expect.poll(() => bridge.requests('opportunity.look').length, { timeout: 3000 }).toBe(1);
    await until(() => options()[0]?.textContent?.includes('Pasted ID'));
    return bridge;
  };

  test('is moved to one of the stages that are known, and asked about once', async () => {
    const bridge = await pasted(snapshot.pipelines);
    press('Enter');
    await one('#stages');
    press('6');
    await one('.toast');
    expect(bridge.requests('move')).toEqual([{ opportunity: id, to: 'won', seen: null, letters: id }]);
    expect(bridge.requests('opportunity.look')).toHaveLength(1);
  });

  test('offers no stages where none are known, says so before a pick, and leads to what helps', async () => {
    const bridge = await pasted([]);
    press('Enter');
    await until(() => document.querySelector('.notice')?.textContent?.includes('No stages are known'));
    expect(document.querySelector('#stages')).toBeNull();
    button('Keys in GetRaze')?.click();
    expect(bridge.requests('link.open')).toEqual([{ page: 'api-keys' }]);
  });

  test('offers no stages where it may stand in one of several pipelines', async () => {
    const [sales] = snapshot.pipelines;
    if (sales === undefined) throw new Error('no pipeline');
    await pasted(
      [sales, { ...sales, id: 'other' as typeof sales.id }].map(one => ({
        ...one,
        id: `${one.id}-x` as typeof sales.id,
      })),
    );
    press('Enter');
    await until(() => document.querySelector('.notice')?.textContent?.includes('several pipelines'));
    expect(document.querySelector('#stages')).toBeNull();
  });
});

const own = { host: 'app.getraze.co', path: ['deals', ':id'], query: [] } as const;
const inPipeline = { ...own, path: ['pipelines', ':pipeline', ':id'] };
const sales = 'sales' as PipelineId;

test.each([
  ['Open the CRM', joao.pipeline, null],
  ['Open its pipeline', sales, null],
  ['Open it in the CRM', joao.pipeline, own],
  ['Open it in the CRM', sales, inPipeline],
  // Its address needs a pipeline that the API does not name.
  ['Open the CRM', joao.pipeline, inPipeline],
] as const)(
  'the stages of an opportunity have a button that says where it leads: %s',
  async (label, pipeline, dealPage) => {
    const pipelines = snapshot.pipelines.map(one => ({ ...one, id: pipeline }));
    const bridge = await mounted({
      snapshot: { ...snapshot, pipelines, dealPage },
      opportunities: [{ ...joao, pipeline }],
    });
    await searched('jo');
    press('Enter');
    await one('#stages');
    button(label)?.click();
    await until(() => bridge.requests('link.open').length === 1);
    expect(bridge.requests('link.open')).toEqual([{ page: 'opportunity', id: joao.id }]);
  },
);
