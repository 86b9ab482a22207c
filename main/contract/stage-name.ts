import {
  doubting,
  ending,
  linking,
  lost,
  meetings,
  negating,
  negatingBehind,
  reviving,
  rivals,
  won,
} from './end-words.ts';
import type { StageRole } from './model.ts';

/** What a stage's name says of its role. `sure` is false where the name may mean an end without saying which. */
export interface NamedRole {
  readonly role: StageRole;
  readonly sure: boolean;
}

const unsure: NamedRole = { role: 'open', sure: false };

/** Signs that people put where a deal ends. */
const endSign = /[✅✔☑❌✖✗❎🏆🥇🎉🎊💰🤝👍👎☠💀🗑🚫⛔🏁]/u;

/** So many names have been read at most; an account has some dozens. */
const most = 1000;
const read = new Map<string, NamedRole>();

/**
 * The role that a stage's name alone tells. A word of one end inside a longer name is enough ("Fechado (Ganho)", "Closed
 * lost"); both, or whatever takes it back ("não ganho", "won’t", "ganho?", "recuperar perdidos", "reunião perdida"), leave it
 * open. `sure` is true for ends, and for names in which nothing speaks of an end.
 */
export function roleInName(name: string): NamedRole {
  const known = read.get(name);
  if (known !== undefined) return known;
  if (read.size >= most) read.clear();
  const found = roleOfWords(wordsIn(name), name);
  read.set(name, found);
  return found;
}

/** The role in a stage's name; open where it tells none. */
export function roleOf(name: string): StageRole {
  return roleInName(name).role;
}

/** Lower case without accents, compatibility forms as their plain ones, underscores as gaps. */
export function foldWords(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('_', ' ').trim();
}

/** Without blanks and signs, which people type or leave out: "Fechado (Perdido)" is meant by `fechado perdido`. */
export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** `closedWon` is two words, `won't` is one, and what nobody sees parts none. */
function wordsIn(name: string): readonly string[] {
  const seen = name.replaceAll(/\p{Cf}/gu, '').replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '');
  return foldWords(seen.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function roleOfWords(said: readonly string[], name: string): NamedRole {
  const has = (set: ReadonlySet<string>): boolean => said.some(word => set.has(word));
  const [isWon, isLost] = [has(won), has(lost)];
  if (!isWon && !isLost) {
    const speaksOfEnd = has(ending) || has(negating) || endSign.test(name);
    return { role: 'open', sure: !speaksOfEnd };
  }
  const end = isWon ? won : lost;
  const at = said.findIndex(word => end.has(word));
  const [before, behind] = [said.slice(0, at), said.slice(at + 1)];
  const isTakenBack =
    before.some(word => negating.has(word) || reviving.has(word)) ||
    (isWon && (has(rivals) || behind.some(word => negatingBehind.has(word)))) ||
    has(doubting) ||
    name.includes('?');
  if ((isWon && isLost) || isTakenBack || (isLost && isOfMeeting(said, at))) return unsure;
  return { role: isWon ? 'won' : 'lost', sure: true };
}

/** Whether the word at this place is said of a meeting beside it, and not of the deal. */
function isOfMeeting(said: readonly string[], at: number): boolean {
  const isLink = (word: string): boolean => linking.has(word);
  const before = said.slice(0, at).findLast(word => !isLink(word));
  const behind = said.slice(at + 1).find(word => !isLink(word));
  return [before, behind].some(word => word !== undefined && meetings.has(word));
}
