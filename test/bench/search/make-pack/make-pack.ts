import { plain } from '../keystrokes.ts';
import type { TypedLetters, TypedText } from '../pack/load-pack.ts';
import { any, type Random, seeded } from '../random.ts';
import { exactKinds } from './exact-kinds.ts';
import { type Fits, fitsIn, wordsOf } from './fits.ts';
import { humanKinds } from './human-kinds.ts';
import { mostWanted, type TextKind } from './kind.ts';
import type { MadeRow } from './made-row.ts';
import { mailKinds } from './mail-kinds.ts';
import { day, makeRows, today } from './make-rows.ts';
import { phoneKinds } from './phone-kinds.ts';
import { scriptKinds } from './script-kinds.ts';
import { titleKinds } from './title-kinds.ts';
import { typoKinds } from './typo-kinds.ts';

export interface MadePack {
  readonly rows: readonly MadeRow[];
  readonly texts: readonly TypedText[];
  readonly letters: readonly TypedLetters[];
}

const kinds = [
  ...exactKinds,
  ...typoKinds,
  ...humanKinds,
  ...titleKinds,
  ...phoneKinds,
  ...mailKinds,
  ...scriptKinds,
];

const perKind = 16;
const triesPerText = 150;
/** Every third text is typed letter by letter. */
const timedEvery = 3;

/** Rows of one seed, and per kind sixteen texts (fewer where the rows give no more) that mean one to five of them each. */
export function makePack(seed: number, size: number): MadePack {
  const rows = makeRows(seed, size);
  const fits = fitsIn(rows);
  const random = seeded(seed ^ 0x1b873593);
  return {
    rows,
    texts: kinds.flatMap(kind => textsOf(random, kind, rows, fits)),
    letters: lettersOf(random, rows),
  };
}

function textsOf(random: Random, kind: TextKind, rows: readonly MadeRow[], fits: Fits): TypedText[] {
  const pool = rows.filter(kind.of);
  const texts = new Map<string, TypedText>();
  for (let left = pool.length === 0 ? 0 : perKind * triesPerText; left > 0 && texts.size < perKind; left--) {
    const draft = kind.type(random, any(random, pool), fits);
    if (draft === null || draft.want === null || draft.want.length === 0 || texts.has(draft.text)) continue;
    if (!stands(kind, draft.text, draft.want, fits)) continue;
    texts.set(draft.text, {
      class: kind.class,
      text: draft.text,
      want: draft.want.map(at => rows[at]?.id ?? ''),
      keys: texts.size % timedEvery === 0,
    });
  }
  return [...texts.values()];
}

const mostOthers = 2;

/** Whether the text fits, as it stands, what its kind allows. */
function stands(kind: TextKind, text: string, want: readonly number[], fits: Fits): boolean {
  if (kind.stands === 'anyhow') return true;
  const terms = wordsOf(text);
  const asWords = fits.byWords(terms, mostWanted + mostOthers);
  if (asWords === null) return false;
  const digits = /^\d{4,}$/.test(text) ? fits.byEnding(text) : [];
  const fitting = new Set([...asWords, ...digits]);
  const wanted = want.filter(at => fitting.has(at)).length;
  return fitting.size - wanted <= mostOthers && (kind.stands === 'few others' || wanted === 0);
}

const letterTexts = 80;
const shown = 5;
const hotDays = 14;
const openDays = 30;

/** One or two letters with which at least five names begin, one of them open and touched of late. */
function lettersOf(random: Random, rows: readonly MadeRow[]): TypedLetters[] {
  const byBeginning = new Map<string, MadeRow[]>();
  for (const row of rows) {
    const name = plain(row.name);
    for (const length of [1, 2]) {
      const beginning = name.slice(0, length);
      if (!/^[a-z]+$/.test(beginning)) continue;
      const list = byBeginning.get(beginning);
      if (list === undefined) byBeginning.set(beginning, [row]);
      else list.push(row);
    }
  }
  const all = [...byBeginning]
    .map(
      ([text, begun]): TypedLetters => ({
        text,
        want:
          begun.length < shown
            ? []
            : [...begun]
                .sort((a, b) => touched(b) - touched(a))
                .slice(0, shown)
                .map(row => row.id),
        hot: begun
          .filter(row => row.stage.role === 'open' && row.updatedAt >= today - hotDays * day)
          .map(row => row.id),
      }),
    )
    .filter(({ want, hot }) => want.length > 0 && hot.length > 0);
  while (all.length > letterTexts) all.splice(Math.floor(random() * all.length), 1);
  return all;
}

/** An open row counts as touched thirty days later. */
const touched = (row: MadeRow): number => row.updatedAt + (row.stage.role === 'open' ? openDays * day : 0);
