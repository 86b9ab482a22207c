import { plain } from '../keystrokes.ts';
import { any, frequent, type Random, rank, seeded, weighted } from '../random.ts';
import * as list from './company-words.ts';
import type { MadeRow, TitleNumber } from './made-row.ts';
import { type MadeFirm, makeFirm } from './make-firm.ts';
import {
  brazilianPhone,
  digits,
  foreignPhone,
  type MadePhone,
  writtenBrazilian,
  writtenForeign,
} from './make-phone.ts';
import * as people from './person-words.ts';

/** The day on which the texts of a pack are typed. */
export const today = Date.UTC(2026, 8, 15);
export const day = 24 * 3600 * 1000;

const roles = [
  ['open', 56],
  ['won', 19],
  ['lost', 25],
] as const;

const slug = (text: string): string => plain(text).replace(/[^a-z0-9]+/g, '');
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
const inventedId = (random: Random): string =>
  `opp_${Array.from({ length: 12 }, () => any(random, [...alphabet])).join('')}`;

type Named = Pick<MadeRow, 'kind' | 'name' | 'given' | 'families' | 'suffix' | 'title'> & {
  readonly origin: people.Origin;
};

function person(random: Random, firm: MadeFirm | null): Named {
  const from = (): people.Origin => weighted(random, people.originShares);
  const origin = from();
  const given = (): string => frequent(random, people.givenNames[random() < 0.5 ? origin : 'Brazilian'], 8);
  const givens = random() < 0.25 ? [given(), given()] : [given()];
  const count = 1 + Math.floor(random() * 2.3);
  const families = Array.from({ length: count }, (_, at) => {
    const family = frequent(random, people.familyNames[at === count - 1 ? origin : from()], 8);
    return random() < 0.2 ? `${any(random, people.particles)} ${family}` : family;
  });
  const suffix =
    random() < 0.05 ? any(random, people.juniors) : random() < 0.04 ? any(random, people.descendants) : null;
  const whole = [...givens, ...families, ...(suffix === null ? [] : [suffix])].join(' ');
  return {
    kind: 'person',
    name: asTyped(random, whole, firm),
    given: givens,
    families,
    suffix,
    title: null,
    origin,
  };
}

/** As people fill in a form: capitals, small letters, no accents, a note beside it. */
function asTyped(random: Random, name: string, firm: MadeFirm | null): string {
  const way = random();
  if (way < 0.05) return name.toUpperCase();
  if (way < 0.08) return name.toLowerCase();
  if (way < 0.14) return name.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  if (way < 0.16) return `(Indicação) ${name}`;
  return way < 0.19 && firm !== null ? `${name} / ${firm.brand}` : name;
}

function title(random: Random, firm: MadeFirm): Named {
  const year = 2023 + Math.floor(random() * 4);
  const whole = (name: string, number: TitleNumber | null): Named => ({
    kind: 'title',
    name,
    given: [],
    families: [],
    suffix: null,
    title: number,
    origin: 'Brazilian',
  });
  const { brand } = firm;
  const kind = Math.floor(random() * 9);
  switch (kind) {
    case 0: {
      const written = `${digits(random, 4)}/${year}`;
      return whole(`Pedido ${written}`, { form: 'serial', written });
    }
    case 1: {
      const written = `#${1 + Math.floor(random() * 9)}${digits(random, 3)}`;
      return whole(`Cotação ${written} - ${any(random, list.offers)}`, { form: 'quote', written });
    }
    case 2: {
      const written = `x${any(random, [2, 3, 7, 12, 15, 24, 36, 45, 90, 120])}`;
      return whole(`Pacote ${any(random, list.plans)} ${written}`, { form: 'times', written });
    }
    case 3: {
      const written = `${year}-${(year + 1) % 100}`;
      return whole(`Safra ${written} ${brand}`, { form: 'season', written });
    }
    case 4: {
      const written = `Q${1 + Math.floor(random() * 4)}`;
      return whole(`Follow-up ${written} ${brand}`, { form: 'quarter', written });
    }
    case 5:
      return whole(`${brand} - Plantão 24/7`, { form: 'always', written: '24/7' });
    case 6: {
      const written = String(10 * (1 + Math.floor(random() * 40)));
      return whole(`${any(random, list.goods)} ${written} un. ${brand}`, { form: 'count', written });
    }
    case 7:
      return whole(`Retrofit ${brand} ${year}`, { form: 'year', written: String(year) });
    default:
      return whole(`${brand} - ${any(random, list.phases)}`, null);
  }
}

function eastAsian(random: Random): Named & { readonly company: string } {
  const { families, givens, firms } = any(random, people.eastAsian);
  const family = any<string>(random, families);
  const given = any<string>(random, givens);
  return {
    kind: 'east-asian',
    name: random() < 0.15 ? `${family} ${given}` : family + given,
    given: [given],
    families: [family],
    suffix: null,
    title: null,
    origin: 'Brazilian',
    company: any<string>(random, firms),
  };
}

function otherScript(random: Random): Named {
  const [given = '', family = ''] = any(random, people.otherScripts).split(' ');
  const [, other = family] = any(random, people.otherScripts).split(' ');
  const families =
    /^\p{Script=Cyrillic}/u.test(given) === /^\p{Script=Cyrillic}/u.test(other) ? other : family;
  return {
    kind: 'other-script',
    name: `${given} ${families}`,
    given: [given],
    families: [families],
    suffix: null,
    title: null,
    origin: 'Brazilian',
  };
}

function mailOf(random: Random, named: Named, firm: MadeFirm | null): string {
  if (random() < 0.07) return '';
  const host = firm !== null && random() < 0.6 ? firm.host : weighted(random, people.mailHosts);
  const first = slug(named.given[0] ?? '');
  const last = slug(named.families.at(-1)?.split(' ').at(-1) ?? '');
  if (first === '' || last === '' || random() < 0.06)
    return `${any(random, ['contato', 'vendas', 'compras', 'financeiro', 'atendimento', 'adm'])}@${host}`;
  const number = String(1 + Math.floor(random() * 99));
  const local = weighted(random, [
    [`${first}.${last}`, 34],
    [`${first}${last}${number}`, 20],
    [`${first.charAt(0)}${last}`, 14],
    [`${last}.${first}`, 10],
    [`${first}_${last}`, 10],
    [`${first}.${last}${number}`, 8],
    [first, 4],
  ]);
  return `${local}@${host}`;
}

function phonesOf(
  random: Random,
  origin: people.Origin,
): { readonly phones: readonly MadePhone[]; readonly written: string } {
  if (random() < 0.02) return { phones: [], written: '' };
  const abroad = random() < 0.6;
  if (abroad && (origin === 'Spanish' || origin === 'English' || origin === 'Portuguese')) {
    const country =
      origin === 'English' ? '1' : origin === 'Portuguese' ? '351' : any(random, ['34', '52'] as const);
    const phone = foreignPhone(random, country);
    return { phones: [phone], written: writtenForeign(phone) };
  }
  const phone = brazilianPhone(random);
  const written = writtenBrazilian(random, phone);
  const more = random();
  if (more < 0.01)
    return {
      phones: [phone],
      written: `${written} ${any(random, ['ramal', 'r.', 'ext'])} ${digits(random, 3)}`,
    };
  if (more > 0.02) return { phones: [phone], written };
  const second = brazilianPhone(random);
  return { phones: [phone, second], written: `${written} / ${writtenBrazilian(random, second)}` };
}

/** Ages of the last touch: half within seven weeks, a tail of two years. */
const touchedAt = (random: Random): number =>
  today - Math.floor(Math.min(700, 62 * (-Math.log(1 - random())) ** 1.3) * day);

/** Rows put together at random, the same ones for the same seed. Nobody in them is real. */
export function makeRows(seed: number, size: number): MadeRow[] {
  const firmRandom = seeded(seed ^ 0x2545f491);
  const firms = Array.from({ length: Math.max(30, Math.round(size / 6)) }, () => makeFirm(firmRandom));
  const random = seeded(seed);
  return Array.from({ length: size }, (): MadeRow => {
    const kind = random();
    const employer = firms[
      random() < 0.4 ? rank(random, firms.length, 40) : Math.floor(random() * firms.length)
    ] as MadeFirm;
    const firm = random() < 0.96 ? employer : null;
    const east = kind < 0.007 ? eastAsian(random) : null;
    const named =
      east ??
      (kind < 0.01 ? otherScript(random) : kind < 0.19 ? title(random, employer) : person(random, firm));
    const { phones, written } = phonesOf(random, named.origin);
    return {
      id: inventedId(random),
      name: named.name,
      company: east?.company ?? firm?.name ?? '',
      email: mailOf(random, named, firm),
      phone: written,
      updatedAt: touchedAt(random),
      stage: { role: weighted(random, roles) },
      kind: named.kind,
      given: named.given,
      families: named.families,
      suffix: named.suffix,
      title: named.title,
      firm: east === null ? firm : null,
      phones,
    };
  });
}
