import { beforeEach, describe, expect, test } from 'vitest';
import type { ChangeView } from '../../../main/contract/change.ts';
import {
  defaultPipeline,
  documentedStages,
  type Opportunity,
  type OpportunityId,
  type Stage,
  type StageId,
  unverified,
} from '../../../main/contract/model.ts';
import { roleOf } from '../../../main/contract/stages/name.ts';
import { createCatalogue } from '../../../main/search/catalogue.ts';
import { createFind } from '../../../main/usecase/find.ts';

const stage = (name: string): Stage => ({ id: name as StageId, name, role: roleOf(name) });
const pipelines = [
  {
    id: defaultPipeline,
    name: '',
    stages: documentedStages.map(stage),
    ordered: true,
    unsure: [],
    reasons: [],
    wonOnBoard: null,
  },
];
const opportunity = (id: string, name: string, company: string, updatedAt = 0): Opportunity => ({
  ...unverified(id as OpportunityId),
  name,
  company,
  stage: stage('new'),
  updatedAt,
});

const catalogue = createCatalogue<Opportunity>();
let now = 0;
let open: ChangeView[];
let moved: OpportunityId[];
let pins: OpportunityId[];
const find = createFind({
  catalogue,
  whole: row => row,
  newestChange: id => open.findLast(change => change.opportunity === id) ?? null,
  openLately: () => open.map(change => change.opportunity).reverse(),
  movedLately: () => moved,
  movedToday: () => [],
  pins: () => pins,
  pipelines: () => pipelines,
  counts: () => [],
  whose: () => ({ isMine: false, owner: null, isTold: true }),
  list: () => ({ count: 0, sums: [], valued: 0, rows: [] }),
  now: () => now,
});
const ask = (text: string, limit = 20) => find({ seq: 7, text, limit });
const names = (text: string) => ask(text).hits.map(hit => hit.opportunity.name);

beforeEach(() => {
  open = [];
  moved = [];
  pins = [];
  now = 0;
  catalogue.forgetPicks();
  catalogue.clear();
  catalogue.put([
    opportunity('opp_0001', 'João Silva', 'Acme', 3),
    opportunity('opp_0002', 'Maria Proposito', 'Beta', 2),
    opportunity('opp_0003', 'Ana Silva', 'Gama', 1),
  ]);
});

describe('an empty box', () => {
  test('shows pending first, then what was moved lately, then the freshest', () => {
    open = [{ opportunity: 'opp_0003', state: 'held', to: stage('won') } as ChangeView];
    moved = ['opp_0002' as OpportunityId, 'opp_gone' as OpportunityId];
    expect(names('  ')).toEqual(['Ana Silva', 'Maria Proposito', 'João Silva']);
    expect(ask('')).toMatchObject({ seq: 7, kind: 'recent', total: 3 });
  });

  test('shows before them what the user keeps at the top, as it was pinned, and what is gone not', () => {
    open = [{ opportunity: 'opp_0003', state: 'held', to: stage('won') } as ChangeView];
    pins = ['opp_0002', 'opp_gone', 'opp_0001'] as OpportunityId[];
    expect(names('')).toEqual(['Maria Proposito', 'João Silva', 'Ana Silva']);
    expect(ask('').hits.map(({ pinned }) => pinned)).toEqual([true, true, false]);
  });
});

describe('a name', () => {
  test('is answered in the same order whatever is kept at the top, which is marked', () => {
    const before = names('silva');
    pins = ['opp_0003' as OpportunityId];
    expect(names('silva')).toEqual(before);
    expect(
      ask('silva')
        .hits.filter(({ pinned }) => pinned)
        .map(hit => hit.opportunity.name),
    ).toEqual(['Ana Silva']);
  });

  test('is answered by what was picked for it, which fades by the clock', () => {
    catalogue.put([opportunity('opp_0001', 'João Silva', 'Acme', 5000)]);
    catalogue.learn('silva', 'opp_0003' as OpportunityId, 1000);
    now = 2000;
    expect(names('silva')).toEqual(['Ana Silva', 'João Silva']);
    now = 1e12;
    expect(names('silva')).toEqual(['João Silva', 'Ana Silva']);
  });

  test('that few rows have as it was typed may have more on the server', () => {
    expect(ask('silva').fit).toBe('few');
    catalogue.put(['4', '5'].map(id => opportunity(`opp_000${id}`, 'Bia Silva', 'Delta')));
    expect(ask('silva').fit).toBe('good');
  });
  test('that rows have with typos at best, or none, is answered weakly', () => {
    expect(ask('sylva').hits.length).toBeGreaterThan(0);
    expect(ask('sylva').fit).toBe('weak');
    expect(ask('zzzz').fit).toBe('weak');
  });
  test.each(['', 'ma', 'opp_0002', '11 90000', 'maria won'])('is not what stands in “%s”', text =>
    expect(ask(text).fit).toBe('good'),
  );
});

describe('a pasted id', () => {
  test('is the top row, known or not', () => {
    expect(ask('opp_0002').hits[0]).toMatchObject({
      verified: true,
      opportunity: { name: 'Maria Proposito' },
    });
    expect(ask('opp_unheard').hits[0]).toMatchObject({
      verified: false,
      opportunity: { id: 'opp_unheard', name: '' },
    });
  });
  test('that known ids begin with comes last: it is still being typed', () => {
    catalogue.put([opportunity('opp_00012345', 'Nora', 'Delta')]);
    expect(ask('opp_00012').hits.map(hit => hit.opportunity.id)).toEqual(['opp_00012345', 'opp_00012']);
  });
  test('may have characters in it that cannot be seen, as a line may and an empty text', () => {
    expect(ask('\u200eopp_un\u00adheard\u202c')).toEqual(ask('opp_unheard'));
    expect(ask('joao\u200b pr\u2060op').hits).toEqual(ask('joao prop').hits);
    expect(ask('joao\u200b pr\u2060op').stageText).toEqual([6, 11]);
    expect(ask('\ufeff').kind).toBe('recent');
  });
  test('takes a stage along', () =>
    expect(ask('opp_unheard ganho')).toMatchObject({
      hits: [{ command: { kind: 'move', to: 'won', isRowSure: true, isStageSure: true }, verified: false }],
    }));
});

describe('one line', () => {
  const commands = (text: string) =>
    ask(text).hits.map(({ opportunity, command }) => [opportunity.name, command]);
  const move = (to: string, isRowSure: boolean, isStageSure: boolean) => ({
    kind: 'move',
    to,
    isRowSure,
    isStageSure,
  });

  test('names the opportunity and the stage', () => {
    expect(commands('joao prop')).toEqual([['João Silva', move('proposal', true, true)]]);
  });
  test('is not sure of the row when several are meant', () => {
    expect(commands('silva won')).toEqual([
      ['João Silva', move('won', false, true)],
      ['Ana Silva', move('won', false, true)],
    ]);
  });
  test('means no stage for a row that has the words in its name or company', () => {
    catalogue.put([opportunity('opp_0004', 'Maria Proposito', 'Propor')]);
    expect(commands('maria propo').map(([, command]) => command)).toEqual([null, null]);
  });
  test.each([
    ['joao perd', false],
    ['joao perdido', true],
    ['joao prop', true],
    ['joao #7', true],
    ['opp_unheard ganh', false],
  ])('“%s” is sure of its stage: %s, for an end counts only by its whole word', (text, isStageSure) => {
    expect(ask(text)).toMatchObject({ total: 1, hits: [{ command: { kind: 'move', isStageSure } }] });
  });
  test('that somebody’s name begins with finds them first, and means no stage of theirs', () => {
    catalogue.put([
      opportunity('opp_0004', 'Maria Souza', 'Delta', 9),
      opportunity('opp_0005', 'Maria Pereira', 'Eta'),
    ]);
    expect(commands('maria per')).toEqual([
      ['Maria Pereira', null],
      ['Maria Proposito', move('lost', false, false)],
      ['Maria Souza', move('lost', false, false)],
    ]);
  });
  test('without a stage in it is a plain search', () =>
    expect(ask('silva acme')).toMatchObject({ lists: [], stageText: null, hits: [{ command: null }] }));
  test('marks where its stage stands', () => expect(ask('joao → prop').stageText).toEqual([7, 11]));
});
