import { apiAddresses } from '../../../main/contract/addresses.ts';
import type { ChangeState } from '../../../main/contract/change.ts';
import { fail, ok } from '../../../main/contract/failure.ts';
import type {
  LaneId,
  OpportunityId,
  Pipeline,
  PipelineId,
  Stage,
  StageId,
} from '../../../main/contract/model.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';
import { type FakeBridge, fakeBridge, type World } from '../support/fake-bridge.ts';
import { button, one, press, type, until } from '../support/hands.ts';
import {
  boardOf,
  changeOf,
  formatLocales,
  hitOf,
  movesTo,
  opportunities,
  opportunityOf,
  otherLane,
  snapshot,
  stageOf,
} from '../support/samples.ts';
import { dayStories } from './day-stories.ts';
import { hotkeyStories } from './hotkey-stories.ts';
import { listStories } from './list-stories.ts';
import { rowStories } from './row-stories.ts';
import { severalStories } from './several-stories.ts';
import { updateStories } from './update-stories.ts';

/** A state of the popup worth looking at: what main knows, and what the user does to get there. */
export interface Story {
  readonly name: string;
  readonly world?: () => Partial<World>;
  readonly act?: (bridge: FakeBridge) => Promise<void> | void;
}

const hour = 3_600_000;
const sampleLane = '6f4c2f7e-3333-4c7b-9a51-1b9b3c9d0a03' as LaneId;
const with_ = (part: Partial<Snapshot>): Partial<World> => ({ snapshot: { ...snapshot, ...part } });
const named = (name: string) => {
  const found = opportunities.find(opportunity => opportunity.name.startsWith(name));
  if (!found) throw new Error(name);
  return found;
};
const [joao, mariana, lucia, acme, thiago] = [
  named('João'),
  named('Mariana'),
  named('Lucía'),
  named('Acme'),
  named('Thiago'),
];

async function search(text: string): Promise<void> {
  await one('#search');
  type('#search', text);
  await until(() => document.querySelector('[role=option] mark, .empty'));
}

async function openPicker(text: string): Promise<void> {
  await search(text);
  press('Enter');
  await one('#stages');
}

const past = () => {
  const now = Date.now();
  const ended = (ago: number, late = 3) => ({
    state: 'delivered' as const,
    markedAt: now - ago,
    endedAt: now - ago + late * 1000,
    undoUntil: null,
  });
  const monthEnd = new Date(new Date().getFullYear(), new Date().getMonth(), 0, 17, 2).getTime();
  return [
    changeOf(joao, 'negotiation', ended(2 * hour)),
    changeOf(mariana, 'won', { ...ended(70 * hour), endedAt: now - 7 * hour, byProgram: true }),
    changeOf(thiago, 'contacted', {
      ...ended(26 * hour),
      state: 'cancelled',
      note: 'Pediu para esperar até março',
    }),
    changeOf(lucia, 'lost', { ...ended(50 * hour), state: 'cancelled', reason: 'forbidden' }),
    changeOf(acme, 'lost', { ...ended(60 * hour), note: 'Fechou com o concorrente', noteInCrm: true }),
    changeOf(acme, 'won', { ...ended(0), markedAt: monthEnd, endedAt: monthEnd + 64 * hour }),
    changeOf(named('Ana'), 'proposal', { ...ended(200 * hour), overwrote: stageOf('won'), unchecked: true }),
  ];
};

/** Changes of which it is not certain what they say: open ones, and one in the history. */
const unsure = (state: ChangeState = 'parked') => {
  const now = Date.now();
  const endedAt = state === 'parked' ? null : now - hour;
  return [
    changeOf(joao, 'won', { state, reason: 'damaged', markedAt: now - 26 * hour, endedAt }),
    changeOf(named(''), '?', { state, reason: 'damaged', from: null, markedAt: now - 27 * hour, endedAt }),
    changeOf(mariana, 'proposal', { state, reason: 'newer', markedAt: now - 3 * hour, endedAt }),
  ];
};

const trouble = () => {
  const now = Date.now();
  return [
    changeOf(mariana, 'proposal', {
      state: 'parked',
      reason: 'conflict',
      theirs: stageOf('won'),
      note: 'Aceitou a condição de 12 parcelas',
      markedAt: now - 3 * hour,
      attempts: 1,
    }),
    changeOf(joao, 'won', {
      state: 'waiting',
      trouble: { code: 'server-failing', status: 503 },
      nextAttemptAt: now + 42_000,
      markedAt: now - 12 * 60_000,
      attempts: 3,
    }),
    changeOf(lucia, 'negotiation', {
      state: 'parked',
      reason: 'forbidden',
      trouble: { code: 'permission-missing', permission: 'opportunities:write' },
      markedAt: now - 26 * hour,
      attempts: 1,
    }),
    changeOf(thiago, 'contacted', { markedAt: now - 1000, byProgram: true }),
    changeOf(acme, 'qualified', {
      state: 'parked',
      reason: 'foreign-key',
      currentLane: false,
      lane: otherLane,
      markedAt: now - 50 * hour,
    }),
  ];
};

/** The board of the `status` revision. */
const statusBoard: Pipeline = {
  ...boardOf(
    'default',
    'leads invite_sent accepted qualifying qualified scheduled won lost discarded'.split(' ').map(stageOf),
  ),
  unsure: ['qualified' as StageId],
  wonOnBoard: 'qualified' as StageId,
};

const long = 'Proposta comercial enviada ao comitê de compras e aguardando a assinatura do diretor ';
const sales: Pipeline = (() => {
  const names = [
    'Novo lead',
    'Contato feito',
    `${long.repeat(3).slice(0, 249)}A`,
    `${long.repeat(3).slice(0, 249)}B`,
  ];
  const stages = [...names, 'Renovado', 'Fechado (Ganho)', 'Fechado (Perdido)'].map((name, at) => ({
    ...stageOf(name),
    id: `5a9e-${at}` as StageId,
  }));
  const board = boardOf('sales', stages, 'Vendas');
  return {
    ...board,
    ordered: false,
    unsure: [stages[2]?.id as StageId, stages[3]?.id as StageId],
    reasons: board.reasons.map((reason, at) => {
      if (at === 0) return { ...reason, source: 'user' as const };
      if (at === 3) return { ...reason, source: 'rows' as const, rows: 8, won: 3 };
      return at === 4
        ? { ...reason, source: 'rows' as const, unmarked: 'won' as const, rows: 12, won: 11 }
        : reason;
    }),
    stages: stages.map((stage, at) => (at === 4 ? { ...stage, role: 'won' as const } : stage)),
  };
})();
const partners = boardOf('partners', ['Primeira conversa', 'Piloto'].map(stageOf), 'Parcerias');

/** A world whose server tells of these boards, with one row in this stage of the first. */
function onBoard(boards: readonly Pipeline[], stage: Stage | undefined): Partial<World> {
  const [own] = boards;
  if (own === undefined || stage === undefined) throw new Error('no board');
  return {
    ...with_({ pipelines: boards }),
    opportunities: [{ ...joao, pipeline: own.id, stage }, ...opportunities.slice(1)],
  };
}

async function openStageSettings(): Promise<void> {
  await one('#search');
  press('Ctrl+,');
  const details = await one('.order');
  details.setAttribute('open', '');
  details.querySelector('.board')?.setAttribute('open', '');
  details.scrollIntoView();
}

const service = boardOf('service', ['Triagem', 'Visita'].map(stageOf), 'Pós-venda');

/** Changes of opportunities that somebody has moved to another pipeline: before they were sent, and before they arrived. */
const elsewhere = () => {
  const now = Date.now();
  const told = { state: 'parked', trouble: { code: 'pipeline-changed', pipeline: service.id } } as const;
  const written = { ...told, reason: 'misplaced', attempts: 1 } as const;
  return [
    changeOf(mariana, 'proposal', {
      ...told,
      reason: 'pipeline-changed',
      theirs: stageOf('Triagem'),
      markedAt: now - 3 * hour,
    }),
    changeOf(joao, 'won', {
      ...written,
      theirs: stageOf('won'),
      overwrote: stageOf('Triagem'),
      markedAt: now - 60_000,
    }),
    changeOf(lucia, 'negotiation', { ...written, theirs: stageOf('negotiation'), markedAt: now - 26 * hour }),
  ];
};

/** A key that may only write, which knows these boards. */
function writeOnly(pipelines: readonly Pipeline[]): Partial<World> {
  const account = { kind: 'key', fingerprint: 'k7q2', earlier: null, kept: 'keychain' } as const;
  return with_({ account: { ...account, read: 'no', write: 'yes' }, pipelines });
}

/** Pastes an id that nobody may look up, and presses Enter on its row. */
async function openUnread(bridge: FakeBridge): Promise<void> {
  const id = 'opp_9f8a7c6b5d4e' as OpportunityId;
  const failure = { code: 'permission-missing', permission: 'opportunities:read' } as const;
  bridge.answer('opportunity.look', () => fail(failure));
  bridge.answer('find', ({ seq }) => ({
    seq,
    kind: 'results',
    hits: [hitOf(opportunityOf({ name: '', id }), { verified: false })],
    total: 1,
    lists: [],
    stageText: null,
    fit: 'good',
  }));
  await one('#search');
  type('#search', id);
  await until(() => bridge.requests('opportunity.look').length > 0);
  press('Enter');
  await one('.notice');
}

export const stories: readonly Story[] = [
  {
    name: 'stages-picker-status',
    world: () => onBoard([statusBoard], statusBoard.stages[3]),
    act: async () => {
      await openPicker('joão');
      press('5', { key: 'q' });
      press('ArrowUp');
      press('ArrowDown');
      press('ArrowDown');
    },
  },
  {
    name: 'stages-picker-long',
    world: () => onBoard([sales, partners], sales.stages[3]),
    act: async () => {
      await openPicker('joão');
      press('End');
      press('ArrowUp');
    },
  },
  {
    name: 'stages-picker-foreign',
    world: () => onBoard([sales, partners], partners.stages[1]),
    act: () => openPicker('joão'),
  },
  {
    name: 'stages-row-foreign',
    world: () => onBoard([sales, partners], partners.stages[1]),
    act: () => search('jo'),
  },
  {
    name: 'stages-row-long',
    world: () => onBoard([sales, partners], sales.stages[3]),
    act: () => search('jo'),
  },
  {
    name: 'stages-settings-status',
    world: () => onBoard([statusBoard], statusBoard.stages[3]),
    act: openStageSettings,
  },
  {
    name: 'stages-settings-long',
    world: () => onBoard([sales, partners], sales.stages[3]),
    act: openStageSettings,
  },
  {
    name: 'stages-settings-many',
    world: () => ({
      ...with_({
        pipelines: Array.from({ length: 12 }, (_, at) => ({
          ...(at === 1 ? sales : statusBoard),
          id: `p${at}` as PipelineId,
          name: at === 2 ? long.repeat(2) : `Funil ${at + 1}`,
          ordered: at % 3 !== 1,
        })),
      }),
    }),
    act: async () => {
      await openStageSettings();
      for (const board of document.querySelectorAll('.board')) board.removeAttribute('open');
      document.querySelector('.order')?.scrollIntoView();
    },
  },
  {
    name: 'stages-put-back',
    act: async bridge => {
      await openPicker('joão');
      press('6', { shiftKey: true, key: '^' });
      await one('.toast');
      const [change] = bridge.world.outbox;
      if (!change) throw new Error('nothing was moved');
      const back = changeOf({ ...joao, stage: stageOf('won') }, 'proposal');
      bridge.answer('undo', () => ok(back));
      press('Ctrl+z');
      await until(() => document.querySelector('.toast .below'));
    },
  },
  { name: 'first-run', world: () => with_({ account: { kind: 'none' } }) },
  {
    name: 'first-run-wrong-key',
    world: () => with_({ account: { kind: 'none' } }),
    act: async () => {
      await one('#key');
      type('#key', 'gr_live_wrong');
      document.querySelector('form')?.requestSubmit();
      await one('.wrong');
    },
  },
  {
    name: 'first-run-elsewhere',
    world: () => with_({ account: { kind: 'none' } }),
    act: async bridge => {
      const [address, other] = apiAddresses;
      bridge.answer('session.use-key', () => fail({ code: 'api-elsewhere', address, other }));
      await one('#key');
      type('#key', 'gr_live_example');
      document.querySelector('form')?.requestSubmit();
      await one('.wrong');
    },
  },
  {
    name: 'first-run-other-host',
    world: () => with_({ account: { kind: 'none' } }),
    act: async () => {
      (await one('.key-address button')).click();
      await one('#key-api-url');
    },
  },
  {
    name: 'first-run-no-keychain',
    world: () => with_({ account: { kind: 'none' }, keychain: 'unavailable' }),
  },
  {
    name: 'first-run-locked-keychain',
    world: () => with_({ account: { kind: 'none' }, keychain: 'locked' }),
  },
  {
    name: 'first-run-unusable-key',
    world: () => with_({ account: { kind: 'none' }, keychain: 'key-unusable' }),
  },
  {
    name: 'first-run-ready',
    world: () =>
      with_({
        account: { kind: 'none' },
        directory: { ...snapshot.directory, phase: 'loading', known: 200, total: 512 },
      }),
    act: async () => {
      await one('#key');
      type('#key', 'gr_live_right');
      document.querySelector('form')?.requestSubmit();
      await one('#begin');
    },
  },
  {
    name: 'search-recent',
    world: () => ({
      ...with_({ account: { kind: 'sample' }, pending: 2, needsYou: 1 }),
      outbox: trouble().slice(0, 2),
    }),
  },
  { name: 'search-results', act: () => search('ac') },
  { name: 'search-few', act: () => search('acme') },
  {
    name: 'search-one-line',
    act: async bridge => {
      bridge.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: [
          hitOf(joao, {
            command: movesTo('won' as StageId),
            highlights: [{ field: 'company', ranges: [[0, 4]] }],
          }),
          hitOf(acme, {
            command: movesTo('won' as StageId),
            highlights: [{ field: 'name', ranges: [[0, 4]] }],
          }),
        ],
        total: 2,
        lists: [],
        stageText: null,
        fit: 'good',
      }));
      await search('acme won');
    },
  },
  {
    name: 'search-note',
    act: async bridge => {
      bridge.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: [
          hitOf(joao, {
            command: movesTo('lost' as StageId),
            highlights: [{ field: 'company', ranges: [[0, 4]] }],
          }),
          hitOf(acme, {
            command: movesTo('lost' as StageId),
            highlights: [{ field: 'name', ranges: [[0, 4]] }],
          }),
        ],
        total: 2,
        lists: [],
        stageText: [5, 9],
        fit: 'good',
      }));
      await search('acme lost // fechou com o concorrente');
    },
  },
  {
    name: 'search-pasted-id',
    act: async bridge => {
      const id = 'opp_9f8a7c6b5d4e' as OpportunityId;
      bridge.answer('find', ({ seq }) => ({
        seq,
        kind: 'results',
        hits: [
          hitOf(opportunityOf({ name: '', id }), {
            verified: false,
            highlights: [{ field: 'id', ranges: [[0, id.length]] }],
          }),
        ],
        total: 1,
        lists: [],
        stageText: null,
        fit: 'good',
      }));
      await search(id);
    },
  },
  {
    name: 'search-untold',
    world: () => writeOnly([]),
    act: bridge => openUnread(bridge),
  },
  {
    name: 'search-several-pipelines',
    world: () => writeOnly([sales, partners]),
    act: bridge => openUnread(bridge),
  },
  { name: 'search-nothing', act: () => search('zzzz') },
  {
    name: 'search-missing',
    world: () => with_({ directory: { ...snapshot.directory, missing: 12 } }),
  },
  {
    name: 'search-loading',
    world: () => ({
      ...with_({
        directory: {
          known: 0,
          total: null,
          phase: 'loading',
          failure: null,
          refreshedAt: null,
          unreadable: 0,
          missing: 0,
        },
      }),
      opportunities: [],
    }),
  },
  {
    name: 'search-offline',
    world: () =>
      with_({
        network: 'offline',
        pause: { kind: 'network' },
        quota: { limit: 100, remaining: 12, resetsAt: new Date(2026, 9, 30, 14, 0).getTime() },
        pending: 3,
      }),
  },
  {
    name: 'search-quota',
    world: () =>
      with_({
        quota: { limit: 1000, remaining: 62, resetsAt: new Date(2026, 9, 30, 14, 0).getTime() },
        directory: { ...snapshot.directory, phase: 'loading', known: 300 },
      }),
  },
  {
    name: 'search-part',
    world: () => ({
      opportunities: Array.from({ length: 304 }, (_, at) => opportunityOf({ name: `Ana ${at}` })),
    }),
    act: () => search('ana'),
  },
  { name: 'picker', act: () => openPicker('joão') },
  {
    name: 'picker-won',
    act: async () => {
      await openPicker('mariana');
    },
  },
  {
    name: 'picker-proposed',
    act: async bridge => {
      await one('#search');
      const [{ id } = { id: '' as OpportunityId }] = opportunities;
      const fill = { text: id, opportunity: id, stage: 'won', isProposed: true } as const;
      bridge.push('shown', { view: 'search', fill, unasked: true });
      await one('#stages');
    },
  },
  {
    name: 'picker-note',
    act: async () => {
      await openPicker('joão');
      type('#note', 'Pediu desconto; liga na segunda');
    },
  },
  {
    name: 'picker-reasons',
    world: () =>
      with_({ reasonStages: ['lost' as StageId], settings: { ...snapshot.settings, sendReasons: true } }),
    act: async bridge => {
      bridge.answer('reasons.list', () => [
        'Preço',
        'Fechou com o concorrente',
        'Sem verba até março',
        'Sem resposta depois de três tentativas por telefone, e-mail e WhatsApp, e o número mudou no fim do mês',
      ]);
      await openPicker('joão');
      press('End');
      await one('.reasons');
    },
  },
  { name: 'picker-long', act: () => openPicker('ana beatriz') },
  {
    name: 'saved',
    act: async () => {
      await openPicker('joão');
      press('5', { shiftKey: true, key: '%' });
      await one('.toast');
    },
  },
  {
    name: 'delivered',
    act: async bridge => {
      await openPicker('joão');
      press('5', { shiftKey: true, key: '%' });
      await one('.toast');
      const [change] = bridge.world.outbox;
      if (change)
        bridge.push('receipt', {
          kind: 'delivered',
          late: false,
          change: { ...change, state: 'delivered', endedAt: Date.now() },
        });
      await one('.toast.delivered');
    },
  },
  {
    name: 'conflict-toast',
    act: async bridge => {
      await one('[role=option]');
      const change = changeOf(joao, 'proposal', {
        state: 'parked',
        reason: 'conflict',
        theirs: stageOf('won'),
      });
      bridge.push('receipt', { kind: 'parked', late: true, change });
      await one('.toast.refused');
    },
  },
  {
    name: 'refused',
    act: async bridge => {
      await one('#search');
      const change = changeOf(lucia, 'negotiation', { state: 'parked', reason: 'forbidden' });
      bridge.push('receipt', { kind: 'parked', late: false, change });
      await one('.toast.refused');
    },
  },
  {
    name: 'overwrote',
    act: async bridge => {
      await one('#search');
      const change = changeOf(mariana, 'proposal', { state: 'delivered', overwrote: stageOf('won') });
      bridge.push('receipt', { kind: 'overwrote', late: false, change });
      await one('.toast');
    },
  },
  {
    name: 'burst-end',
    act: async bridge => {
      for (const text of ['joão', 'mariana', 'thiago']) {
        await openPicker(text);
        press('3', { shiftKey: true, key: '#' });
        await until(
          () =>
            document.querySelector<HTMLInputElement>('#search')?.value === '' &&
            document.querySelector('.toast'),
        );
      }
      for (const change of bridge.world.outbox.slice(0, 2)) {
        bridge.push('receipt', {
          kind: 'delivered',
          late: false,
          change: { ...change, state: 'delivered', endedAt: Date.now() },
        });
      }
      press('Escape');
      await one('.summing');
    },
  },
  {
    name: 'disk-full',
    act: async bridge => {
      bridge.answer('move', () => fail({ code: 'disk-full' }));
      await openPicker('joão');
      press('5');
      await one('.notice.trouble');
    },
  },
  {
    name: 'pending',
    world: () => ({ ...with_({ pending: 5, needsYou: 3 }), outbox: trouble() }),
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.card');
    },
  },
  {
    name: 'pending-elsewhere',
    world: () => ({
      ...with_({ pending: 3, needsYou: 3, pipelines: [...snapshot.pipelines, service] }),
      outbox: elsewhere(),
    }),
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.card');
    },
  },
  {
    name: 'pending-elsewhere-long',
    world: () => {
      const stage = { ...stageOf(long.repeat(2)), id: 'x' as StageId };
      const home = boardOf('home', [stage, stageOf('Visita')], long.repeat(2));
      const [before, written] = elsewhere();
      if (!before || !written) throw new Error('no change');
      const { name, company } = named('Ana');
      const trouble = { code: 'pipeline-changed', pipeline: home.id } as const;
      const part = { name, company, trouble };
      return {
        ...with_({ pending: 2, needsYou: 2, pipelines: [...snapshot.pipelines, home] }),
        outbox: [
          { ...before, ...part, theirs: stage },
          { ...written, ...part, overwrote: stage },
        ],
      };
    },
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.card');
      press('End');
      await until(() => document.querySelector('.card.active:last-child'));
    },
  },
  {
    name: 'pending-no-stages',
    world: () => ({ ...with_({ pending: 3, needsYou: 3 }), outbox: elsewhere() }),
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.card');
    },
  },
  {
    name: 'pending-sent-under-another-key',
    world: () => ({
      outbox: [joao, named('Ana')].map((deal, at) =>
        changeOf(deal, 'won', {
          state: 'parked',
          reason: 'foreign-key',
          out: at === 1,
          currentLane: false,
          lane: otherLane,
          markedAt: Date.now() - 50 * hour,
        }),
      ),
    }),
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.frozen');
    },
  },
  {
    name: 'search-no-other-stage',
    world: () =>
      onBoard([boardOf('lonely', [{ ...stageOf(long.repeat(2)), id: 'x' as StageId }], 'Vendas')], {
        ...stageOf(long.repeat(2)),
        id: 'x' as StageId,
      }),
    act: async () => {
      await search('joão');
      press('Enter');
      await one('.notice');
    },
  },
  {
    name: 'search-stages-unknown',
    world: () => with_({ pipelines: [] }),
    act: async () => {
      await search('ana');
      press('Enter');
      await one('.notice');
    },
  },
  {
    name: 'pending-misplaced',
    world: () => ({
      ...with_({ pending: 3, needsYou: 3, pipelines: [...snapshot.pipelines, service] }),
      outbox: elsewhere(),
    }),
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.card');
      press('End');
      await until(() => document.querySelector('.card.active:last-child'));
    },
  },
  {
    name: 'pending-thousand',
    world: () => {
      const many = Array.from({ length: 250 }, () => opportunities.slice(0, 4)).flat();
      const outbox = many.map((deal, at) =>
        changeOf({ ...deal, id: `opp_${at}` as OpportunityId }, 'won', {
          state: at % 9 === 2 ? 'parked' : 'ready',
          reason: at % 9 === 2 ? 'missing' : null,
          undoUntil: null,
          markedAt: Date.now() - at * 60_000,
        }),
      );
      return { ...with_({ pending: 1000, needsYou: 111, network: 'offline' }), outbox };
    },
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.card');
      for (let down = 0; down < 3; down += 1) press('ArrowDown');
    },
  },
  {
    name: 'pending-other-accounts',
    world: () => ({
      ...with_({ pending: 1, needsYou: 1, sampleLane }),
      outbox: [
        changeOf(named('Ana'), 'won', { state: 'parked', reason: 'expired', undoUntil: null }),
        changeOf(named('Ana'), 'lost', {
          state: 'parked',
          reason: 'foreign-key',
          currentLane: false,
          lane: otherLane,
          markedAt: Date.now() - 50 * hour,
        }),
        changeOf(thiago, 'won', {
          state: 'parked',
          reason: 'foreign-key',
          currentLane: false,
          lane: sampleLane,
        }),
      ],
    }),
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.frozen');
    },
  },
  {
    name: 'undone',
    act: async bridge => {
      await openPicker('ana beatriz');
      press('6', { shiftKey: true, key: '^' });
      await one('.toast');
      const [change] = bridge.world.outbox;
      if (!change) throw new Error('nothing was moved');
      bridge.answer('undo', () => {
        bridge.tellOutbox([]);
        return ok({ ...change, state: 'cancelled', endedAt: Date.now() });
      });
      press('Ctrl+z');
      await one('.toast.gone');
    },
  },
  {
    name: 'answered',
    world: () => ({ ...with_({ pending: 5, needsYou: 3 }), outbox: trouble() }),
    act: async bridge => {
      bridge.answer('resolve', ({ change }) => {
        const asked = bridge.world.outbox.find(({ id }) => id === change);
        if (!asked) return fail({ code: 'too-late' });
        bridge.tellOutbox(bridge.world.outbox.filter(one => one !== asked));
        return ok({ ...asked, state: 'cancelled', endedAt: Date.now() });
      });
      await one('#search');
      press('Ctrl+p');
      await one('.card');
      press('k');
      await one('.toast.gone');
    },
  },
  {
    name: 'pending-unsure',
    world: () => ({ ...with_({ pending: 3, needsYou: 3 }), outbox: unsure() }),
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.card');
    },
  },
  {
    name: 'history-unsure',
    world: () => ({ history: unsure('delivered') }),
    act: async () => {
      await one('#search');
      press('Ctrl+y');
      await one('.past');
    },
  },
  {
    name: 'address-ignored',
    world: () => with_({ ignoredApiUrl: 'http://crm.example' }),
  },
  {
    name: 'pending-empty',
    act: async () => {
      await one('#search');
      press('Ctrl+p');
      await one('.empty');
    },
  },
  {
    name: 'history',
    world: () => ({ history: past() }),
    act: async () => {
      await one('#search');
      press('Ctrl+y');
      await one('.past');
    },
  },
  {
    name: 'settings',
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
    },
  },
  {
    name: 'settings-diagnostics',
    act: async bridge => {
      bridge.answer('diagnostics.copy', () => 'Raze Quick Stage');
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
      const field = document.querySelector('.settings > details')?.previousElementSibling;
      field?.scrollIntoView({ block: 'center' });
      field?.querySelectorAll('button')[1]?.click();
    },
  },
  {
    name: 'settings-locked',
    world: () => with_({ lockedSettings: ['automation', 'updates'], unusablePolicy: ['apiUrl'] }),
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      (await one('#updates')).scrollIntoView({ block: 'center' });
    },
  },
  {
    name: 'settings-reasons',
    world: () =>
      with_({ reasonStages: ['lost' as StageId], settings: { ...snapshot.settings, sendReasons: true } }),
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      (await one('#sendReasons')).scrollIntoView({ block: 'center' });
    },
  },
  {
    name: 'settings-automation',
    world: () => with_({ settings: { ...snapshot.settings, automation: 'propose' } }),
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      (await one('#automation')).scrollIntoView({ block: 'center' });
    },
  },
  {
    name: 'settings-missing',
    world: () => with_({ directory: { ...snapshot.directory, missing: 12 } }),
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
    },
  },
  {
    name: 'settings-hotkey-clash',
    act: async bridge => {
      bridge.answer('settings.change', () =>
        fail({ code: 'hotkey-taken', accelerator: 'CommandOrControl+Alt+K' }),
      );
      await one('#search');
      press('Ctrl+,');
      (await one('#hotkey')).click();
      (await one('#hotkey.recording')).focus();
      press('Ctrl+k', { altKey: true });
      await one('.wrong');
    },
  },
  {
    name: 'settings-remove-key',
    world: () => ({ outbox: trouble() }),
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
      button(/^(Remove|Remover|Quitar)$/)?.click();
      await one('.sure');
    },
  },
  {
    name: 'settings-earlier-key',
    world: () => {
      const earlier = { lane: otherLane, fingerprint: '3F2A' };
      const known = { fingerprint: 'k7q2', kept: 'keychain', read: 'yes', write: 'yes' } as const;
      return with_({ account: { kind: 'key', ...known, earlier } });
    },
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
    },
  },
  {
    name: 'settings-key-form',
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
      button(/^(Replace|Trocar|Substituir|Cambiar|Reemplazar)$/)?.click();
      (await one('.key-address button')).click();
      await one('#key-api-url');
    },
  },
  {
    name: 'settings-key-form-wrong',
    act: async bridge => {
      const [address, other] = apiAddresses;
      bridge.answer('session.use-key', () => fail({ code: 'api-elsewhere', address, other }));
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
      button(/^(Replace|Trocar|Substituir|Cambiar|Reemplazar)$/)?.click();
      await one('#key');
      type('#key', 'gr_live_example');
      document.querySelector('form')?.requestSubmit();
      await one('.wrong');
    },
  },
  {
    name: 'settings-erase',
    world: () => ({ outbox: trouble() }),
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
      button(/^(Erase|Apagar|Borrar)…$/)?.click();
      (await one('.sure')).scrollIntoView();
    },
  },
  {
    name: 'settings-not-erased',
    act: async bridge => {
      const path = '/home/ana/.config/Raze Quick Stage/quick-stage.db.before-2';
      bridge.answer('session.erase-everything', () => fail({ code: 'not-erased', key: true, files: [path] }));
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
      button(/^(Erase|Apagar|Borrar)…$/)?.click();
      await one('.sure');
      button(/^(Erase everything|Apagar tudo|Borrar todo)$/)?.click();
      (await one('.wrong')).scrollIntoView();
    },
  },
  {
    name: 'store-put-back',
    world: () => with_({ store: { state: 'good', salvaged: 0, setAside: false, rewritten: 1 } }),
  },
  {
    name: 'help',
    act: async () => {
      await one('#search');
      press('F1');
      await one('.sheet');
    },
  },
  {
    name: 'store-newer',
    world: () => with_({ store: { state: 'newer', salvaged: 0, setAside: false, rewritten: 0 } }),
  },
  {
    name: 'store-salvaged',
    world: () => ({
      ...with_({
        store: { state: 'good', salvaged: 3, setAside: true, rewritten: 0 },
        needsYou: 3,
        pending: 3,
      }),
      outbox: [joao, mariana, lucia].map(deal =>
        changeOf(deal, 'won', { state: 'parked', reason: 'salvaged', markedAt: Date.now() - 26 * hour }),
      ),
    }),
  },
  { name: 'auth-paused', world: () => with_({ pause: { kind: 'auth' }, pending: 2 }) },
  ...dayStories,
  ...rowStories,
  ...severalStories,
  ...updateStories,
  ...hotkeyStories,
  ...listStories,
];

export function startWorld(
  story: Story,
  language: Snapshot['language'],
  theme: Snapshot['settings']['theme'],
): FakeBridge {
  const bridge = fakeBridge(story.world?.() ?? {});
  const { settings } = bridge.world.snapshot;
  const formatLocale = formatLocales[language];
  bridge.world.snapshot = {
    ...bridge.world.snapshot,
    language,
    formatLocale,
    settings: { ...settings, theme },
  };
  return bridge;
}
