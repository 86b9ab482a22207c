import type { ChangeView } from '../../contract/change.ts';
import type { Language } from '../../contract/language.ts';
import { stageLabel } from '../../contract/stage-label.ts';
import { type CsvColumn, csvColumns, csvWords } from './csv-headings.ts';

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

const cell = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

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

const cellsOf = (
  change: ChangeView,
  language: Language,
  clock: (ms: number | null) => string,
): Readonly<Record<CsvColumn, string>> => ({
  opportunity: change.opportunity,
  name: change.name,
  company: change.company,
  fromStage: change.from === null ? '' : stageLabel(language, change.from),
  toStage: stageLabel(language, change.to),
  state: change.state,
  reason: change.reason ?? '',
  markedAt: clock(change.markedAt),
  endedAt: clock(change.endedAt),
  overwrote: change.overwrote === null ? '' : stageLabel(language, change.overwrote),
  unchecked: csvWords[language][change.unchecked ? 'yes' : 'no'],
  change: change.id,
});

/**
 * Writes RFC 4180 CSV with a header line, CRLF and a UTF-8 byte order mark; every cell is quoted. Headings and separator follow
 * the language. Times are ISO 8601, local to `zone` (an IANA name), with their offset. No cell is a formula to any reader.
 */
export function csvOf(changes: readonly ChangeView[], language: Language, zone: string): string {
  const words = csvWords[language];
  const clock = clockOf(zone);
  const rows = [words, ...changes.map(change => cellsOf(change, language, clock))];
  const lines = rows.map(row => csvColumns.map(column => cell(row[column])).join(separators[language]));
  return `\uFEFF${lines.map(line => `${line}\r\n`).join('')}`;
}
