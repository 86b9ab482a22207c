import { plain } from '../keystrokes.ts';
import { any, frequent, type Random, weighted } from '../random.ts';
import * as list from './company-words.ts';
import { familyNames } from './person-words.ts';

export interface MadeFirm {
  readonly name: string;
  /** What people call it: without sector, place and legal form. */
  readonly brand: string;
  readonly legalForm: string;
  readonly host: string;
}

const hostEnds = [
  ['.com.br', 60],
  ['.com', 16],
  ['.net.br', 8],
  ['.ind.br', 8],
  ['.adv.br', 8],
] as const;

const slug = (text: string): string => plain(text).replace(/[^a-z0-9]+/g, '');

function inventedWord(random: Random): string {
  const word =
    any(random, list.beginnings) + (random() < 0.7 ? any(random, list.middles) : '') + any(random, list.ends);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const capitals = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => any(random, [...letters]));

interface Named {
  readonly brand: string;
  /** Takes the sector where it has none of its own. */
  readonly whole: (sector: string) => string;
  readonly form: string;
}

function brazilian(random: Random): Named {
  const form = weighted(random, list.brazilianForms);
  const family = () => frequent(random, familyNames.Brazilian, 5);
  const kind = random();
  if (kind < 0.1) {
    const [one, other] = [family(), family()];
    return { brand: `${one} & ${other}`, whole: sector => `${one} & ${other} ${sector}`, form: '' };
  }
  if (kind < 0.16) {
    const brand = `${family()} e Filhos`;
    return { brand, whole: () => brand, form };
  }
  if (kind < 0.21) {
    const brand = `Irmãos ${family()}`;
    return { brand, whole: () => brand, form };
  }
  if (kind < 0.25) {
    const brand = `${capitals(random, 2).join('.')}. ${family()}`;
    return { brand, whole: sector => `${brand} ${sector}`, form };
  }
  const brand =
    kind < 0.33
      ? any(random, list.saints)
      : kind < 0.38
        ? any(random, list.ourLadies)
        : kind < 0.44
          ? capitals(random, 3).join('')
          : kind < 0.64
            ? inventedWord(random)
            : kind < 0.76
              ? `${any(random, list.brands)} ${any(random, list.brands)}`
              : kind < 0.82
                ? `${any(random, list.brands)} ${2 + Math.floor(random() * 98)}`
                : frequent(random, list.brands, 20);
  const place = random() < 0.2 ? ` ${any(random, list.cities)}` : '';
  const first = random() < 0.5;
  return { brand, whole: sector => (first ? `${brand} ${sector}` : `${sector} ${brand}`) + place, form };
}

function foreign(random: Random): Named {
  const origin = weighted(random, [
    ['Spanish', 45],
    ['English', 30],
    ['German', 10],
    ['Italian', 7],
    ['Polish', 3],
    ['French', 5],
  ]);
  const family = () => any(random, familyNames[origin]);
  const form = any<string>(random, list.foreignForms[origin]);
  const brand = family();
  if (origin === 'Spanish')
    return { brand, whole: () => `${any(random, list.spanishSectors)} ${brand}`, form };
  if (origin === 'English' && random() < 0.4)
    return { brand, whole: () => `${brand}, ${family()} and ${family()}`, form: '' };
  return { brand, whole: () => brand, form };
}

export function makeFirm(random: Random): MadeFirm {
  if (random() < 0.02) {
    const name = any(random, list.wellKnown);
    return { name, brand: name, legalForm: '', host: `${slug(name)}.com.br` };
  }
  const { brand, whole, form } = random() < 0.85 ? brazilian(random) : foreign(random);
  return {
    name: `${whole(any(random, list.sectors))} ${form}`.trim(),
    brand,
    legalForm: form,
    host: slug(brand) + weighted(random, hostEnds),
  };
}
