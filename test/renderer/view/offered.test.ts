import { describe, expect, test } from 'vitest';
import type { ChangeView } from '../../../main/contract/change.ts';
import type { Pipeline, PipelineId, StageId } from '../../../main/contract/model.ts';
import { one, press, type, until } from '../support/hands.ts';
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

const [joao = opportunityOf({ name: '' })] = opportunities;
const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
const buttons = (selector: string) => [...document.querySelectorAll(`${selector} button`)];
const hint = () => text('.bar .hint');
const service = (...stages: string[]): Pipeline => boardOf('service', stages.map(stageOf), 'Pós-venda');

const openPicker = async () => {
  type('#search', 'joão');
  await until(() => document.querySelectorAll('[role=option]').length === 1);
  press('Enter');
  await one('#stages');
};

describe('the line at the foot offers what Enter does', () => {
  const last = { ...joao, stage: stageOf('negotiation') };

  test('nothing where nothing is selected, also after Enter has said so', async () => {
    const bridge = await mounted({ opportunities: [last] });
    await openPicker();
    expect(hint()).toBe('');
    press('Enter', { code: 'NumpadEnter' });
    await one('.notice');
    expect(hint()).toBe('');
    press('ArrowUp');
    await until(() => hint() === 'Move ↵');
    expect(bridge.requests('move')).toEqual([]);
  });

  test('nothing on the stage where the opportunity is already', async () => {
    await mounted();
    await openPicker();
    await until(() => hint() === 'Move ↵');
    press('ArrowUp');
    await until(() => document.querySelector('[aria-selected=true] .tag')?.textContent === 'current');
    expect(hint()).toBe('');
  });

  test('nothing where a line names the stage where it is already, and the move where it names another', async () => {
    let to = 'proposal';
    await mounted({}, bridge =>
      bridge.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: [hitOf(joao, { command: movesTo(to as StageId) })],
        total: 1,
        lists: [],
        stageText: null,
        fit: 'good',
      })),
    );
    type('#search', 'joão prop');
    await one('[data-answers="joão prop"]');
    expect(hint()).toBe('');
    to = 'won';
    type('#search', 'joão won');
    await one('[data-answers="joão won"]');
    await until(() => hint() === 'Move ↵');
  });

  test('nothing on a row whose stages are not known', async () => {
    await mounted({ opportunities: [{ ...joao, pipeline: 'unheard' as PipelineId }] });
    await until(() => document.querySelectorAll('[role=option]').length === 1);
    expect(hint()).toBe('');
  });

  test('no move for a key that may not write', async () => {
    const account = { ...snapshot.account, write: 'no' } as typeof snapshot.account;
    await mounted({ snapshot: { ...snapshot, account } });
    await openPicker();
    expect(hint()).toBe('');
  });
});

describe('a change of another key that was sent already', () => {
  test('says that it may have arrived, and offers nothing that would be refused', async () => {
    const change = changeOf(joao, 'won', {
      state: 'parked',
      reason: 'foreign-key',
      out: true,
      currentLane: false,
      lane: otherLane,
    });
    const bridge = await mounted({ outbox: [change] });
    press('Ctrl+p');
    const card = await one('.card');
    expect(card.textContent).toContain('It was sent, and whether it arrived is not known.');
    expect(card.textContent).not.toContain('Not delivered');
    expect(buttons('.card')).toEqual([]);
    press('x');
    expect(bridge.requests('resolve')).toEqual([]);
  });
});

describe('a row whose change was refused', () => {
  const refused = (part: Partial<ChangeView> = {}) =>
    changeOf(joao, 'won', { state: 'parked', reason: 'forbidden', undoUntil: null, ...part });
  const stage = () => text('.row .chip-name');

  test('shows the stage where it stands, not the one that was refused', async () => {
    await mounted({ opportunities: [joao], outbox: [refused()] });
    await one('.row .needs');
    expect(stage()).toBe('Proposal');
  });

  test('can be moved to that stage once more', async () => {
    const bridge = await mounted({ opportunities: [joao], outbox: [refused()] });
    await openPicker();
    press('6');
    await until(() => bridge.requests('move').length === 1);
    expect(bridge.requests('move')).toEqual([
      { opportunity: joao.id, to: 'won', seen: 'proposal', letters: 'joão' },
    ]);
  });

  test('of one that still goes out, the stage where it goes', async () => {
    await mounted({ opportunities: [joao], outbox: [refused({ state: 'ready', reason: null })] });
    await one('.row .sync');
    expect(stage()).toBe('Won');
  });
});

describe('where no other stage of the pipeline is known', () => {
  const moved = changeOf(joao, 'won', {
    state: 'parked',
    reason: 'pipeline-changed',
    trouble: { code: 'pipeline-changed', pipeline: 'service' as PipelineId },
    theirs: stageOf('Triagem'),
  });
  const pipelines = [...snapshot.pipelines, service('Triagem')];

  test.each([
    ['its pipeline was never heard of', snapshot.pipelines],
    ['only the stage is known that it stands in', pipelines],
  ])('the card says so, and offers no choice: %s', async (_, known) => {
    const bridge = await mounted({ snapshot: { ...snapshot, pipelines: known }, outbox: [moved] });
    press('Ctrl+p');
    const card = await one('.card');
    expect(card.textContent).toContain('No other stage of its pipeline is known yet.');
    expect(buttons('.card').map(one => one.textContent)).toEqual(['Keep theirsK']);
    press('s');
    expect(bridge.requests('find').at(-1)?.text).toBe('');
  });

  test('a choice is offered where there is one', async () => {
    const known = [...snapshot.pipelines, service('Triagem', 'Visita')];
    await mounted({ snapshot: { ...snapshot, pipelines: known }, outbox: [moved] });
    press('Ctrl+p');
    await one('.card');
    expect(buttons('.card').map(one => one.textContent)).toEqual(['Choose the stageS', 'Keep theirsK']);
  });

  test('Enter on its row opens no list with nothing to choose, and says what helps', async () => {
    const row = { ...joao, pipeline: 'service' as PipelineId, stage: stageOf('Triagem') };
    const bridge = await mounted({ snapshot: { ...snapshot, pipelines }, opportunities: [row] });
    await until(() => document.querySelectorAll('[role=option]').length === 1);
    press('Enter');
    const notice = await one('.notice');
    expect(notice.textContent).toContain('No other stage of its pipeline is known yet.');
    expect(document.querySelector('#stages')).toBeNull();
    notice.querySelector('button')?.click();
    await until(() => bridge.requests('refresh').length === 1);
  });
});

describe('changes that were read back from a damaged file', () => {
  const store = { state: 'good', salvaged: 2, setAside: true, rewritten: 0 } as const;
  const readBack = opportunities
    .slice(0, 2)
    .map(deal => changeOf(deal, 'won', { state: 'parked', reason: 'salvaged' }));

  test('are told of as long as one waits, each once', async () => {
    const bridge = await mounted({ snapshot: { ...snapshot, store }, outbox: readBack });
    await until(() => text('.notice.lasting').includes('2 changes were read back'));
    bridge.tellOutbox(readBack.slice(1));
    await until(() => text('.notice.lasting').includes('1 change was read back'));
    bridge.tellOutbox([changeOf(joao, 'won')]);
    await until(() => document.querySelector('.notice.lasting') === null);
  });
});

test('a change whose undo waits to be sent says that, not that a newer one hides it', async () => {
  const past = changeOf(joao, 'won', {
    state: 'delivered',
    endedAt: Date.now(),
    undoUntil: null,
    undo: 'taken-back',
  });
  await mounted({ history: [past] });
  press('Ctrl+y');
  await one('.past');
  expect(text('.past-side .below')).toBe('Its undo is among the pending changes.');
});
