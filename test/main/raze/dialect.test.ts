import { describe, expect, test } from 'vitest';
import {
  type Opportunity,
  type OpportunityId,
  type StageId,
  unverified,
} from '../../../main/contract/model.ts';
import { number, time } from '../../../main/raze/dialect/lenient.ts';
import { type Page, readPage } from '../../../main/raze/dialect/page.ts';
import { readOne, readPatched, stageBody } from '../../../main/raze/dialect/single.ts';
import { knownStagesOf, noKnownStages } from '../../../main/raze/dialect/stages.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const documentedRow = {
  id: 'opp_1',
  name: 'João Silva',
  email: 'joao@acme.com',
  phone: '+55 11 9',
  company: 'Acme',
  position: 'CEO',
  status: 'proposal',
  source: 'web',
  deal_value: 5000,
  deal_currency: 'brl',
  created_at: '2024-01-20T10:00:00Z',
  updated_at: '2024-01-25T10:00:00Z',
};
const statusRow = {
  id: uuid(1),
  name: 'Ana',
  title: 'CTO',
  status: 'invite_sent',
  responsible_user_name: 'Paula',
  updated_at: '2026-02-03T06:57:48.535Z',
};
const stageRow = {
  id: uuid(2),
  title: 'Licenças',
  contact_name: 'Íris',
  contact_email: 'iris@b.co',
  contact_company: 'Bluebird',
  value: '1234.50',
  currency: 'USD',
  pipeline_id: uuid(90),
  pipeline_name: 'Vendas',
  stage_id: uuid(10),
  stage_name: 'Proposta',
  updated_at: '2026-11-22 06:57:53.175231+00',
};

const documented = (
  rows: unknown[],
  pagination: object = { page: 1, limit: 100, total: 1, total_pages: 1 },
) => ({
  success: true,
  data: { opportunities: rows, pagination },
});
const flat = (rows: unknown[], more: object = {}) => ({ success: true, data: rows, pagination: {}, ...more });

const read = (json: unknown): Page => {
  const page = readPage(json, noKnownStages, 1, 100);
  if (page === null) throw new Error('not a list answer');
  return page;
};

describe('the list answer', () => {
  test('documented', () => {
    const { dialect, rows, total, hasMore, pipelines } = read(documented([documentedRow]));
    expect({ dialect, total, hasMore }).toEqual({ dialect: 'documented', total: 1, hasMore: false });
    expect(rows).toEqual([
      {
        id: 'opp_1',
        name: 'João Silva',
        email: 'joao@acme.com',
        phone: '+55 11 9',
        company: 'Acme',
        position: 'CEO',
        owner: '',
        pipeline: 'default',
        stage: { id: 'proposal', name: 'proposal', role: 'open' },
        value: 5000,
        currency: 'BRL',
        createdAt: Date.parse('2024-01-20T10:00:00Z'),
        updatedAt: Date.parse('2024-01-25T10:00:00Z'),
        wonAt: null,
        lostAt: null,
      },
    ]);
    expect(pipelines[0]?.stages.map(stage => stage.id).join()).toBe(
      'new,contacted,qualified,proposal,negotiation,won,lost',
    );
  });

  test.each(['\u00AD', '\u3164', '\u2800', '\u200D\u200B', '\u{E0041}', ' \u2060\n'])(
    'a name of signs that nobody sees (%j) is none, and one with some of them stays',
    unseen => {
      const rows = [documentedRow, { ...documentedRow, id: 'opp_2' }];
      const names = [unseen, `${unseen}João`.trim()];
      const page = read(documented(rows.map((row, at) => ({ ...row, name: names[at] }))));
      expect(page.rows.map(({ name }) => name)).toEqual(['', names[1]]);
    },
  );

  test('status: the stages are what the answer says, won and lost moved last', () => {
    const page = read(
      flat([statusRow], { available_stages: ['won', 'leads', 'lost', 'invite_sent', 'leads'] }),
    );
    expect(page.dialect).toBe('status');
    expect(page.rows[0]).toMatchObject({ name: 'Ana', position: 'CTO', owner: 'Paula' });
    expect(page.pipelines[0]?.stages.map(({ id, role }) => `${id}/${role}`)).toEqual([
      'leads/open',
      'invite_sent/open',
      'won/won',
      'lost/lost',
    ]);
  });

  test('stage_id: pipelines are learnt from the rows', () => {
    const other = { ...stageRow, id: uuid(3), stage_id: uuid(11), stage_name: 'Won' };
    const partner = { ...stageRow, id: uuid(4), pipeline_id: uuid(91), pipeline_name: 'Parcerias' };
    const page = read(flat([stageRow, other, partner]));
    expect(page.dialect).toBe('stage_id');
    expect(page.rows[0]).toMatchObject({
      name: 'Íris · Licenças',
      email: 'iris@b.co',
      company: 'Bluebird',
      value: 1234.5,
      pipeline: uuid(90),
      stage: { id: uuid(10), name: 'Proposta', role: 'open' },
      updatedAt: Date.parse('2026-11-22T06:57:53.175Z'),
    });
    expect(page.pipelines.map(({ name, stages }) => [name, stages.map(stage => stage.role)])).toEqual([
      ['Vendas', ['open', 'won']],
      ['Parcerias', ['open']],
    ]);
  });

  test('null everywhere, extra fields and missing names cost nothing; a row without an id is counted', () => {
    const bare = Object.fromEntries(Object.keys(documentedRow).map(name => [name, null]));
    const page = read(
      documented([{ ...bare, id: 'opp_2', extra: { a: 1 } }, bare, 'row', { id: '../etc' }, null]),
    );
    expect(page.rows).toHaveLength(1);
    expect(page.rows[0]).toMatchObject({ id: 'opp_2', name: '', value: null, updatedAt: null });
    expect(page.unreadable).toBe(4);
  });

  test('an empty list: recognised where a sign is given, left open where none is', () => {
    expect(read(documented([])).dialect).toBe('documented');
    expect(read(flat([], { available_stages: ['leads'] })).dialect).toBe('status');
    expect(read(flat([])).dialect).toBeNull();
  });

  test.each([null, 1, 'x', [], {}, { data: null }, { data: {} }, { data: { opportunities: {} } }])(
    '%j is no list answer',
    json => expect(readPage(json, noKnownStages, 1, 100)).toBeNull(),
  );

  test.each<[string, object, boolean]>([
    ['total_pages', { total_pages: 2, has_next: false }, true],
    ['total_pages as text', { total_pages: '1' }, false],
    ['has_next', { has_next: true }, true],
    ['total', { total: 1 }, false],
    ['total, of which a page has fewer than were asked for', { total: 100 }, true],
    ['the same, whatever is said of pages', { total: 100, total_pages: 1, has_next: false }, true],
    ['nothing: only an empty page is the end', {}, true],
  ])('more pages: by %s', (_, pagination, more) => {
    expect(read(documented([documentedRow], pagination)).hasMore).toBe(more);
  });

  test('an empty page ends the walk, whatever its pagination says', () => {
    expect(read(documented([], { has_next: true, total_pages: 99 })).hasMore).toBe(false);
  });
});

describe('one opportunity', () => {
  const knownStages = knownStagesOf([
    {
      id: uuid(90) as never,
      name: 'Vendas',
      stages: [{ id: uuid(10) as StageId, name: 'Proposta', role: 'open' }],
    },
  ]);

  test('a stage known by id only gets its words from what is known', () => {
    const { stage_name, pipeline_name, pipeline_id, ...row } = stageRow;
    const one = readOne({ success: true, data: row }, uuid(2) as OpportunityId, 'stage_id', knownStages);
    expect(one?.opportunity).toMatchObject({ pipeline: uuid(90), stage: { id: uuid(10), name: 'Proposta' } });
  });

  test('another id, another shape or nothing is no answer to this question', () => {
    for (const json of [{ data: documentedRow }, { data: [] }, { data: null }, {}, null]) {
      expect(readOne(json, 'opp_2' as OpportunityId, 'documented', noKnownStages)).toBeNull();
    }
    expect(
      readOne({ data: { id: 'opp_2' } }, 'opp_2' as OpportunityId, 'documented', noKnownStages),
    ).toBeNull();
  });

  test('a row of another dialect than expected shows itself', () => {
    expect(readOne({ data: stageRow }, uuid(2) as OpportunityId, 'documented', knownStages)?.dialect).toBe(
      'stage_id',
    );
    expect(readOne({ data: statusRow }, uuid(1) as OpportunityId, 'stage_id', knownStages)?.dialect).toBe(
      'status',
    );
    expect(readOne({ data: documentedRow }, 'opp_1' as OpportunityId, null, knownStages)?.dialect).toBe(
      'documented',
    );
  });
});

describe('what an answer does not tell', () => {
  const known: Opportunity = {
    ...unverified('opp_1' as OpportunityId),
    name: 'João',
    phone: '+55 1',
    owner: 'Paula',
    value: 7,
    currency: 'EUR',
    createdAt: 1,
    updatedAt: 2,
    wonAt: 3,
    lostAt: 4,
  };

  test.each([
    ['documented', documented([documentedRow]), ['owner', 'wonAt', 'lostAt']],
    [
      'status',
      flat([statusRow], { available_stages: ['leads'] }),
      ['company', 'email', 'phone', 'value', 'currency', 'createdAt', 'wonAt', 'lostAt'],
    ],
    ['stage_id', flat([stageRow]), ['phone', 'position', 'owner', 'createdAt', 'wonAt', 'lostAt']],
  ] as const)('a row of a list says which of its members it has none for, %s', (_, json, untold) => {
    const { rows, untold: found } = read(json);
    expect([...(found.get(rows[0]?.id as OpportunityId) ?? [])].toSorted()).toEqual(untold.toSorted());
  });

  test('a null is told, and so is that nobody is responsible', () => {
    const row = { ...documentedRow, phone: null, deal_value: null, responsible_user_id: null, won_at: null };
    const [untold] = read(documented([row])).untold.values();
    expect(untold).toEqual(['lostAt']);
    const owned = { ...documentedRow, responsible_user_id: 'usr_1' };
    expect([...read(documented([owned])).untold.values()][0]).toContain('owner');
  });

  test('a receipt for a PATCH is the known row with what the receipt tells', () => {
    const data = {
      id: 'opp_1',
      name: 'João Silva',
      status: 'won',
      won_at: '2024-01-25T10:00:00Z',
      updated_at: '2024-01-25T10:00:00Z',
    };
    const at = Date.parse('2024-01-25T10:00:00Z');
    const receipt = readPatched({ data }, 'opp_1' as OpportunityId, 'documented', noKnownStages, known);
    expect(receipt?.opportunity).toEqual({
      ...known,
      name: 'João Silva',
      stage: { id: 'won', name: 'won', role: 'won' },
      wonAt: at,
      updatedAt: at,
    });
  });

  test('a row without a member keeps what is known of it', () => {
    const one = readOne(
      { data: documentedRow },
      'opp_1' as OpportunityId,
      'documented',
      noKnownStages,
      known,
    );
    expect(one?.opportunity).toMatchObject({
      owner: 'Paula',
      wonAt: 3,
      lostAt: 4,
      value: 5000,
      phone: '+55 11 9',
    });
  });
});

describe('moving', () => {
  test.each([
    ['documented', 'won', { status: 'won' }],
    ['status', 'leads', { status: 'leads' }],
    ['stage_id', uuid(10), { stage_id: uuid(10) }],
    [null, 'won', { status: 'won' }],
    [null, uuid(10), { stage_id: uuid(10) }],
  ] as const)('the body in %s for %s', (dialect, to, body) => {
    expect(stageBody(dialect, to as StageId)).toEqual(body);
  });

  test.each([
    ['status', 'lost', { status: 'lost', discard_reason: 'No budget' }],
    ['status', 'discarded', { status: 'discarded', discard_reason: 'No budget' }],
    ['status', 'won', { status: 'won' }],
    ['documented', 'lost', { status: 'lost' }],
    ['stage_id', uuid(10), { stage_id: uuid(10) }],
    [null, 'lost', { status: 'lost' }],
  ] as const)('the body in %s for %s, with a reason', (dialect, to, body) => {
    expect(stageBody(dialect, to as StageId, 'No budget')).toEqual(body);
  });

  test.each([
    ['status', 'lost', 'No budget'],
    ['status', 'discarded', 'No budget'],
    ['status', 'won', null],
    ['documented', 'lost', null],
  ] as const)('the reason in a row of %s in %s', (dialect, status, reason) => {
    const data = { id: 'opp_1', name: 'J', status, discard_reason: 'No budget', created_at: 'x' };
    const id = 'opp_1' as OpportunityId;
    expect(readPatched({ data }, id, dialect, noKnownStages)?.reason).toBe(reason);
    expect(readOne({ data }, id, dialect, noKnownStages)?.reason).toBe(reason);
    const without = { data: { ...data, discard_reason: null } };
    expect(readOne(without, id, dialect, noKnownStages)?.reason).toBeNull();
  });

  test('a documented receipt', () => {
    const data = { id: 'opp_1', name: 'J', status: 'won', won_at: 'x', updated_at: 'x' };
    expect(readPatched({ data }, 'opp_1' as OpportunityId, 'documented', noKnownStages)).toEqual({
      dialect: 'documented',
      opportunity: null,
      stage: 'won',
      from: null,
      reason: null,
    });
  });

  test('the deployed ones say what was replaced', () => {
    const named = {
      data: { ...statusRow, created_at: 'x' },
      stage_change: { from: 'leads', to: 'invite_sent' },
    };
    const first = readPatched(named, uuid(1) as OpportunityId, 'status', noKnownStages);
    expect([first?.stage, first?.from?.name, first?.opportunity?.name]).toEqual([
      'invite_sent',
      'leads',
      'Ana',
    ]);
    const change = { from: { id: uuid(9), name: 'Novo' }, to: { id: uuid(10), name: 'Proposta' } };
    const second = readPatched(
      { data: stageRow, stage_change: change },
      uuid(2) as OpportunityId,
      'stage_id',
      noKnownStages,
    );
    expect(second?.from).toEqual({ id: uuid(9), name: 'Novo', role: 'open' });
  });
});

describe('single fields', () => {
  test.each([
    ['2024-01-25T10:00:00Z', '2024-01-25T10:00:00.000Z'],
    ['2026-02-03T06:57:48.535Z', '2026-02-03T06:57:48.535Z'],
    ['2026-11-22 06:57:53.175231+00', '2026-11-22T06:57:53.175Z'],
    ['2026-11-22 06:57:53+00', '2026-11-22T06:57:53.000Z'],
    ['2026-11-22 06:57:53.1+00', '2026-11-22T06:57:53.100Z'],
    ['2026-11-22 03:57:53-03', '2026-11-22T06:57:53.000Z'],
    ['2026-11-22 12:27:53+05:30', '2026-11-22T06:57:53.000Z'],
    ['2026-11-22T03:57:53-0300', '2026-11-22T06:57:53.000Z'],
    ['2026-11-22T06:57:53', '2026-11-22T06:57:53.000Z'],
    ['2026-13-22T06:57:53Z', null],
    ['yesterday', null],
    ['', null],
    [null, null],
    [1_700_000_000, null],
  ])('time %j', (value, iso) => {
    expect(time(value)).toBe(iso === null ? null : Date.parse(iso));
  });

  test.each([
    [5, 5],
    ['5', 5],
    [' 1234.50 ', 1234.5],
    ['-1', -1],
    ['', null],
    ['1e9', null],
    ['1,5', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [true, null],
    [null, null],
  ])('number %j', (value, expected) => {
    expect(number(value)).toBe(expected);
  });
});
