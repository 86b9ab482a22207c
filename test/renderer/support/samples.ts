import type { ChangeView } from '../../../main/contract/change.ts';
import type { Hit, RowCommand } from '../../../main/contract/find.ts';
import type { Language } from '../../../main/contract/language.ts';
import {
  type ChangeId,
  defaultPipeline,
  documentedStages,
  type LaneId,
  type Opportunity,
  type OpportunityId,
  type Pipeline,
  type PipelineId,
  type RoleReason,
  type Stage,
  type StageId,
  unverified,
} from '../../../main/contract/model.ts';
import { defaultSettings } from '../../../main/contract/settings.ts';
import type { Snapshot } from '../../../main/contract/snapshot.ts';
import { roleOf } from '../../../main/contract/stages/name.ts';

/** The moment the samples are seen at; their ages count back from it. */
export const sampleNow = Date.now();
const hour = 3_600_000;
const day = 24 * hour;

export function stageOf(name: string): Stage {
  return { id: name as StageId, name, role: roleOf(name) };
}

/** What the name alone tells of a stage. */
function reasonOf({ id, role }: Stage): RoleReason {
  return { stage: id, source: 'name', unmarked: role, rows: 0, won: 0, lost: 0 };
}

/** A board whose order is known and whose stages are what their names say. */
export function boardOf(id: string, stages: readonly Stage[], name = ''): Pipeline {
  const reasons = stages.map(reasonOf);
  return { id: id as PipelineId, name, stages, ordered: true, unsure: [], reasons, wonOnBoard: null };
}

export const pipeline: Pipeline = boardOf(defaultPipeline, documentedStages.map(stageOf), 'Vendas');

export function opportunityOf(part: Partial<Opportunity> & { readonly name: string }): Opportunity {
  const id = part.id ?? (`opp_${part.name.toLowerCase().replace(/\W+/g, '')}` as OpportunityId);
  return {
    ...unverified(id),
    stage: stageOf('new'),
    currency: 'BRL',
    createdAt: sampleNow - 40 * day,
    updatedAt: sampleNow - 2 * day,
    ...part,
  };
}

export const opportunities: readonly Opportunity[] = [
  opportunityOf({
    name: 'João Pedro Silva',
    company: 'Acme Brasil Indústria Ltda.',
    email: 'joao.silva@acme.com.br',
    phone: '+55 11 98765-4321',
    stage: stageOf('proposal'),
    value: 48_500,
    updatedAt: sampleNow - 3 * hour,
  }),
  opportunityOf({
    name: 'Mariana Gonçalves',
    company: 'Estúdio Órbita',
    email: 'mari@orbita.art.br',
    stage: stageOf('negotiation'),
    value: 126_000,
    updatedAt: sampleNow - 26 * hour,
  }),
  opportunityOf({
    name: 'Lucía Fernández Ibáñez',
    company: 'Bodegas del Norte, S.A.',
    email: 'lucia@bodegasnorte.es',
    stage: stageOf('qualified'),
    value: 18_900,
    currency: 'EUR',
    updatedAt: sampleNow - 4 * day,
  }),
  opportunityOf({
    name: 'Acme Logistics Rollout',
    company: 'Acme Holdings',
    email: 'ops@acme.example',
    stage: stageOf('contacted'),
    value: 250_000,
    currency: 'USD',
    updatedAt: sampleNow - 9 * day,
  }),
  opportunityOf({
    name: 'Thiago Nakamura',
    company: 'Padaria São Bento',
    stage: stageOf('new'),
    value: 3_200,
    updatedAt: sampleNow - 40 * 60_000,
  }),
  opportunityOf({
    name: 'Ana Beatriz de Albuquerque Cavalcanti e Figueiredo Monteiro',
    company: 'Companhia Paranaense de Engenharia, Consultoria e Participações Sociedade Anônima',
    stage: stageOf('negotiation'),
    value: 1_980_000,
    updatedAt: sampleNow - 65 * day,
  }),
  opportunityOf({
    name: 'سلمى الهاشمي',
    company: 'شركة النور للتجارة',
    stage: stageOf('qualified'),
    value: 77_000,
    currency: 'AED',
    updatedAt: sampleNow - 12 * day,
  }),
  opportunityOf({
    name: 'Henrique Prado',
    company: 'Prado & Filhos',
    stage: stageOf('won'),
    value: 64_000,
    wonAt: sampleNow - 20 * day,
    updatedAt: sampleNow - 20 * day,
  }),
  opportunityOf({
    name: 'Grace O’Connor',
    company: 'Northwind Trading',
    stage: stageOf('lost'),
    value: 22_000,
    currency: 'GBP',
    lostAt: sampleNow - 90 * day,
    updatedAt: sampleNow - 90 * day,
  }),
];

export const lane = '6f4c2f7e-1111-4c7b-9a51-1b9b3c9d0a01' as LaneId;
export const otherLane = '6f4c2f7e-2222-4c7b-9a51-1b9b3c9d0a02' as LaneId;
let made = 0;

/** A change of a sample opportunity, freshly marked and held unless told otherwise. */
export function changeOf(opportunity: Opportunity, to: string, part: Partial<ChangeView> = {}): ChangeView {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}` as ChangeId,
    rev: 1,
    opportunity: opportunity.id,
    name: opportunity.name,
    company: opportunity.company,
    pipeline: opportunity.pipeline,
    from: opportunity.stage,
    to: stageOf(to),
    note: '',
    noteInCrm: false,
    byProgram: false,
    state: 'held',
    reason: null,
    trouble: null,
    markedAt: Date.now(),
    undoUntil: Date.now() + 5000,
    endedAt: null,
    nextAttemptAt: null,
    attempts: 0,
    theirs: null,
    undo: 'possible',
    overwrote: null,
    unchecked: false,
    out: part.state === 'sending' || part.state === 'verify',
    currentLane: true,
    lane,
    ...part,
  };
}

export function hitOf(opportunity: Opportunity, part: Partial<Hit> = {}): Hit {
  return { opportunity, highlights: [], change: null, verified: true, command: null, pinned: false, ...part };
}

/** Whose regional formats the pictures of each language show. */
export const formatLocales: Readonly<Record<Language, string>> = {
  'pt-BR': 'pt-BR',
  en: 'en-US',
  es: 'es-MX',
};

/** A popup in good order: a key that may do everything, online, the list loaded. */
export const snapshot: Snapshot = {
  account: { kind: 'key', fingerprint: 'k7q2', earlier: null, kept: 'keychain', read: 'yes', write: 'yes' },
  keychain: 'available',
  language: 'en',
  formatLocale: 'en-US',
  settings: defaultSettings,
  lockedSettings: [],
  unusablePolicy: [],
  erasing: false,
  hotkeys: { hotkey: 'works', clipboardHotkey: 'off' },
  hotkeyOffers: [],
  toggleLines: [],
  canStartAtLogin: true,
  platform: 'linux',
  version: '0.1.0',
  update: { state: 'idle' },
  apiUrl: 'https://app.getraze.com',
  apiUrlFixed: false,
  ignoredApiUrl: null,
  directory: {
    known: 512,
    total: 512,
    phase: 'idle',
    failure: null,
    refreshedAt: Date.now(),
    unreadable: 0,
    missing: 0,
  },
  dealPage: null,
  network: 'online',
  pause: null,
  quota: null,
  reasonStages: [],
  pipelines: [pipeline],
  owners: null,
  pending: 0,
  needsYou: 0,
  sampleLane: null,
  store: { state: 'good', salvaged: 0, setAside: false, rewritten: 0 },
};

/** What a line means for a row that is to move; without `part` the first Enter does it. */
export const movesTo = (
  to: StageId,
  part: { readonly isRowSure?: boolean; readonly isStageSure?: boolean } = {},
): RowCommand => ({ kind: 'move', to, isRowSure: true, isStageSure: true, ...part });
