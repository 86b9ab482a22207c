import { any, type Random, weighted } from '../random.ts';

export interface MadePhone {
  readonly country: string;
  /** Two digits in Brazil; elsewhere part of `local`. */
  readonly area: string;
  readonly local: string;
}

/** With the area, without the country. */
export const nationalOf = ({ area, local }: MadePhone): string => area + local;

/** Brazilian area codes as the national plan lists them (Anatel, "Códigos Nacionais"). */
const areas = (
  '11 11 11 11 12 13 14 15 16 17 18 19 21 21 22 24 27 28 31 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 51 53 54 55 ' +
  '61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99'
).split(' ');

export const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

export function brazilianPhone(random: Random): MadePhone {
  const mobile = random() < 0.8;
  const local = mobile
    ? `9${any(random, [...'6789'])}${digits(random, 7)}`
    : `${any(random, [...'2345'])}${digits(random, 7)}`;
  return { country: '55', area: any(random, areas), local };
}

export function foreignPhone(random: Random, country: '34' | '52' | '1' | '351'): MadePhone {
  switch (country) {
    case '34':
      return { country, area: '', local: `${any(random, ['6', '7'])}${digits(random, 8)}` };
    case '52':
      return { country, area: '', local: `${any(random, ['55', '33', '81'])}${digits(random, 8)}` };
    case '1':
      return {
        country,
        area: '',
        local: `${any(random, [...'23456789'])}${digits(random, 2)}${any(random, [...'23456789'])}${digits(random, 6)}`,
      };
    case '351':
      return { country, area: '', local: `9${any(random, [...'1236'])}${digits(random, 7)}` };
  }
}

/** With the dash before the last four digits. */
export const dashed = (local: string): string => `${local.slice(0, -4)}-${local.slice(-4)}`;

const forms: readonly (readonly [form: string, weight: number])[] = [
  ['+55 (a) l', 14],
  ['+55 a l', 14],
  ['+55al', 15],
  ['55al', 12],
  ['(a) l', 18],
  ['a l', 10],
  ['al', 9],
  ['0a l', 5],
  ['(a) 9 l', 3],
];

/** A Brazilian number in one of nine forms, 45 of 100 without the country. */
export function writtenBrazilian(random: Random, { area, local }: MadePhone): string {
  const form = weighted(random, forms);
  if (form.endsWith('al')) return form.replace('al', area + local);
  const spaced = form.endsWith('9 l') && local.length === 9 ? `9 ${dashed(local.slice(1))}` : dashed(local);
  return form
    .replace(/9? ?l$/, ` ${spaced}`)
    .replace('  ', ' ')
    .replace('a', area);
}

export function writtenForeign({ country, local }: MadePhone): string {
  const sign = country === '1' ? '-' : ' ';
  const middle = country === '52' ? 2 : 3;
  const last = country === '34' || country === '351' ? 3 : 4;
  return `+${country} ${[local.slice(0, middle), local.slice(middle, -last), local.slice(-last)].join(sign)}`;
}
