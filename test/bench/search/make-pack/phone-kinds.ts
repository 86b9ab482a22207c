import { any, type Random } from '../random.ts';
import { phoneLabels } from './company-words.ts';
import type { Fits } from './fits.ts';
import { firstName, isPerson, mostWanted, type TextKind } from './kind.ts';
import type { MadeRow } from './made-row.ts';
import { dashed, digits, type MadePhone, nationalOf, writtenForeign } from './make-phone.ts';

const isBrazilian = ({ country }: MadePhone): boolean => country === '55';
const isMobile = ({ local }: MadePhone): boolean => local.length === 9;
const has = (test: (phone: MadePhone) => boolean) => (row: MadeRow) => row.phones.some(test);

const few = (want: readonly number[]): readonly number[] | null => (want.length > mostWanted ? null : want);
const sameNumber = (fits: Fits, phone: MadePhone) =>
  few(
    fits.where(row =>
      row.phones.some(one => one.country === phone.country && nationalOf(one) === nationalOf(phone)),
    ),
  );

/** A number of the row typed somehow, meaning the rows that have it. */
const kind = (
  name: string,
  test: (phone: MadePhone) => boolean,
  write: (random: Random, phone: MadePhone, row: MadeRow) => string | null,
  of: (row: MadeRow) => boolean = () => true,
): TextKind => ({
  class: name,
  stands: 'anyhow',
  of: row => has(test)(row) && of(row),
  type(random, row, fits) {
    const phone = any(random, row.phones.filter(test));
    const text = write(random, phone, row);
    return text === null ? null : { text, want: sameNumber(fits, phone) };
  },
});

const ending = (
  name: string,
  write: (random: Random, phone: MadePhone) => string,
  test = isBrazilian,
): TextKind => ({
  class: `phone kept: ${name}`,
  stands: 'anyhow',
  of: has(test),
  type(random, row, fits) {
    const text = write(random, any(random, row.phones.filter(test)));
    return { text, want: few(fits.byEnding(text.replace(/\D/g, ''))) };
  },
});

const dotted = ({ area, local }: MadePhone): string => `${area}.${local.slice(0, -4)}.${local.slice(-4)}`;

const national = (random: Random, phone: MadePhone): string =>
  any(random, [
    `(${phone.area}) ${dashed(phone.local)}`,
    `(${phone.area})${dashed(phone.local)}`,
    `${phone.area} ${dashed(phone.local)}`,
    `${phone.area} ${dashed(phone.local).replace('-', ' ')}`,
    `${phone.area}-${dashed(phone.local)}`,
    nationalOf(phone),
    dotted(phone),
  ]);
const withCountry = (random: Random, phone: MadePhone): string =>
  any(random, [
    `+55 (${phone.area}) ${dashed(phone.local)}`,
    `+55 ${phone.area} ${dashed(phone.local)}`,
    `55 ${phone.area} ${phone.local}`,
    `+55${nationalOf(phone)}`,
    `0055 ${phone.area} ${dashed(phone.local)}`,
  ]);
const inFull = (random: Random, phone: MadePhone): string =>
  (random() < 0.5 ? national : withCountry)(random, phone);

const fullWidth = (text: string): string =>
  text.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

function invisible(random: Random, phone: MadePhone): string {
  const text = inFull(random, phone);
  return any(random, [
    `\u200e${text}`,
    `\u202a${text}\u202c`,
    `\u200b${text}`,
    fullWidth(nationalOf(phone)),
    `${text}\u200f`,
  ]);
}

function pasted(random: Random, phone: MadePhone): string | null {
  const text = inFull(random, phone);
  if (!text.includes('-')) return null;
  const dash = any(random, ['\u2011', '\u2013', '\u2212']);
  return text.replaceAll('-', dash).replaceAll(' ', random() < 0.5 ? '\u00a0' : ' ');
}

function link(random: Random, phone: MadePhone): string {
  const number = `55${nationalOf(phone)}`;
  return any(random, [
    `tel:+${number}`,
    `tel:+55-${phone.area}-${dashed(phone.local)}`,
    `https://wa.me/${number}`,
    `wa.me/${number}`,
    `tel:${nationalOf(phone)}`,
  ]);
}

function withTrunk(random: Random, { area, local }: MadePhone): string {
  return any(random, [
    `0${area} ${dashed(local)}`,
    `(0${area}) ${dashed(local)}`,
    `+55 0${area} ${dashed(local)}`,
    `+55 (0${area}) ${dashed(local)}`,
    `0${area}${local}`,
  ]);
}

/** Codes of long-distance operators (Anatel, "Códigos de Seleção de Prestadora"). */
function withOperator(random: Random, phone: MadePhone): string {
  const operator = any(random, ['15', '21', '31', '41', '14']);
  const { area, local } = phone;
  return any(random, [
    `0 ${operator} ${area} ${dashed(local)}`,
    `0${operator}${nationalOf(phone)}`,
    `0xx${area} ${dashed(local)}`,
    `0${operator} ${area} ${dashed(local)}`,
  ]);
}

/** One digit of the last seven wrong, two swapped, or one missing: another number than any row's. */
const wrongDigit: TextKind = {
  class: 'phone otherwise: one digit wrong, swapped, missing',
  stands: 'anyhow',
  of: has(isBrazilian),
  type(random, row, fits) {
    const phone = any(random, row.phones.filter(isBrazilian));
    const { local } = phone;
    const at = local.length - 7 + Math.floor(random() * 6);
    const way = random();
    const wrong =
      way < 0.4
        ? local.slice(0, at) + digits(random, 1) + local.slice(at + 1)
        : way < 0.7
          ? local.slice(0, at) + local.charAt(at + 1) + local.charAt(at) + local.slice(at + 2)
          : local.slice(0, at) + local.slice(at + 1);
    if (wrong === local || fits.byEnding(wrong).length > 0) return null;
    return { text: inFull(random, { ...phone, local: wrong }), want: sameNumber(fits, phone) };
  },
};

const nameAndFour: TextKind = {
  class: 'phone kept: name and last four',
  stands: 'anyhow',
  of: row => isPerson(row) && row.phones.length > 0,
  type(random, row, fits) {
    const [phone] = row.phones;
    if (phone === undefined) return null;
    const four = nationalOf(phone).slice(-4);
    const named = new Set(fits.byWords([firstName(row)], 1e6));
    const text = random() < 0.5 ? `${firstName(row)} ${four}` : `${four} ${firstName(row)}`;
    return { text, want: few(fits.byEnding(four).filter(at => named.has(at))) };
  },
};

const lastEight = (_: Random, { local }: MadePhone): string => local.slice(-8);

export const phoneKinds: readonly TextKind[] = [
  kind('phone kept: national forms', isBrazilian, national),
  kind('phone kept: with country code', isBrazilian, withCountry),
  ending(
    'local part',
    (random, { local }) =>
      any(random, [
        dashed(local),
        dashed(local).replace('-', ' '),
        local,
        `${local.charAt(0)} ${dashed(local.slice(1))}`,
      ]),
    phone => isBrazilian(phone) && isMobile(phone),
  ),
  ending(
    'last 4 digits',
    (_, { local }) => local.slice(-4),
    () => true,
  ),
  ending(
    'last 5 digits',
    (_, { local }) => local.slice(-5),
    () => true,
  ),
  ending(
    'last 6 digits',
    (_, { local }) => local.slice(-6),
    () => true,
  ),
  ending('last 8 digits', (random, phone) =>
    random() < 0.5 ? dashed(lastEight(random, phone)) : lastEight(random, phone),
  ),
  nameAndFour,
  kind(
    'phone kept: foreign',
    phone => !isBrazilian(phone),
    (random, phone) =>
      any(random, [
        writtenForeign(phone),
        phone.local,
        writtenForeign(phone).replace(/^\+\d+ /, ''),
        `00${phone.country}${phone.local}`,
      ]),
  ),
  kind(
    'phone otherwise: kept with extension or second number',
    isBrazilian,
    (random, phone) => (random() < 0.3 ? dashed(phone.local) : inFull(random, phone)),
    row => row.phones.length > 1 || /[a-z]/.test(row.phone),
  ),
  kind('phone otherwise: U+2011, no-break blank, dash', isBrazilian, pasted),
  kind('phone otherwise: U+200E, U+202A, full width', isBrazilian, invisible),
  kind('phone otherwise: tel:, wa.me', isBrazilian, link),
  kind(
    'phone otherwise: label',
    isBrazilian,
    (random, phone) => `${any(random, phoneLabels)} ${inFull(random, phone)}`,
  ),
  kind(
    'phone otherwise: name and phone',
    isBrazilian,
    (random, phone, row) => `${firstName(row)} ${inFull(random, phone)}`,
    isPerson,
  ),
  kind('phone otherwise: trunk 0', isBrazilian, withTrunk),
  kind('phone otherwise: operator code', isBrazilian, withOperator),
  kind(
    'phone otherwise: old eight digits',
    phone => isBrazilian(phone) && isMobile(phone),
    (random, phone) => national(random, { ...phone, local: phone.local.slice(1) }),
  ),
  kind(
    'phone otherwise: ninth digit typed, not kept',
    phone => isBrazilian(phone) && !isMobile(phone),
    (random, phone) => inFull(random, { ...phone, local: `9${phone.local}` }),
  ),
  wrongDigit,
];
