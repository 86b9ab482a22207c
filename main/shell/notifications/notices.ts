/**
 * The room of notifications. Enters: receipts of changes. Leaves: one system notification for each kind, and the view that a
 * click on it asks for.
 */

import type { Receipt } from '../../contract/change.ts';
import { assertNever } from '../../contract/failure.ts';
import type { Language } from '../../contract/language.ts';
import type { Stage } from '../../contract/model.ts';
import type { View } from '../../contract/pushes.ts';
import { stageLabel } from '../../contract/stages/label.ts';
import { plainLine, rowLabel } from '../words/plain-text.ts';
import { shellTexts } from '../words/texts.ts';

/** One system notification: plain text, and the view that a click on it opens. */
export interface SystemNotice {
  readonly title: string;
  readonly body: string;
  readonly view: View;
}

/**
 * Whether a receipt deserves a notification: a late delivery, a change that needs the user, an overwritten change of a colleague.
 */
export function isWorthy(receipt: Receipt): boolean {
  switch (receipt.kind) {
    case 'delivered':
      return receipt.late;
    case 'parked':
    case 'overwrote':
    case 'delayed':
      return true;
    case 'cancelled':
      return false;
    default:
      return assertNever(receipt.kind);
  }
}

/** The longest name and stage, in UTF-16 units; the systems show some two hundred characters. */
const [nameLength, stageLength] = [80, 40];

const nameOf = ({ change }: Receipt, language: Language): string =>
  rowLabel({ ...change, id: change.opportunity }, language, nameLength);

const stageOf = (language: Language, stage: Stage | null): string =>
  plainLine(stage === null ? '' : stageLabel(language, stage), stageLength);

const line = (receipt: Receipt, language: Language): string =>
  `${nameOf(receipt, language)} → ${stageOf(language, receipt.change.to)}`;

const lines = (receipts: readonly Receipt[], language: Language): string => {
  const first = receipts.slice(0, 3).map(receipt => line(receipt, language));
  return receipts.length > 3 ? [...first, '…'].join('\n') : first.join('\n');
};

/** One notification per kind of receipt, so that a drained queue shows a few and not dozens. */
export function noticesOf(receipts: readonly Receipt[], language: Language): SystemNotice[] {
  const say = shellTexts[language];
  const of = (kind: Receipt['kind']) =>
    receipts.filter(receipt => receipt.kind === kind && isWorthy(receipt));
  const together = (some: readonly Receipt[], one: string, many: string, view: View): SystemNotice[] =>
    some.length === 0 ? [] : [{ title: some.length === 1 ? one : many, body: lines(some, language), view }];
  const [parked, delivered] = [of('parked'), of('delivered')];
  return [
    ...together(parked, say.parked, say.parkedMany(parked.length), 'pending'),
    ...of('overwrote').map(receipt => ({
      title: say.overwrote,
      body: say.replaced(nameOf(receipt, language), stageOf(language, receipt.change.overwrote)),
      view: 'history' as const,
    })),
    ...together(of('delayed'), say.delayed, say.delayed, 'pending'),
    ...together(delivered, say.delivered, say.deliveredMany(delivered.length), 'history'),
  ];
}
