/** Lower case without accents, compatibility forms replaced. */
export function foldAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The same, underscores as spaces. */
export function foldWords(text: string): string {
  return foldAccents(text).replaceAll('_', ' ').trim();
}

/** Without blanks and punctuation, which people may omit: `fechado perdido` means "Fechado (Perdido)". */
export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}
