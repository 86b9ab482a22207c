import * as v from 'valibot';
import { dialects } from '../contract/model.ts';
import { parseJson } from '../contract/parse.ts';

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
  /** The last reconcile would have removed most rows; the next one has to agree. */
  doubted: v.boolean(),
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
};

/** How many rows the server counts that no walk has met, of whom `known` came to be known by other ways since. */
export function missingOf(note: Note, known: number): number {
  return note.gap > 0 ? Math.max(0, gapOf(note, known)) : 0;
}

/** How many rows more than these the server counts now; below 0: how many fewer. */
export function gapOf({ total, unreadable }: Note, known: number): number {
  return total === null ? 0 : total - unreadable - known;
}

/** The note in the text; a text that does not parse is as good as none: the walk starts over. */
export function readNote(text: string | null): Note {
  const parsed = text === null ? null : parseJson(note, text);
  return parsed?.ok ? parsed.value : emptyNote;
}
