import * as v from 'valibot';
import { dialects } from '../../contract/model.ts';
import { parseJson } from '../../contract/parse.ts';

/** The state of a lane's directory as it is on disk. Times are epoch milliseconds. */
const note = v.object({
  dialect: v.nullable(v.picklist(dialects)),
  /** True once the whole list was walked through. */
  complete: v.boolean(),
  /** The next page of an interrupted walk; null without one. */
  cursor: v.nullable(v.number()),
  /** The plan of a first load that goes stage by stage; null when it goes through the list. */
  plan: v.nullable(
    v.object({
      /** Wire names of the stages still to be loaded; the first one is in progress. */
      stages: v.array(v.string()),
      /** The next page of that stage. */
      page: v.number(),
      /** Everything newer than this is known in every stage. */
      since: v.number(),
    }),
  ),
  /** The newest `updated_at` of the last finished walk. The next walk ends at a row that is not newer and as known. */
  watermark: v.nullable(v.number()),
  /** The newest `updated_at` of the walk in progress. */
  highest: v.nullable(v.number()),
  /** The entity tag of the first page. */
  etag: v.nullable(v.string()),
  /** How many rows the server counts. */
  total: v.nullable(v.number()),
  /** Rows of the whole list that could not be read. */
  unreadable: v.number(),
  refreshedAt: v.nullable(v.number()),
  /** The next page of the walk through everything; null when none is in progress. */
  reconcile: v.nullable(v.number()),
  /** The index of the sort that this walk uses, among the dialect's. */
  sort: v.optional(v.number(), 0),
  /** Unreadable rows that walk has met. */
  skipped: v.number(),
  reconciledAt: v.nullable(v.number()),
  /** The server's count less the known rows when that walk ended; negative when more are known. */
  gap: v.optional(v.number(), 0),
  /** The last reconcile was unsure of what it found; the next one has to agree. */
  doubted: v.boolean(),
  /** Rows left the list during a walk: the rows behind them moved up, some of them past the walk. */
  shifted: v.optional(v.boolean(), false),
  /**
   * Whether everything is to be read again soon. `walking`: the reconcile in progress began since; `again`: and another
   * one after it.
   */
  wanted: v.optional(v.picklist(['no', 'waiting', 'walking', 'again']), 'no'),
  /** Rows that the last reconcile did not meet although the server has each of them. */
  spared: v.optional(v.array(v.string()), []),
});

export type Note = v.InferOutput<typeof note>;

export const emptyNote: Note = v.parse(note, {
  dialect: null,
  complete: false,
  cursor: null,
  plan: null,
  watermark: null,
  highest: null,
  etag: null,
  total: null,
  unreadable: 0,
  refreshedAt: null,
  reconcile: null,
  skipped: 0,
  reconciledAt: null,
  doubted: false,
});

/** How many rows the server counts that no walk has met; `known` rows that were learnt otherwise since count as met. */
export function missingOf(note: Note, known: number): number {
  return note.gap > 0 ? Math.max(0, gapOf(note, known)) : 0;
}

/** The server's count less these rows; negative when more are known. */
export function gapOf({ total, unreadable }: Note, known: number): number {
  return total === null ? 0 : total - unreadable - known;
}

/** The note with everything wanted again. A walk that already runs for that is not begun again. */
export function wantedAnew(note: Note): Note {
  const isWalking = note.wanted === 'walking' || note.wanted === 'again';
  return { ...note, wanted: isWalking ? 'again' : 'waiting' };
}

/** The next value of `wanted` when a reconcile has ended. */
export const wantedAfter = {
  no: 'no',
  waiting: 'waiting',
  walking: 'no',
  again: 'waiting',
} as const satisfies Readonly<Record<Note['wanted'], Note['wanted']>>;

/** The note with the server's count; null: the server gave none. */
export function recounted(note: Note, total: number | null): Note {
  if (total === null) return note;
  const { cursor, plan, reconcile, sort } = note;
  const isUnderWay = cursor !== null || plan !== null || (reconcile ?? 1) > 1 || sort > 0;
  const fell = note.total !== null && total < note.total;
  return { ...note, total, shifted: note.shifted || (isUnderWay && fell) };
}

/** Parses the note. A text that does not parse counts as none: the walk starts over. */
export function readNote(text: string | null): Note {
  const parsed = text === null ? null : parseJson(note, text);
  return parsed?.ok ? parsed.value : emptyNote;
}
