import { expect, test } from 'vitest';
import {
  defaultPipeline,
  type Opportunity,
  type OpportunityId,
  type Pipeline,
  type Stage,
  type StageId,
  type StageRole,
  unverified,
} from '../../../main/contract/model.ts';
import type { DirectoryView } from '../../../main/contract/snapshot.ts';
import { createCatalogue } from '../../../main/search/catalogue.ts';
import { createHits } from '../../../main/usecase/hits.ts';
import { rowMeant, stageAndNote, stageOfWords } from '../../../main/usecase/meant.ts';

const stage = (name: string, role: StageRole = 'open'): Stage => ({ id: name as StageId, name, role });
const pipeline: Pipeline = {
  id: defaultPipeline,
  name: '',
  stages: [
    stage('Contato feito'),
    stage('Contato perdido?'),
    stage('Proposta'),
    stage('Contrato'),
    stage('Ganho', 'won'),
  ],
  ordered: true,
  unsure: ['Contrato' as StageId],
  reasons: [],
  wonOnBoard: null,
};
const whole: DirectoryView = {
  known: 2,
  total: 2,
  phase: 'idle',
  failure: null,
  refreshedAt: 1,
  unreadable: 0,
  missing: 0,
};
const opp = 'opp_maria1' as OpportunityId;
const rows: readonly Opportunity[] = [
  { ...unverified(opp), name: 'Maria O’Brien', company: 'Padaria São José' },
  { ...unverified('opp_pedro1' as OpportunityId), name: 'Pedro', company: 'Padaria Real' },
  ...[
    ['opp_rita01', 'Rita Lima'],
    ['opp_rita02', 'Rita Limada'],
    ['opp_davi01', 'Davi Melo'],
    ['opp_davi02', 'Davi Melo Prado'],
    ['opp_upsell', 'Upsell of opp_maria1'],
    ['opp_acme01', 'Acme'],
    ['opp_filial', 'Acme // Filial'],
    ['opp_nameless', '', 'Padaria Lua'],
    ['opp_hindi1', 'की'],
    ['opp_plus01', 'Curso C++'],
    ['opp_grade1', 'Classe A-'],
    ['opp_green1', '🟢 Obra Norte'],
    ['opp_twice1', 'Duran Duran'],
    // Nobody keeps an id from meaning its row.
    ['opp_mimic1', 'opp_maria1'],
  ].map(([id, name = '', company = '']) => ({ ...unverified(id as OpportunityId), name, company })),
];

function kit(directory: Partial<DirectoryView> = {}) {
  const catalogue = createCatalogue<Opportunity>();
  catalogue.put(rows);
  const shared = { catalogue, pipelines: () => [pipeline] };
  const hits = createHits({ ...shared, whole: row => row, newestChange: () => null, pins: () => [] });
  const deps = { ...shared, hits, directory: () => ({ ...whole, ...directory }), now: () => 0 };
  const row = (text: string) => {
    const meant = rowMeant(text, deps);
    return meant.certain ? meant.value.opportunity.id : meant.why;
  };
  const to = (words: string) => {
    const meant = stageOfWords(words, hits.ofId(opp), [pipeline]);
    return meant.certain ? meant.value.name : [meant.why, meant.stages.map(({ name }) => name)];
  };
  return { row, to };
}

test.each([
  ['maria obrien', opp],
  ['Maria O’Brien, Padaria São José', opp],
  // A part of a name may be anybody's tomorrow, and is too little today.
  ['O’Brien', 'not-exact'],
  ['são josé', 'not-exact'],
  ['padaria', 'several-opportunities'],
  // The first letters of another row's word make nobody else of that name.
  ['Rita Lima', 'opp_rita01'],
  ['rita limada', 'opp_rita02'],
  ['Rita', 'several-opportunities'],
  // Where all of it stands in another name, it may be short for that one.
  ['Davi Melo', 'several-opportunities'],
  ['davi melo prado', 'opp_davi02'],
  // A name that has an id in it is a name as well.
  ['Upsell of opp_maria1', 'several-opportunities'],
  ['see opp_maria1', opp],
  [opp, opp],
  ['Acme // Filial', 'opp_filial'],
  ['padaria lua', 'opp_nameless'],
  // In this script the vowels are marks.
  ['की', 'opp_hindi1'],
  ['का', 'not-exact'],
  ['mari', 'not-exact'],
  // A sign at a word, a picture, and how often a word is said may be all that tells a name from another.
  ['curso c++', 'opp_plus01'],
  ['Curso C#', 'not-exact'],
  ['Curso C', 'not-exact'],
  ['classe a-', 'opp_grade1'],
  ['Classe A+', 'not-exact'],
  ['Classe A', 'not-exact'],
  ['🟢 Obra Norte', 'opp_green1'],
  ['Obra Norte', 'opp_green1'],
  ['🔴 Obra Norte', 'not-exact'],
  ['Duran Duran', 'opp_twice1'],
  ['Duran', 'not-exact'],
  ['opp_maria1 opp_pedro1', 'several-opportunities'],
  ['https://app.getraze.co/opportunity/opp_maria1', opp],
  ['opp_unknown1', 'opp_unknown1'],
  ['', 'no-opportunity'],
])('the row that “%s” means is %s', (text, meant) => {
  expect(kit().row(text)).toBe(meant);
});

test.each([
  ['rows are still to come', { total: 3 }, 'list-incomplete'],
  ['nothing is known of the server’s list', { total: null }, 'list-incomplete'],
  ['the server sends one of its rows in no order', { total: 3, missing: 1 }, opp],
  ['one of its rows cannot be read', { total: 3, unreadable: 1 }, opp],
])('a name is certain only in a whole list: %s', (_, directory, meant) => {
  const { row } = kit(directory);
  expect(row('maria obrien')).toBe(meant);
  expect(row(opp)).toBe(opp);
});

test.each([
  ['Contato feito', 'Contato feito'],
  ['proposta', 'Proposta'],
  ['prop', 'Proposta'],
  ['ganho', 'Ganho'],
  ['contato', ['several-stages', ['Contato feito', 'Contato perdido?']]],
  // It may be an end: its first letters are too little.
  ['contr', ['stage-not-exact', ['Contrato']]],
  ['ganh', ['stage-not-exact', ['Ganho']]],
  ['propsta', ['stage-not-exact', ['Proposta']]],
  ['#3', ['no-stage', pipeline.stages.map(({ name }) => name)]],
  ['', ['no-stage', pipeline.stages.map(({ name }) => name)]],
])('the stage that “%s” means is %s', (words, meant) => {
  expect(kit().to(words)).toEqual(meant);
});

test.each([
  ['Ganho', 'Ganho', ''],
  ['Ganho // they called', 'Ganho', 'they called'],
  ['Ganho // pago', 'Ganho // pago', ''],
])('“%s” is the stage %s with the note “%s”', (words, name, note) => {
  const paid = { ...pipeline, stages: [...pipeline.stages, stage('Ganho // pago', 'won')] };
  const hit = createHits({
    catalogue: createCatalogue<Opportunity>(),
    whole: row => row,
    newestChange: () => null,
    pins: () => [],
    pipelines: () => [paid],
  }).ofId(opp);
  expect(stageAndNote(words, hit, [paid])).toMatchObject({ to: { certain: true, value: { name } }, note });
});

test('a row whose pipeline is not known has no stage to be moved to', () => {
  const hit = createHits({
    catalogue: createCatalogue<Opportunity>(),
    whole: row => row,
    newestChange: () => null,
    pins: () => [],
    pipelines: () => [],
  }).ofId(opp);
  expect(stageOfWords('Ganho', hit, [])).toMatchObject({ certain: false, why: 'no-stage', stages: [] });
});
