import type { ToldChange, ToldOpportunity } from '../contract/automation/told.ts';
import { assertNever } from '../contract/failure.ts';
import type { Language } from '../contract/language.ts';
import { type CommandAnswer, exitCodes } from './exit-codes.ts';
import { sentenceFor } from './sentences.ts';

export interface Printed {
  /** For programs: one line of JSON, or lines of fields with a tab between them. */
  readonly out: string;
  /** For a person. */
  readonly error: string;
  readonly code: number;
}

/** What a command prints and how it ends. */
export function printed(answer: CommandAnswer, json: boolean, language: Language): Printed {
  const sentence = sentenceFor(answer, language);
  const out = json ? oneLine(JSON.stringify(answer)) : linesFor(answer).join('\n');
  return {
    out: out === '' ? '' : `${out}\n`,
    error: sentence === null ? '' : `${sentence}\n`,
    code: exitCodes[answer.status],
  };
}

/** What a terminal obeys, what turns or hides the letters beside it, and what some readers take for the end of a line. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The same JSON in one line, whoever reads it: JSON itself escapes only a part of these signs. */
const oneLine = (json: string): string =>
  json.replaceAll(unseen, sign => sign.split('').map(escaped).join(''));
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Texts of the CRM as one field of one line: they could hold tabs, line breaks, and what a terminal obeys. */
const field = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
const lineOfFields = (...texts: readonly string[]): string => texts.map(field).join('\t');

const rowLine = ({ id, name, company, stage }: ToldOpportunity): string =>
  lineOfFields(id, name, company, stage?.name ?? '');
const changeLine = ({ id, opportunity, to, state }: ToldChange): string =>
  lineOfFields(id, opportunity.id, opportunity.name, opportunity.company, to.name, state);

function linesFor(answer: CommandAnswer): readonly string[] {
  switch (answer.status) {
    case 'found':
      return answer.opportunities.map(rowLine);
    case 'listed':
      return answer.changes.map(changeLine);
    case 'saved':
      return [changeLine(answer.change)];
    case 'there':
    case 'proposed':
      return [rowLine(answer.opportunity)];
    case 'unclear':
      return [
        ...answer.opportunities.map(rowLine),
        ...answer.stages.map(({ id, name }) => lineOfFields(id, name)),
      ];
    case 'refused':
    case 'off':
    case 'unreachable':
    case 'unanswered':
    case 'not-started':
    case 'misuse':
      return [];
    default:
      return assertNever(answer);
  }
}
