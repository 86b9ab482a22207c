import { expect, test } from 'vitest';
import { type CommandAnswer, exitCodes } from '../../../main/automation/exit-codes.ts';
import { printed } from '../../../main/automation/printed.ts';
import type { ToldChange, ToldOpportunity } from '../../../main/contract/automation/told.ts';
import { languages } from '../../../main/contract/language.ts';

const won = { id: 'won', name: 'Ganho', role: 'won' } as const;
const row: ToldOpportunity = {
  id: 'opp_1',
  name: 'João\tSilva\u001b[31m',
  company: 'Acme\r\nLtda',
  pipeline: 'default',
  stage: won,
  value: 48_000,
  currency: 'BRL',
};
const change: ToldChange = {
  id: 'a-change',
  opportunity: { id: 'opp_1', name: 'João', company: 'Acme' },
  from: null,
  to: won,
  state: 'held',
  reason: null,
  note: '',
  byProgram: true,
  markedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  currentAccount: true,
};

const answers: readonly CommandAnswer[] = [
  { status: 'found', opportunities: [row], total: 1 },
  { status: 'listed', changes: [change] },
  { status: 'saved', change },
  { status: 'there', opportunity: row, change: null },
  { status: 'proposed', opportunity: row, stage: won },
  { status: 'unclear', why: 'several-stages', opportunities: [row], stages: [won] },
  { status: 'refused', code: 'key-none' },
  { status: 'off', allows: 'off' },
  { status: 'unreachable' },
  { status: 'unanswered' },
  { status: 'not-started' },
  { status: 'misuse' },
];

test('the exit codes are as documented', () => {
  expect(exitCodes).toEqual({
    found: 0,
    listed: 0,
    saved: 0,
    there: 0,
    proposed: 0,
    unclear: 2,
    refused: 3,
    off: 4,
    unreachable: 5,
    unanswered: 6,
    'not-started': 7,
    misuse: 64,
  });
  expect(answers.map(({ status }) => status)).toEqual(Object.keys(exitCodes));
});

test.each(answers)('$status as JSON is one line on standard output, with its exit code', answer => {
  const { out, code } = printed(answer, true, 'en');
  expect(out.split('\n')).toHaveLength(2);
  expect(JSON.parse(out)).toEqual(answer);
  expect(code).toBe(exitCodes[answer.status]);
});

test('JSON tells a terminal nothing, is one line for any reader, and says the same when it is read', () => {
  const hostile = { ...row, name: '\u009b31m\u0085\u2028\u2029\u202e\u200b\ufeff\u007f👩‍💻\u{e0041}ção' };
  const { out } = printed({ status: 'found', opportunities: [hostile], total: 1 }, true, 'en');
  expect(out.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(out)).toMatchObject({ opportunities: [hostile] });
  expect(out).toContain('ção');
});

test('without it, fields stand between tabs, and a text of the CRM ends neither field nor line and tells the terminal nothing', () => {
  const { out } = printed({ status: 'found', opportunities: [row, row], total: 2 }, false, 'en');
  const line = 'opp_1\tJoão Silva [31m\tAcme Ltda\tGanho\n';
  expect(out).toBe(line + line);
  expect(printed({ status: 'saved', change }, false, 'en').out).toBe(
    'a-change\topp_1\tJoão\tAcme\tGanho\theld\n',
  );
  expect(printed({ status: 'found', opportunities: [], total: 0 }, false, 'en').out).toBe('');
});

test.each(languages)(
  'what did nothing says why to a person in %s, what did something says nothing more',
  language => {
    const said = answers.map(answer => [answer.status, printed(answer, true, language).error]);
    const silent = said.filter(([, error]) => error === '').map(([status]) => status);
    expect(silent).toEqual(['found', 'listed', 'saved', 'there', 'proposed']);
    const [off, propose] = (['off', 'propose'] as const).map(allows =>
      printed({ status: 'off', allows }, true, language),
    );
    expect(off?.error).not.toBe(propose?.error);
    const [refused, tooMany] = ['key-none', 'too-many-proposals'].map(
      code => printed({ status: 'refused', code }, true, language).error,
    );
    expect(refused).toContain('key-none');
    expect(tooMany).toMatch(/minut/);
    expect(tooMany).not.toContain('too-many-proposals');
  },
);
