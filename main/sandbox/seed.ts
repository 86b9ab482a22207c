import { foldAccents } from '../contract/folded.ts';
import { documentedStages } from '../contract/model.ts';
import { campaigns, english, type Market, markets, owners, sources } from './people.ts';
import type { SandboxRecord } from './record.ts';

type Dice = () => number;

const dayMs = 86_400_000;

/**
 * The sample opportunities: always the same `count`, with ages counted back from `bornAt` (epoch ms). The first is João Silva of Acme Indústria, whom every guide to the product looks for.
 */
export function seedRecords(count: number, bornAt: number): SandboxRecord[] {
  const dice = mulberry32(20_260_301);
  const records = Array.from({ length: count }, () => oneRecord(dice, bornAt));
  const first = records[0];
  if (first !== undefined) records[0] = { ...first, ...joao };
  return records;
}

const joao: Partial<SandboxRecord> = {
  name: 'João Silva',
  company: 'Acme Indústria Ltda',
  email: 'joao.silva@acme.com.br',
  phone: '+55 (11) 98231-4470',
  position: 'Gerente de Compras',
  deal: 'Licenças anuais',
  value: 48_000,
  currency: 'BRL',
  stage: 'proposal',
  wonAt: null,
  lostAt: null,
};

function oneRecord(dice: Dice, bornAt: number): SandboxRecord {
  const market = marketOf(dice());
  const first = pick(dice, market.first);
  const last = pick(dice, market.last);
  const second = market.twoLast && dice() < 0.5 ? ` ${pick(dice, market.last)}` : '';
  const company = pick(dice, market.companies);
  // What is drawn here is for nothing: files kept by earlier versions name the people that it leads to.
  if (dice() >= 0.75) dice();
  const stage = stageOf(dice);
  const createdAt = bornAt - Math.floor(dice() ** 2 * 400 * dayMs) - dayMs;
  // Who is further on was begun longer ago: two weeks a stage, more or less.
  const steps = documentedStages.indexOf(stage) + dice();
  const updatedAt = Math.min(bornAt - Math.floor(dice() * dayMs), createdAt + Math.floor(steps * 14 * dayMs));
  return {
    id: recordId(dice),
    name: `${first} ${last}${second}`,
    email: `${plain(first)}.${plain(last)}@${plain(company.split(' ')[0] ?? 'acme')}.${pick(dice, market.domain)}`,
    phone: pick(dice, market.phones).replaceAll('#', () => String(Math.floor(dice() * 10))),
    company,
    position: pick(dice, market.positions),
    source: pick(dice, sources),
    campaign: pick(dice, campaigns),
    owner: pick(dice, owners),
    deal: pick(dice, market.deals),
    value: dice() < 0.08 ? null : dealValue(dice),
    currency: pick(dice, market.currencies),
    stage,
    createdAt,
    updatedAt,
    wonAt: stage === 'won' ? updatedAt : null,
    lostAt: stage === 'lost' ? updatedAt : null,
  };
}

/** Small deals are common, large ones rare; people quote in hundreds. */
function dealValue(dice: Dice): number {
  return Math.round((900 * Math.exp(dice() * 5.2)) / 100) * 100;
}

/** Funnels narrow towards their end; two deals in five are closed. */
function stageOf(dice: Dice): (typeof documentedStages)[number] {
  const ends = ['won', 'lost'] as const;
  if (dice() < 0.4) return pick(dice, ends);
  const open = documentedStages.length - ends.length;
  return documentedStages[Math.floor(dice() ** 1.6 * open)] ?? 'new';
}

function marketOf(at: number): Market {
  let sum = 0;
  return (
    markets.find(({ share }) => {
      sum += share;
      return at < sum;
    }) ?? english
  );
}

function recordId(dice: Dice): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(dice() * 16).toString(16)).join('');
  return `opp_${hex.slice(0, 14)}`;
}

const plain = (text: string): string => foldAccents(text).replace(/[^a-z]/g, '');

function pick<T>(dice: Dice, list: readonly T[]): T {
  const found = list[Math.floor(dice() * list.length)];
  if (found === undefined) throw new RangeError('picked from an empty list');
  return found;
}

/** A small generator with a fixed seed, so that the sample data is the same on every machine. */
function mulberry32(seed: number): Dice {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
