import {
  defaultPipeline,
  documentedStages,
  type Pipeline,
  type Stage,
  type StageId,
} from '../../../main/contract/model.ts';
import { roleOf } from '../../../main/contract/stages/name.ts';
import { engineOf } from '../../line/engine.ts';
import { latencyOf, rounded, scanOf, timeKeys } from '../search/measure.ts';
import { opportunity, people } from '../search/people.ts';
import { watchStolen } from '../stolen.ts';

const stages = documentedStages.map((name): Stage => ({ id: name as StageId, name, role: roleOf(name) }));
const pipeline: Pipeline = {
  id: defaultPipeline,
  name: 'default',
  stages,
  ordered: true,
  unsure: [],
  reasons: [],
  wonOnBoard: null,
};
const passes = 5;

/** What a line with a stage costs at every letter, beside one scan of all text in the same run. */
export function speedOf(size: number) {
  const rows = people(size).map((person, at) => ({
    ...opportunity(person),
    pipeline: pipeline.id,
    stage: stages[at % stages.length] ?? opportunity(person).stage,
    value: at % 9 === 0 ? null : (at % 400) * 250,
    currency: at % 11 === 0 ? 'USD' : 'BRL',
  }));
  const stolen = watchStolen();
  const engine = engineOf(rows, [pipeline], Date.now());
  const names = rows.filter((_, at) => at % Math.ceil(size / 40) === 0).map(({ name }) => name.toLowerCase());
  const said = ['won', 'proposta', '→ perdido', '#4', 'negociando', 'contatdo'];
  const lines = [
    ...names.map((name, at) => `${name} ${said[at % said.length]}`),
    ...names.slice(0, 12).map((name, at) => `${['ganhou', 'proposal', 'qualificado'][at % 3]} ${name}`),
    ...[
      'proposta',
      'negociação',
      'won',
      'lost',
      '#5',
      'proposta >30k',
      'negotiation < 5000',
      'parados',
      'stale 60',
    ],
  ];
  const keys = lines.flatMap(line => [...line].map((_, at) => line.slice(0, at + 1)));
  const searcher = {
    name: 'line',
    build: () => {},
    find: (text: string) => engine.find(text, 20).hits.map(({ opportunity: { id } }) => id),
  };
  timeKeys(searcher, keys, 1);
  const latency = latencyOf(timeKeys(searcher, keys, passes));
  const scan_ms = scanOf(rows);
  engine.close();
  return {
    size,
    keystrokes: keys.length,
    ...latency,
    scan_ms,
    p95_over_scan: rounded(latency.p95_ms / scan_ms),
    stolen_percent: stolen(),
  };
}
