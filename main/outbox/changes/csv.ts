import type { ChangeView } from '../../contract/change.ts';
import type { Language } from '../../contract/language.ts';
import type { Stage } from '../../contract/model.ts';
import { stageLabel } from '../../contract/stage-label.ts';

type Words = Readonly<Record<Language, string>>;

interface Column {
  readonly heading: Words;
  readonly cell: (change: ChangeView, language: Language, clock: (ms: number | null) => string) => string;
}

const labelOf = (stage: Stage | null, language: Language): string =>
  stage === null ? '' : stageLabel(language, stage);
const yes: Words = { 'pt-BR': 'sim', en: 'yes', es: 'sí' };
const no: Words = { 'pt-BR': 'não', en: 'no', es: 'no' };

const columns: readonly Column[] = [
  {
    heading: { 'pt-BR': 'Oportunidade', en: 'Opportunity', es: 'Oportunidad' },
    cell: ({ opportunity }) => opportunity,
  },
  { heading: { 'pt-BR': 'Nome', en: 'Name', es: 'Nombre' }, cell: ({ name }) => name },
  { heading: { 'pt-BR': 'Empresa', en: 'Company', es: 'Empresa' }, cell: ({ company }) => company },
  {
    heading: { 'pt-BR': 'Etapa anterior', en: 'From stage', es: 'Etapa anterior' },
    cell: ({ from }, language) => labelOf(from, language),
  },
  {
    heading: { 'pt-BR': 'Etapa nova', en: 'To stage', es: 'Etapa nueva' },
    cell: ({ to }, language) => labelOf(to, language),
  },
  { heading: { 'pt-BR': 'Situação', en: 'State', es: 'Estado' }, cell: ({ state }) => state },
  { heading: { 'pt-BR': 'Motivo', en: 'Reason', es: 'Motivo' }, cell: ({ reason }) => reason ?? '' },
  {
    heading: { 'pt-BR': 'Marcada em', en: 'Marked at', es: 'Marcado el' },
    cell: ({ markedAt }, _, clock) => clock(markedAt),
  },
  {
    heading: { 'pt-BR': 'Encerrada em', en: 'Ended at', es: 'Terminado el' },
    cell: ({ endedAt }, _, clock) => clock(endedAt),
  },
  {
    heading: { 'pt-BR': 'Substituiu', en: 'Overwrote', es: 'Reemplazó' },
    cell: ({ overwrote }, language) => labelOf(overwrote, language),
  },
  {
    heading: { 'pt-BR': 'Sem conferência', en: 'Unchecked', es: 'Sin comprobar' },
    cell: ({ unchecked }, language) => (unchecked ? yes : no)[language],
  },
  { heading: { 'pt-BR': 'Mudança', en: 'Change', es: 'Cambio' }, cell: ({ id }) => id },
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
 * the language. Times are ISO 8601, local to `zone` (an IANA name), with their offset. No cell is a formula to any reader.
 */
export function csvOf(changes: readonly ChangeView[], language: Language, zone: string): string {
  const clock = clockOf(zone);
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(separators[language])}\r\n`;
  const head = line(columns.map(({ heading }) => heading[language]));
  const rows = changes.map(change => line(columns.map(({ cell }) => cell(change, language, clock))));
  return `\uFEFF${head}${rows.join('')}`;
}
