import type { ChangeView } from '../contract/change.ts';

const columns: readonly (readonly [string, (change: ChangeView) => string])[] = [
  ['opportunity', change => change.opportunity],
  ['name', change => change.name],
  ['company', change => change.company],
  ['from_stage', change => change.from?.name ?? ''],
  ['to_stage', change => change.to.name],
  ['state', change => change.state],
  ['reason', change => change.reason ?? ''],
  ['marked_at', change => time(change.markedAt)],
  ['ended_at', change => time(change.endedAt)],
  ['overwrote', change => change.overwrote?.name ?? ''],
  ['unchecked', change => (change.unchecked ? 'yes' : 'no')],
  ['change', change => change.id],
];

const time = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString());

/** A spreadsheet runs a cell that starts like a formula; names come from other people. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (text: string): string => {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** RFC 4180 with a header line, CRLF and a UTF-8 byte order mark; times in ISO 8601, UTC. */
export function csvOf(changes: readonly ChangeView[]): string {
  const lines = [columns.map(([name]) => name), ...changes.map(c => columns.map(([, text]) => text(c)))];
  return `\uFEFF${lines.map(line => `${line.map(cell).join(',')}\r\n`).join('')}`;
}
