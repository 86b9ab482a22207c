import { describe, expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import type { Pipeline, Stage, StageId } from '../../../main/contract/model.ts';
import { one, press, until } from '../support/hands.ts';
import { mounted } from '../support/mount.ts';
import { boardOf, changeOf, opportunities, opportunityOf, snapshot, stageOf } from '../support/samples.ts';

const joao = opportunities[0] ?? opportunityOf({ name: 'none' });
const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')];
const selected = () => document.querySelector('[role=option][aria-selected=true] .name')?.textContent;
/** Enter by another key than the one that has opened the stages, so that it counts at once. */
const pressEnterOn = () => press('Enter', { code: 'NumpadEnter' });
const said = () => document.querySelector('.consequence')?.textContent ?? '';

const identified = (pipeline: string, ...names: string[]): readonly Stage[] =>
  names.map((name, at) => ({ ...stageOf(name), id: `${pipeline}-${at}` as StageId }));
const sales = boardOf('sales', identified('sales', 'Novo', 'Proposta', 'Fechado (Ganho)', 'won'), 'Vendas');
const partners = boardOf('partners', identified('partners', 'Conversa', 'Piloto'), 'Parcerias');
const board: Pipeline = {
  ...boardOf('default', ['accepted', 'qualifying', 'qualified', 'won', 'lost'].map(stageOf)),
  unsure: ['qualified' as StageId],
  wonOnBoard: 'qualified' as StageId,
};

/** The popup with these boards, its one row in this stage of the first, and the row's stages open. */
async function picking(pipelines: readonly Pipeline[], stage: Stage | undefined) {
  const row = { ...joao, pipeline: pipelines[0]?.id ?? joao.pipeline, stage: stage ?? joao.stage };
  const bridge = await mounted({ snapshot: { ...snapshot, pipelines }, opportunities: [row] });
  await until(() => options().length > 0);
  press('Enter');
  await one('#stages');
  return bridge;
}

describe('a row in a column of another board', () => {
  test('says so in the list', async () => {
    const row = { ...joao, pipeline: sales.id, stage: partners.stages[1] ?? joao.stage };
    await mounted({ snapshot: { ...snapshot, pipelines: [sales, partners] }, opportunities: [row] });
    await until(() => options().length > 0);
    expect(options()[0]?.textContent).toMatch(/Piloto.*in no column of its board/);
  });

  test('is offered its own board, with nothing selected, and Enter moves nothing', async () => {
    const bridge = await picking([sales, partners], partners.stages[1]);
    expect(options().map(option => option.querySelector('.name')?.textContent)).toEqual(
      sales.stages.map(({ name }) => name),
    );
    expect(said()).toContain('In no column of its board: the stage is one of Parcerias.');
    pressEnterOn();
    await one('.notice');
    expect(selected()).toBeUndefined();
    expect(bridge.requests('move')).toEqual([]);
  });

  test('is like any other once a change takes it to its own board', async () => {
    const row = { ...joao, pipeline: sales.id, stage: partners.stages[1] ?? joao.stage };
    const change = { ...changeOf(row, 'won'), to: sales.stages[0] ?? joao.stage };
    await mounted({
      snapshot: { ...snapshot, pipelines: [sales, partners] },
      opportunities: [row],
      outbox: [change],
    });
    await until(() => options().length > 0);
    expect(options()[0]?.textContent).not.toContain('in no column');
  });
});

describe('the date of an end', () => {
  test('is promised for the stage named won alone, and said to stay for ever', async () => {
    await picking([sales], sales.stages[1]);
    press('End');
    await until(() => said().includes('The won date will be recorded'));
    expect(said()).toContain('Nothing takes that date away again, not even an undo.');
  });

  test('is said not to be recorded for a won stage of another name', async () => {
    await picking([sales], sales.stages[1]);
    press('f');
    await until(() => said().includes('records no won date'));
    expect(selected()).toBe('Fechado (Ganho)');
    expect(said()).not.toContain('will be recorded');
  });

  test('is said to stay when the move that stamped it is undone', async () => {
    const bridge = await mounted();
    bridge.answer('undo', () => ok(changeOf({ ...joao, stage: stageOf('won') }, 'proposal')));
    await until(() => options().length > 0);
    press('Enter');
    await one('#stages');
    press('6', { shiftKey: true, key: '^' });
    await one('.toast');
    press('Ctrl+z');
    await until(() => document.querySelector('.toast')?.textContent?.includes('date stays on record'));
  });
});

describe('the stage that the vendor’s board calls Won', () => {
  test('says so beside its own name and is never what Enter takes', async () => {
    const bridge = await picking([board], board.stages[1]);
    expect(options()[2]?.textContent).toBe('3Qualifiedon the board: Won');
    expect(selected()).toBeUndefined();
    pressEnterOn();
    await one('.notice');
    expect(bridge.requests('move')).toEqual([]);
  });

  test.each([
    ['ganho', 'Won'],
    ['qualif', 'Qualifying'],
    ['aceito', 'In Progress'],
  ])('%s typed in the picker selects %s and moves nothing', async (typed, label) => {
    const bridge = await picking([board], board.stages[0]);
    press('Home');
    for (const letter of typed) press(letter);
    await until(() => selected() === label);
    expect(bridge.requests('move')).toEqual([]);
  });
});

describe('the stages in the settings', () => {
  const renewed: Pipeline = {
    ...sales,
    ordered: false,
    reasons: sales.reasons.map((reason, at) =>
      at === 2 ? { ...reason, source: 'rows', rows: 12, won: 11 } : reason,
    ),
  };
  async function settings() {
    const bridge = await mounted({ snapshot: { ...snapshot, pipelines: [renewed] } });
    await until(() => options().length > 0);
    press('Ctrl+,');
    (await one('.order')).setAttribute('open', '');
    return bridge;
  }
  const columns = () => [...document.querySelectorAll<HTMLElement>('.order-list li')];

  test('tell what each is taken for and why', async () => {
    await settings();
    expect(columns().map(column => column.querySelector('.who')?.textContent)).toEqual([
      'NovoNothing tells of an end',
      'PropostaNothing tells of an end',
      'Fechado (Ganho)11 of 12 opportunities in it have a won date',
      'wonBy its name',
    ]);
  });

  test('take the user’s word on one, and keep the focus where it was said', async () => {
    const bridge = await settings();
    bridge.answer('stages.mark', () => {
      const [first, ...others] = renewed.stages;
      if (first === undefined) throw new Error('no stage');
      const [reason, ...reasons] = renewed.reasons;
      const marked = { ...renewed, stages: [...others, { ...first, role: 'won' as const }] };
      const told = reason === undefined ? [] : [...reasons, { ...reason, source: 'user' as const }];
      bridge.push('snapshot', { ...bridge.world.snapshot, pipelines: [{ ...marked, reasons: told }] });
      return ok(null);
    });
    const select = document.querySelector<HTMLSelectElement>('.order-list select');
    if (select === null) throw new Error('no select');
    select.focus();
    select.value = 'won';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => columns().at(-1)?.textContent?.includes('Your choice'));
    expect(bridge.requests('stages.mark')).toEqual([{ pipeline: 'sales', stage: 'sales-0', role: 'won' }]);
    await until(() => document.activeElement?.getAttribute('aria-label') === 'What Novo means');
    expect(document.activeElement).toHaveProperty('value', 'won');
  });

  test('of many pipelines put no wall of controls between the fields for the keyboard', async () => {
    const many = Array.from({ length: 12 }, (_, at) => ({
      ...boardOf(
        `p${at}`,
        Array.from({ length: 9 }, (_, nth) => stageOf(`Etapa ${nth}`)),
        `Funil ${at}`,
      ),
      ordered: at > 0,
    }));
    await mounted({ snapshot: { ...snapshot, pipelines: many } });
    await until(() => options().length > 0);
    press('Ctrl+,');
    const settings = await one('.order');
    settings.setAttribute('open', '');
    const stops = () =>
      [...settings.querySelectorAll<HTMLElement>('summary, button:enabled, select')].filter(stop =>
        stop.checkVisibility(),
      );
    expect(stops().map(stop => stop.textContent)).toEqual([
      'Stages: order and meaning',
      'Funil 09 stagesthe order is a guess',
      ...many.slice(1).map(({ name }) => `${name}9 stages`),
    ]);
    stops()[1]?.click();
    await until(() => stops().length > 13);
    expect(columns().filter(column => column.checkVisibility())).toHaveLength(9);
  });

  test('ask for a guessed order to be confirmed, and keep it as it stands', async () => {
    const bridge = await settings();
    document.querySelector<HTMLButtonElement>('.order-guess button')?.click();
    await until(() => bridge.requests('stages.reorder').length > 0);
    expect(bridge.requests('stages.reorder')).toEqual([
      { pipeline: 'sales', order: sales.stages.map(({ id }) => id) },
    ]);
  });
});
