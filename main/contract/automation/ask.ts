import * as v from 'valibot';
import { boundedText } from '../bounded-text.ts';
import { noteOf } from '../note.ts';
import type { Settings } from '../settings.ts';

/** The longest text of an ask, in UTF-16 units. */
export const longestAsked = 500;
/** The most rows or changes of one reply. */
export const mostTold = 100;
/** How many where nobody says. */
export const usuallyTold = 20;

const text = v.pipe(
  v.string(),
  v.maxLength(longestAsked),
  v.transform(given => boundedText(given, longestAsked)),
);
const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostTold));

/** What another program may ask. Every member is needed: who asks fills in what its user left out. */
export const askSchema = v.variant('ask', [
  /** The rows that the search box would list. */
  v.strictObject({ ask: v.literal('find'), text, limit }),
  /** Saves a change of the one opportunity that the text means to the one stage that the words mean. */
  v.strictObject({
    ask: v.literal('move'),
    text,
    stage: text,
    note: v.pipe(text, v.transform(noteOf)),
  }),
  /** The open changes. */
  v.strictObject({ ask: v.literal('pending') }),
  /** The ended changes, newest first. */
  v.strictObject({ ask: v.literal('history'), text, limit }),
  /** Opens the popup with the opportunity and the stage filled in. It saves nothing. */
  v.strictObject({ ask: v.literal('propose'), text, stage: text }),
]);
export type Ask = v.InferOutput<typeof askSchema>;

/** What the user has to allow for each ask (the setting `automation`). */
export const allowedFrom: Readonly<Record<Ask['ask'], Exclude<Settings['automation'], 'off'>>> = {
  find: 'propose',
  pending: 'propose',
  history: 'propose',
  propose: 'propose',
  move: 'move',
};

export const asks = Object.keys(allowedFrom) as readonly Ask['ask'][];
