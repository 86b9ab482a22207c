import type { ChangeView } from '../../contract/change.ts';
import { type Language, languages } from '../../contract/language.ts';
import type { Stage } from '../../contract/model.ts';
import { stageLabel } from '../../contract/stages/label.ts';

type WordPer<Each extends readonly Language[]> = { readonly [At in keyof Each]: string };
/** One word for each language, in the order of `languages`. */
type Words = WordPer<typeof languages>;
type Cell = (change: ChangeView, language: Language, clock: (ms: number | null) => string) => string;

const wordOf = (words: Words, language: Language): string => words[languages.indexOf(language)] ?? '';
const labelOf = (stage: Stage | null, language: Language): string =>
  stage === null ? '' : stageLabel(language, stage);
const yes: Words = ['sim', 'yes', 'sí'];
const no: Words = ['não', 'no', 'no'];

const columns: readonly (readonly [heading: Words, cell: Cell])[] = [
  [['Oportunidade', 'Opportunity', 'Oportunidad'], ({ opportunity }) => opportunity],
  [['Nome', 'Name', 'Nombre'], ({ name }) => name],
  [['Empresa', 'Company', 'Empresa'], ({ company }) => company],
  [['Etapa anterior', 'From stage', 'Etapa anterior'], ({ from }, language) => labelOf(from, language)],
  [['Etapa nova', 'To stage', 'Etapa nueva'], ({ to }, language) => labelOf(to, language)],
  [['Situação', 'State', 'Estado'], ({ state }) => state],
  [['Motivo', 'Reason', 'Motivo'], ({ reason }) => reason ?? ''],
  [['Marcada em', 'Marked at', 'Marcado el'], ({ markedAt }, _, clock) => clock(markedAt)],
  [['Encerrada em', 'Ended at', 'Terminado el'], ({ endedAt }, _, clock) => clock(endedAt)],
  [['Substituiu', 'Overwrote', 'Reemplazó'], ({ overwrote }, language) => labelOf(overwrote, language)],
  [
    ['Sem conferência', 'Unchecked', 'Sin comprobar'],
    ({ unchecked }, language) => wordOf(unchecked ? yes : no, language),
  ],
  [
    ['Anotação (só aqui; não no CRM)', 'Note (kept here; not in the CRM)', 'Nota (solo aquí; no en el CRM)'],
    ({ note, noteInCrm }) => (noteInCrm ? '' : note),
  ],
  [
    ['Motivo registrado no CRM', 'Reason in the CRM', 'Motivo registrado en el CRM'],
    ({ note, noteInCrm }) => (noteInCrm ? note : ''),
  ],
  [
    ['Por outro programa', 'By another program', 'Por otro programa'],
    ({ byProgram }, language) => wordOf(byProgram ? yes : no, language),
  ],
  [['Mudança', 'Change', 'Cambio'], ({ id }) => id],
];

/** The separator that a spreadsheet of the language expects: a semicolon where the comma is the decimal mark. */
const separators: Readonly<Record<Language, string>> = { 'pt-BR': ';', en: ',', es: ';' };

/**
 * A sign that starts a formula at the beginning of a cell, full-width forms included. A cell may begin after this
 * file's separator, after the separator of another reader, or after quotes and spaces that a reader drops. Signs:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /(^|[,;\t\r\n\v\f\u0085\u2028\u2029])([\s"'\p{Cc}\p{Cf}]*)([=+\-@＝＋－＠﹦﹢﹣﹫])/gu;
/** Some readers drop a leading tab or line break and then run what follows it. */
const blank = /^[\t\r\n]/;

/** The apostrophe is what spreadsheets themselves write before a text that is not a formula. */
const harmless = (text: string): string => text.replace(formula, "$1$2'$3").replace(blank, "'$&");

const quoted = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

/** Formats epoch milliseconds as local time of the zone, with the offset that the zone had at that moment. */
function clockOf(zone: string): (ms: number | null) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  return ms => {
    if (ms === null) return '';
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const { year, month, day, hour, minute, second, timeZoneName = '' } = parts;
    const offset = timeZoneName.replace(/^GMT$/, '+00:00').replace(/^GMT/, '');
    return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
  };
}

/**
 * Writes RFC 4180 CSV with a header line, CRLF and a UTF-8 byte order mark; every cell is quoted. Headings and separator follow
 * the language. Times are ISO 8601, local to `zone` (an IANA name), with their offset. No cell is a formula to a
 * reader that ends cells at commas, semicolons, tabs or lines.
 */
export function csvOf(changes: readonly ChangeView[], language: Language, zone: string): string {
  const clock = clockOf(zone);
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(separators[language])}\r\n`;
  const head = line(columns.map(([heading]) => wordOf(heading, language)));
  const rows = changes.map(change => line(columns.map(([, cell]) => cell(change, language, clock))));
  return `\uFEFF${head}${rows.join('')}`;
}
