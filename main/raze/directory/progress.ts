import * as v from 'valibot';
import { dialects } from '../../contract/model.ts';
import { parseJson } from '../../contract/parse.ts';

/** How far the directory of a lane has come, as it lies on disk. Times are epoch milliseconds. */
const note = v.object({
  dialect: v.nullable(v.picklist(dialects)),
  /** True once the whole list has been walked through. */
  complete: v.boolean(),
  /** The next page of a walk that was interrupted; null when none is. */
  cursor: v.nullable(v.number()),
  /** A first load that goes stage by stage; null when it goes straight through the list. */
  plan: v.nullable(
    v.object({
      /** The stages still to be loaded, by their wire names; the first one is under way. */
      stages: v.array(v.string()),
      /** The next page of that stage. */
      page: v.number(),
      /** Everything newer than this is known, whatever its stage. */
      since: v.number(),
    }),
  ),
  /** The newest `updated_at` of the last finished walk: rows not newer, and as known, end the next one. */
  watermark: v.nullable(v.number()),
  /** The newest `updated_at` of the walk in progress. */
  highest: v.nullable(v.number()),
  /** The entity tag of the first page. */
  etag: v.nullable(v.string()),
  /** How many the server says there are. */
  total: v.nullable(v.number()),
  /** Rows of the whole list that could not be read. */
  unreadable: v.number(),
  refreshedAt: v.nullable(v.number()),
  /** The walk through everything: its next page; null when none is under way. */
  reconcile: v.nullable(v.number()),
  /** Which of the dialect's sorts that walk goes by. */
  sort: v.optional(v.number(), 0),
  /** Unreadable rows that walk has met. */
  skipped: v.number(),
  reconciledAt: v.nullable(v.number()),
  /** How many rows more than are known the server counted when that walk ended; below 0: how many fewer. */
  gap: v.optional(v.number(), 0),
  /** The last reconcile was not sure of what it found; the next one has to agree. */
  doubted: v.boolean(),
  /** Rows left the list while a walk was under way: those behind them moved up, some of them past it. */
  shifted: v.optional(v.boolean(), false),
  /** Everything is to be read again soon; `walking`: a reconcile that began since does it; `again`: and once more after that. */
  wanted: v.optional(v.picklist(['no', 'waiting', 'walking', 'again']), 'no'),
  /** Rows that the last reconcile did not meet, though the server knew each of them. */
  spared: v.optional(v.array(v.string()), []),
});

export type Note = v.InferOutput<typeof note>;

export const emptyNote: Note = {
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
  sort: 0,
  skipped: 0,
  reconciledAt: null,
  gap: 0,
  doubted: false,
  shifted: false,
  wanted: 'no',
  spared: [],
};

/** How many rows the server counts that no walk has met, of whom `known` came to be known by other ways since. */
export function missingOf(note: Note, known: number): number {
  return note.gap > 0 ? Math.max(0, gapOf(note, known)) : 0;
}

/** How many rows more than these the server counts now; below 0: how many fewer. */
export function gapOf({ total, unreadable }: Note, known: number): number {
  return total === null ? 0 : total - unreadable - known;
}

/** The note with everything wanted anew. A walk that is under way for that is not begun again. */
export function wantedAnew(note: Note): Note {
  const isWalking = note.wanted === 'walking' || note.wanted === 'again';
  return { ...note, wanted: isWalking ? 'again' : 'waiting' };
}

/** What is wanted when a reconcile has ended. */
export const wantedAfter = {
  no: 'no',
  waiting: 'waiting',
  walking: 'no',
  again: 'waiting',
} as const satisfies Readonly<Record<Note['wanted'], Note['wanted']>>;

/** The note with how many rows the server counts now; null: it does not say. */
export function recounted(note: Note, total: number | null): Note {
  if (total === null) return note;
  const { cursor, plan, reconcile, sort } = note;
  const isUnderWay = cursor !== null || plan !== null || (reconcile ?? 1) > 1 || sort > 0;
  const fell = note.total !== null && total < note.total;
  return { ...note, total, shifted: note.shifted || (isUnderWay && fell) };
}

/** The note in the text; a text that does not parse is as good as none: the walk starts over. */
export function readNote(text: string | null): Note {
  const parsed = text === null ? null : parseJson(note, text);
  return parsed?.ok ? parsed.value : emptyNote;
}
