import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldWords } from '../../../main/contract/folded.ts';
import {
  documentedStages,
  type Opportunity,
  type OpportunityId,
  type Pipeline,
  type PipelineId,
  type Stage,
  type StageId,
  unverified,
} from '../../../main/contract/model.ts';
import { roleOf } from '../../../main/contract/stages/name.ts';
import { engineOf } from '../../line/engine.ts';
import { firstEnter } from '../../line/judge.ts';

const limit = 20;
const now = Date.UTC(2026, 10, 29, 12);
const pipelineOf = (id: string, names: readonly string[]): Pipeline => ({
  id: id as PipelineId,
  name: id,
  stages: names.map((name): Stage => ({ id: name as StageId, name, role: roleOf(name) })),
  ordered: true,
  unsure: [],
  reasons: [],
  wonOnBoard: null,
});
const pipelines = [
  pipelineOf('sales', documentedStages),
  pipelineOf('vendas', ['Novo', 'Em negociação', 'Proposta enviada', 'Fechado (Ganho)', 'Fechado (Perdido)']),
];

/** Words of names that begin like stages, fillers and lists, beside those that do not. */
const given = ['Camila', 'Carlos', 'João', 'Ana', 'Nova', 'Marina', 'Proposta', 'Ganho', 'Won', 'Paradis'];
const family = [
  'Pereira',
  'Gante',
  'Silva',
  'Nova',
  'Lostal',
  'Contato',
  'Negrão',
  'da Silva',
  'Novo',
  'Hoje',
];
const firms = ['Acme', 'Wonderful Ltda', 'Escola Nova', 'Fechaduras Sul', 'Para Todos', '#3 Sul', ''];
const row = fc.record({
  given: fc.constantFrom(...given),
  family: fc.constantFrom(...family),
  company: fc.constantFrom(...firms),
  pipeline: fc.constantFrom(...pipelines),
  stage: fc.nat(9),
  age: fc.nat(400),
});
const rows = fc.array(row, { minLength: 1, maxLength: 15 }).map(made =>
  made.map(({ given, family, company, pipeline, stage, age }, at): Opportunity => {
    const stands = pipeline.stages[stage % pipeline.stages.length];
    if (stands === undefined) throw new Error('a pipeline has stages');
    return {
      ...unverified(`opp_${at}` as OpportunityId),
      name: `${given} ${family}`,
      company,
      pipeline: pipeline.id,
      stage: stands,
      updatedAt: now - age * 3_600_000,
    };
  }),
);
const said = [
  'won',
  'ganho',
  'ganhou',
  'lost',
  'perdido',
  'proposta',
  'prop',
  'novo',
  'fech',
  'negociando',
  '#3',
  'hoje',
  'parados',
];
const word = fc.constantFrom(
  ...[...given, ...family, ...firms, ...said, 'para', '→'].flatMap(name => name.split(' ')).filter(Boolean),
);
const typed = fc.tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.nat(8)).map(([words, cut]) =>
  words
    .join(' ')
    .slice(0, Math.max(1, words.join(' ').length - cut))
    .toLowerCase(),
);

const wordsOf = (text: string): readonly string[] => foldWords(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const isLiteral = (text: string, { name, company }: Opportunity): boolean => {
  const own = wordsOf(`${name} ${company}`);
  const words = wordsOf(text);
  return words.length > 0 && words.every(one => own.some(whole => whole.startsWith(one)));
};

describe('for any rows and any line', () => {
  test('rows that have every word are shown, before all others, and a single Enter moves none of them', () => {
    fc.assert(
      fc.property(rows, fc.array(typed, { minLength: 1, maxLength: 12 }), (rows, texts) => {
        const engine = engineOf(rows, pipelines, now);
        try {
          for (const text of texts) {
            const literal = new Set(rows.filter(one => isLiteral(text, one)).map(({ id }) => id));
            const reply = engine.find(text, limit);
            const shown = reply.hits.map(({ opportunity }) => opportunity.id);
            expect(new Set(shown.slice(0, literal.size)), text).toEqual(literal);
            const moves = literal.size > 0 && firstEnter(text, reply, engine).does === 'commits';
            expect(moves, text).toBe(false);
          }
        } finally {
          engine.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a name and a stage never find nothing on the way, once the name is found', () => {
    const line = fc.record({
      of: fc.nat(14),
      words: fc.integer({ min: 1, max: 3 }),
      filler: fc.constantFrom('', '', 'para ', 'como ', '→ '),
      stage: fc.constantFrom(...said),
    });
    fc.assert(
      fc.property(rows, fc.array(line, { minLength: 1, maxLength: 4 }), (rows, lines) => {
        const engine = engineOf(rows, pipelines, now);
        try {
          for (const { of, words, filler, stage } of lines) {
            const { name = '', company = '' } = rows[of % rows.length] ?? {};
            const text =
              `${`${name} ${company}`.split(' ').slice(0, words).join(' ')} ${filler}${stage}`.toLowerCase();
            const beginnings = [...text].map((_, at) => text.slice(0, at + 1));
            const empty = beginnings.filter(part => engine.find(part, limit).hits.length === 0);
            expect(empty, text).toEqual([]);
          }
        } finally {
          engine.close();
        }
      }),
      { numRuns: 25 },
    );
  });
});
