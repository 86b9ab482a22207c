import { plainCharacter } from './characters.ts';

/** Units of a plain text that are read, since an address is looked for in the square of its length; the search box has fewer. */
const longestTyped = 512;
const notPlain = /[^\x20-\x7e]/gu;
/** The documented forms of WhatsApp's "click to chat": a number in international form, without `+`. */
const chatLink =
  /(?<!\S)(?:https?:\/\/)?(?:www\.)?(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=|whatsapp:\/\/send\?phone=)\+?(\d+)\S*/gi;
/** Brazilian for "dial 0, then an operator of your choice". */
const anyOperator = /\b0\s?xx\s?(?=\d)/gi;
/** An extension behind a whole number, as in `ramal 12`, `x12` and RFC 3966's `;ext=12`. */
const extension =
  /(\d[\d\s().-]{6,30}\d)[\s,;(-]*(?:ramal|r\.|ext\p{L}*\.?|x|anexo|int\.|#)[\s:=]*\d{1,5}(?!\d)\)?/giu;

/**
 * What was typed without what cannot be seen, with the signs of a keyboard, and with numbers as they are dialled: what a text is
 * (an id, a phone, words) is read from this.
 */
export const plainText = (typed: string): string =>
  typed
    .replace(notPlain, plainCharacter)
    .trim()
    .slice(0, longestTyped)
    .replace(chatLink, '+$1')
    .replace(anyOperator, '0')
    .replace(extension, '$1');

/** A piece of a text: a run of digits with only the signs of phones between them, or words. */
export interface Piece {
  readonly text: string;
  readonly isNumber: boolean;
}

const number = /(?<![\p{L}\p{N}\p{M}_@])[+(]*\d(?:[\d\s()+./-]*\d)?(?![\p{L}\p{N}_@])/gu;

/** The pieces of a plain text. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const addWords = (to: number): void => {
    if (to > from) pieces.push({ text: text.slice(from, to), isNumber: false });
  };
  for (const { 0: found, index } of text.matchAll(number)) {
    addWords(index);
    pieces.push({ text: found, isNumber: true });
    from = index + found.length;
  }
  addWords(text.length);
  return pieces;
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What people write before a phone, normalized. */
export const phoneLabels = wordsOf(
  'tel tels telefone telefono telefoon telephone telf telef tlf tfno fone fon fono ph phone cel cels celular cell cellphone mob mobile movil ' +
    'telemovel tlm handy mobil whats whatsapp whatsap wpp wsp wp zap zapzap ligar call callto sms contato contacto fixo',
);

/** What people write before a number in a title, normalized: `nº`, `No.`, `#`. */
export const numberLabels = wordsOf('n no nr nro num numero number numeros');
