import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { ChangeView } from '../../../main/contract/change.ts';
import { type Language, languages } from '../../../main/contract/language.ts';
import type { Stage } from '../../../main/contract/model.ts';
import { csvOf } from '../../../main/outbox/changes/csv.ts';

const separators = [',', ';', '\t'] as const;
const separatorOf: Readonly<Record<Language, string>> = { 'pt-BR': ';', en: ',', es: ';' };
const utc = 'Etc/UTC';

const stage = (name: string): Stage => ({ id: name as Stage['id'], name, role: 'open' });
const changeOf = (part: Partial<ChangeView>): ChangeView => ({
  id: 'c1' as ChangeView['id'],
  rev: 1,
  opportunity: 'a' as ChangeView['opportunity'],
  name: '',
  company: '',
  pipeline: 'default' as ChangeView['pipeline'],
  from: stage('new'),
  to: stage('won'),
  note: '',
  noteInCrm: false,
  byProgram: false,
  state: 'held',
  reason: null,
  trouble: null,
  markedAt: 0,
  undoUntil: null,
  endedAt: null,
  nextAttemptAt: null,
  attempts: 0,
  theirs: null,
  undo: 'possible',
  overwrote: null,
  unchecked: false,
  out: false,
  currentLane: true,
  lane: 'l' as ChangeView['lane'],
  ...part,
});
const read = (csv: string, delimiter: string): string[][] => parse(csv, { delimiter, bom: true });
const rowOf = (change: ChangeView, language: Language, zone = utc): Record<string, string> => {
  const [head = [], row = []] = read(csvOf([change], language, zone), separatorOf[language]);
  return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
};

/** What a spreadsheet may take for a formula: the list of OWASP's "CSV Injection", and the same signs in full width. */
const runs = /^[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫]/;
const payloads = [
  '=HYPERLINK("http://x")',
  '+1+cmd|calc',
  '-2+3',
  '@SUM(1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u200B=1',
  'Acme;=1+1',
  'Acme,=1+1',
  'Acme\t=1+1',
  'Acme; =1+1',
  'Acme\r\n=1+1',
  'Acme;"=1+1',
  'Acme,"";@SUM(1)',
  '";=1',
  '",=1',
  '"=1',
];

/** As a reader that knows this separator only, with quotes, without them, and with or without the spaces around. */
function cellsSeen(csv: string, separator: string): string[] {
  const text = csv.replace(/^\uFEFF/, '');
  const lenient: string[][] = parse(text, {
    delimiter: separator,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const naive = text.split(/\r\n|\r|\n/).flatMap(line => line.split(separator));
  const unquoted = naive.map(cell => cell.replace(/^["\s]+/, ''));
  return [...lenient.flat(), ...naive, ...unquoted, ...lenient.flat().map(cell => cell.trim())];
}

describe.each(languages)('in %s', language => {
  test.each(payloads)('%j begins no cell of any reader, whatever its separator', payload => {
    const kept = changeOf({ name: payload, company: payload, note: payload });
    const csv = csvOf([kept, { ...kept, noteInCrm: true }], language, utc);
    for (const separator of separators) {
      expect(cellsSeen(csv, separator).filter(cell => runs.test(cell))).toEqual([]);
    }
  });

  test('the separator is the one that its spreadsheets read, every cell is quoted, and texts come back', () => {
    const change = changeOf({ name: 'João "Jota" Silva; Filho, Neto', company: 'A\r\nB & C = D - E' });
    const csv = csvOf([change], language, utc);
    const rows = read(csv, separatorOf[language]);
    expect(rows.map(row => row.length)).toEqual([15, 15]);
    expect(rows[1]?.slice(0, 3)).toEqual(['a', 'João "Jota" Silva; Filho, Neto', 'A\r\nB & C = D - E']);
    expect(csv).toMatch(/^\uFEFF("([^"]|"")*"[,;\r\n]+)+$/);
  });
});

test('a sign that would run is led by an apostrophe, and nothing of the text is lost', () => {
  expect(rowOf(changeOf({ name: '-5% Ltda', company: '+55 Tecnologia' }), 'en')).toMatchObject({
    Name: "'-5% Ltda",
    Company: "'+55 Tecnologia",
  });
});

test('the headings are in the user’s language', () => {
  const heads = languages.map(language => read(csvOf([], language, utc), separatorOf[language])[0]);
  expect(heads.map(head => head?.slice(0, 4))).toEqual([
    ['Oportunidade', 'Nome', 'Empresa', 'Etapa anterior'],
    ['Opportunity', 'Name', 'Company', 'From stage'],
    ['Oportunidad', 'Nombre', 'Empresa', 'Etapa anterior'],
  ]);
});

test('a note stands under where it is: here, or in the CRM too', () => {
  const [kept, told] = ['Note (kept here; not in the CRM)', 'Reason in the CRM'];
  expect(rowOf(changeOf({ note: 'Too expensive' }), 'en')).toMatchObject({
    [kept]: 'Too expensive',
    [told]: '',
  });
  expect(rowOf(changeOf({ note: 'Too expensive', noteInCrm: true }), 'en')).toMatchObject({
    [kept]: '',
    [told]: 'Too expensive',
  });
});

test('a change that another program made says so', () => {
  const [own, other] = [false, true].map(byProgram => rowOf(changeOf({ byProgram }), 'en'));
  expect([own, other]).toMatchObject([{ 'By another program': 'no' }, { 'By another program': 'yes' }]);
});

test('stages are called as on the screen', () => {
  const row = rowOf(changeOf({ from: stage('invite_sent'), overwrote: stage('Proposta enviada') }), 'pt-BR');
  expect(row).toMatchObject({
    'Etapa anterior': 'Convite',
    'Etapa nova': 'Ganho',
    Substituiu: 'Proposta enviada',
  });
});

describe('times', () => {
  const markedAt = Date.parse('2026-12-01T01:30:05Z');

  test.each([
    ['America/Sao_Paulo', '2026-11-30T22:30:05-03:00'],
    ['Asia/Kathmandu', '2026-12-01T07:15:05+05:45'],
    ['Etc/UTC', '2026-12-01T01:30:05+00:00'],
    ['Europe/Madrid', '2026-12-01T02:30:05+01:00'],
  ])('in %s a pick at the month’s end stays in the month that the user saw', (zone, local) => {
    expect(rowOf(changeOf({ markedAt }), 'en', zone)['Marked at']).toBe(local);
  });

  test('each keeps the offset that held at that moment, and is the same moment', () => {
    const summer = Date.parse('2026-07-01T00:00:00Z');
    const row = rowOf(
      changeOf({ markedAt: summer, endedAt: markedAt, state: 'delivered' }),
      'en',
      'Europe/Madrid',
    );
    expect([row['Marked at'], row['Ended at']]).toEqual([
      '2026-07-01T02:00:00+02:00',
      '2026-12-01T02:30:05+01:00',
    ]);
    expect([row['Marked at'], row['Ended at']].map(text => Date.parse(text ?? ''))).toEqual([
      summer,
      markedAt,
    ]);
  });
});

describe('the file in a spreadsheet’s own language', () => {
  const whole = changeOf({
    name: 'Deal',
    company: 'Acme',
    state: 'delivered',
    reason: 'conflict',
    markedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    endedAt: Date.UTC(2026, 0, 2, 3, 5, 6),
    overwrote: stage('lost'),
    unchecked: true,
    note: 'sem verba',
  });
  const cells = ['a', 'Deal', 'Acme', 'delivered', 'conflict', 'c1'];
  const times = ['2026-01-02T03:04:05+00:00', '2026-01-02T03:05:06+00:00'];
  const headings: Readonly<Record<Language, string>> = {
    'pt-BR':
      'Oportunidade,Nome,Empresa,Etapa anterior,Etapa nova,Situação,Motivo,Marcada em,Encerrada em,Substituiu,Sem conferência,Anotação (só aqui; não no CRM),Motivo registrado no CRM,Por outro programa,Mudança',
    en: 'Opportunity,Name,Company,From stage,To stage,State,Reason,Marked at,Ended at,Overwrote,Unchecked,Note (kept here; not in the CRM),Reason in the CRM,By another program,Change',
    es: 'Oportunidad,Nombre,Empresa,Etapa anterior,Etapa nueva,Estado,Motivo,Marcado el,Terminado el,Reemplazó,Sin comprobar,Nota (solo aquí; no en el CRM),Motivo registrado en el CRM,Por otro programa,Cambio',
  };
  const stages: Readonly<Record<Language, readonly string[]>> = {
    'pt-BR': ['Novo', 'Ganho', 'Perdido', 'sim'],
    en: ['New', 'Won', 'Lost', 'yes'],
    es: ['Nuevo', 'Ganado', 'Perdido', 'sí'],
  };
  const no: Readonly<Record<Language, string>> = { 'pt-BR': 'não', en: 'no', es: 'no' };

  test.each(languages)('has every heading and cell in its column: %s', language => {
    const [head, row] = read(csvOf([whole], language, utc), separatorOf[language]);
    const [id, name, company, state, reason, change] = cells;
    const [from, to, overwrote, yes] = stages[language];
    expect(head).toEqual(headings[language].split(','));
    expect(row).toEqual([
      id,
      name,
      company,
      from,
      to,
      state,
      reason,
      ...times,
      overwrote,
      yes,
      'sem verba',
      '',
      no[language],
      change,
    ]);
  });

  test.each(languages)('leaves empty what a change does not have: %s', language => {
    const bare = changeOf({ from: null, markedAt: Date.UTC(2026, 0, 2, 3, 4, 5) });
    const [, row] = read(csvOf([bare], language, utc), separatorOf[language]);
    const [, to] = stages[language];
    expect(row).toEqual([
      'a',
      '',
      '',
      '',
      to,
      'held',
      '',
      times[0],
      '',
      '',
      no[language],
      '',
      '',
      no[language],
      'c1',
    ]);
  });
});

test.each(['\t', '\r', '\n'])(
  'a text that begins with %j, which some readers drop, is still a text',
  blank => {
    expect(rowOf(changeOf({ name: `${blank}Deal` }), 'en')).toMatchObject({ Name: `'${blank}Deal` });
  },
);
