import { foldWords } from '../folded.ts';
import type { StageRole } from '../model.ts';
import * as words from './end-words.ts';

/** The role that a stage's name suggests. `sure` is false where the name may mean an end without saying which. */
export interface NamedRole {
  readonly role: StageRole;
  readonly sure: boolean;
}

const unsure: NamedRole = { role: 'open', sure: false };

/** Signs that people use for the end of a deal. */
const endSign = /[✅✔☑❌✖✗❎🏆🥇🎉🎊💰🤝👍👎☠💀🗑🚫⛔🏁]/u;

/** The most names whose role is remembered; an account has some dozens. */
const most = 1000;
const read = new Map<string, NamedRole>();

/**
 * The role by a stage's name alone. A word of one end inside a longer name is enough ("Fechado (Ganho)", "Closed
 * lost"). Words of both ends, or a word that negates the end ("não ganho", "won’t", "ganho?", "recuperar perdidos",
 * "reunião perdida"), leave it open. `sure` is true for ends, and for names without any word of an end.
 */
export function roleInName(name: string): NamedRole {
  const known = read.get(name);
  if (known !== undefined) return known;
  if (read.size >= most) read.clear();
  const found = roleOfWords(wordsIn(name), name);
  read.set(name, found);
  return found;
}

/** The role by a stage's name; open where it names none. */
export function roleOf(name: string): StageRole {
  return roleInName(name).role;
}

/** `closedWon` is two words and `won't` is one. Invisible characters separate nothing. */
function wordsIn(name: string): readonly string[] {
  const seen = name.replaceAll(/\p{Cf}/gu, '').replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '');
  return foldWords(seen.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function roleOfWords(said: readonly string[], name: string): NamedRole {
  const has = (set: ReadonlySet<string>): boolean => said.some(word => set.has(word));
  const [isWon, isLost] = [has(words.won), has(words.lost)];
  if (!isWon && !isLost) {
    const speaksOfEnd = has(words.ending) || has(words.negating) || endSign.test(name);
    return { role: 'open', sure: !speaksOfEnd };
  }
  const end = isWon ? words.won : words.lost;
  const at = said.findIndex(word => end.has(word));
  const [before, behind] = [said.slice(0, at), said.slice(at + 1)];
  const isTakenBack =
    before.some(word => words.negating.has(word) || words.reviving.has(word)) ||
    (isWon && (has(words.rivals) || behind.some(word => words.negatingBehind.has(word)))) ||
    has(words.doubting) ||
    name.includes('?');
  if ((isWon && isLost) || isTakenBack || (isLost && isOfMeeting(said, at))) return unsure;
  return { role: isWon ? 'won' : 'lost', sure: true };
}

/** Whether the word at this place refers to a meeting beside it and not to the deal. */
function isOfMeeting(said: readonly string[], at: number): boolean {
  const isLink = (word: string): boolean => words.linking.has(word);
  const before = said.slice(0, at).findLast(word => !isLink(word));
  const behind = said.slice(at + 1).find(word => !isLink(word));
  return [before, behind].some(word => word !== undefined && words.meetings.has(word));
}
