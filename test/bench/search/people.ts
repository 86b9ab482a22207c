import type { Opportunity, OpportunityId, Stage } from '../../../main/contract/model.ts';
import { type StageId, unverified } from '../../../main/contract/model.ts';
import * as list from './names.ts';
import { any, frequent, type Random, rank, seeded, type Weighted, weighted } from './random.ts';

/** One made-up row, with the state its deal is in. */
export interface Person {
  readonly id: OpportunityId;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly status: string;
}

/** Where a person lives decides names, legal forms and numbers: Brazil, Spain or Mexico, an English-speaking country. */
type Region = 0 | 1 | 2;

const firstNames = [list.brazilianNames, list.spanishNames, list.englishNames] as const;
const surnames = [list.brazilianSurnames, list.spanishSurnames, list.englishSurnames] as const;
const sectors = [list.brazilianSectors, list.spanishSectors, list.englishSectors] as const;
const legalForms: readonly [Weighted, Weighted, Weighted] = [
  [
    ['Ltda', 62],
    ['S.A.', 14],
    ['ME', 10],
    ['EIRELI', 9],
    ['& Cia', 5],
  ],
  [
    ['S.L.', 50],
    ['S.A.', 25],
    ['S.A. de C.V.', 25],
  ],
  [
    ['Inc', 40],
    ['LLC', 35],
    ['Ltd', 25],
  ],
];
const mailHosts: Weighted = [
  ['gmail.com', 44],
  ['hotmail.com', 17],
  ['outlook.com', 12],
  ['yahoo.com.br', 10],
  ['uol.com.br', 6],
  ['terra.com.br', 3],
  ['icloud.com', 4],
  ['bol.com.br', 2],
  ['live.com', 2],
];
const statuses: Weighted = [
  ['open', 50],
  ['won', 18],
  ['lost', 22],
  ['abandoned', 10],
];
const areaCodes = [
  11, 11, 11, 11, 21, 21, 31, 31, 41, 51, 61, 71, 81, 85, 19, 47, 48, 27, 62, 92, 91, 98, 84, 67,
];
const particles = ['da', 'de', 'dos', 'do'];
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

const withoutAccents = (text: string): string => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
const slug = (text: string): string => withoutAccents(text.toLowerCase()).replace(/[^a-z0-9]+/g, '');

/** A pronounceable word nobody has heard. */
function inventedWord(random: Random, syllables: number): string {
  let word = '';
  for (let i = 0; i < syllables; i++) {
    word += any(random, list.syllables);
    if (random() < 0.2) word += any(random, list.closings);
  }
  word += any(random, list.endings);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function inventedId(random: Random): OpportunityId {
  let id = 'opp_';
  for (let i = 0; i < 12; i++) id += alphabet[Math.floor(random() * 36)];
  return id as OpportunityId;
}

function region(random: Random): Region {
  const at = random();
  return at < 0.6 ? 0 : at < 0.85 ? 1 : 2;
}

interface Company {
  readonly name: string;
  readonly host: string;
}

function brandName(random: Random, where: Region): string {
  const kind = random();
  if (kind < 0.5) return inventedWord(random, random() < 0.7 ? 2 : 1);
  if (kind < 0.85) {
    const first = frequent(random, list.brands, 8);
    return first + (random() < 0.3 ? ` ${frequent(random, list.brands, 8)}` : '');
  }
  const family = where === 0 && random() < 0.5 ? 'Irmãos ' : '';
  return family + frequent(random, surnames[where], 4);
}

function company(random: Random): Company {
  const where = region(random);
  const brand = brandName(random, where);
  const legal = weighted(random, legalForms[where]);
  const sector = random() < 0.8 ? frequent(random, sectors[where], 5) : '';
  const brandFirst = where === 2 || random() < 0.4;
  const parts = brandFirst ? [brand, sector, legal] : [sector, brand, legal];
  const tail = random() < 0.3 && sector !== '' ? slug(sector).slice(0, 6) : '';
  const suffix = where === 0 ? '.com.br' : where === 1 ? (random() < 0.5 ? '.es' : '.com.mx') : '.com';
  return { name: parts.filter(part => part !== '').join(' '), host: slug(brand) + tail + suffix };
}

interface Named {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly where: Region;
}

function surname(random: Random, where: Region): string {
  if (random() < 0.0006) return any(random, list.rareSurnames);
  if (random() < 0.05) return inventedWord(random, random() < 0.6 ? 2 : 1);
  return frequent(random, surnames[where], 6);
}

function named(random: Random): Named {
  const where = region(random);
  const given = [frequent(random, firstNames[where], 6)];
  if (random() < (where === 2 ? 0.05 : 0.25)) given.push(frequent(random, firstNames[where], 6));
  const family = [surname(random, where)];
  if (where === 1 || (where === 0 && random() < 0.55)) family.push(surname(random, where));
  const particle = where === 0 && random() < 0.3 ? [any(random, particles)] : [];
  return {
    name: [...given, ...particle, ...family].join(' '),
    first: given[0] ?? '',
    last: family.at(-1) ?? '',
    where,
  };
}

function mailAddress(random: Random, person: Named, host: string): string {
  const first = slug(person.first);
  const last = slug(person.last);
  if (random() < 0.55) {
    const form = random();
    return `${form < 0.6 ? `${first}.${last}` : form < 0.85 ? `${first[0]}${last}` : first}@${host}`;
  }
  const form = random();
  const number = random() < 0.7 ? String(Math.floor(random() * 100)).padStart(2, '0') : '';
  const local =
    form < 0.4
      ? `${first}.${last}${number}`
      : form < 0.7
        ? `${first}${last}${number}`
        : form < 0.85
          ? `${first}_${last}${number}`
          : `${first[0]}${last}${number}`;
  return `${local}@${weighted(random, mailHosts)}`;
}

function digits(random: Random, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) text += Math.floor(random() * 10);
  return text;
}

function phoneNumber(random: Random, where: Region): string {
  if (where === 0) {
    const number = `9${digits(random, 8)}`;
    return `+55 (${any(random, areaCodes)}) ${number.slice(0, 5)}-${number.slice(5)}`;
  }
  if (where === 1) {
    return random() < 0.6
      ? `+34 6${digits(random, 2)} ${digits(random, 3)} ${digits(random, 3)}`
      : `+52 55 ${digits(random, 4)} ${digits(random, 4)}`;
  }
  const area = Math.floor(2 + random() * 8);
  return `+1 (${area}${digits(random, 2)}) ${digits(random, 3)}-${digits(random, 4)}`;
}

const planted = [
  ['João da Silva', 'Acme Indústria Ltda', 'joao.silva@acme.com.br', '+55 (11) 98231-4470'],
  [
    'Thaynara Quevedo Brandão',
    'Metalúrgica Ipiranga S.A.',
    'thaynara.quevedo@ipirangametal.com.br',
    '+55 (47) 99617-2083',
  ],
  ['Gonçalo Zambrano Ibáñez', 'Aceros del Norte S.L.', 'gzambrano@acerosnorte.es', '+34 611 947 302'],
  ['Íris Wasserman', 'Bluebird Analytics LLC', 'iris.wasserman@bluebird.com', '+1 (415) 882-3071'],
  ['Otávio Kirchner', 'Cerâmica Porto Belo Ltda', 'otavio.kirchner88@gmail.com', '+55 (48) 99120-7735'],
  ['Anabela Portocarrero', 'Naviera Cantábrica S.A.', 'anabela@cantabrica.es', '+34 655 208 417'],
  ['Bartholomew Fitzgerald', 'Hollins & Crane Ltd', 'b.fitzgerald@hollinscrane.com', '+1 (212) 554-9183'],
  ['Ximena Echeverría Soto', 'Textiles Oaxaca S.A. de C.V.', 'xecheverria@oaxaca.com.mx', '+52 55 8841 2307'],
  ['Yasmin Albuquerque', 'Farmácia Santo Antônio ME', 'yasmin.albuquerque@uol.com.br', '+55 (81) 98776-1042'],
  [
    'Wellington Czarnikow',
    'Usina Boa Esperança S.A.',
    'wczarnikow@boaesperanca.com.br',
    '+55 (19) 99345-6620',
  ],
  [
    'Guilhermina Sarmiento',
    'Transportes Rápido Sul Ltda',
    'guilhermina.sarmiento@rapidosul.com.br',
    '+55 (51) 98402-7719',
  ],
  [
    'Evandro Pfitzner',
    'Confecções Vale do Itajaí Ltda',
    'evandro_pfitzner71@hotmail.com',
    '+55 (47) 99833-0526',
  ],
  [
    'Mónica Urrutia Bengoechea',
    'Bodegas Urrutia S.L.',
    'monica.urrutia@bodegasurrutia.es',
    '+34 699 315 840',
  ],
  ['Jefferson Tavolaro', 'Padaria Trigo Dourado ME', 'jeffersontavolaro@outlook.com', '+55 (11) 97120-4438'],
  ['Aurélio Nakamura', 'Nikkei Hortifruti Ltda', 'aurelio.nakamura@nikkei.com.br', '+55 (43) 99904-1167'],
  ['Cassiopeia Drummond', 'Observatório Digital Ltda', 'cdrummond42@gmail.com', '+55 (31) 98854-9902'],
  [
    'Rigoberto Menchaca Flores',
    'Minera San Luis S.A. de C.V.',
    'rmenchaca@sanluis.com.mx',
    '+52 55 3390 7714',
  ],
  ['Desmond Okonkwo', 'Lagos Freight Inc', 'desmond.okonkwo@lagosfreight.com', '+1 (646) 731-2290'],
  [
    'Schirley Hoffmann',
    'Cervejaria Blumenau Ltda',
    'schirley.hoffmann@blumenau.com.br',
    '+55 (47) 98417-3356',
  ],
  [
    'Valdirene Goytacazes',
    'Refinaria Alvorada S.A.',
    'valdirene.goyta@alvorada.com.br',
    '+55 (21) 99276-5018',
  ],
  [
    'Marcos Vinícius Quintela',
    'Gráfica Ferradura EIRELI',
    'mvquintela@ferradura.com.br',
    '+55 (71) 98199-3047',
  ],
  [
    'Carolina Bittencourt',
    'Imobiliária Farol Ltda',
    'carolina.bitt@farolimoveis.com.br',
    '+55 (85) 98643-2275',
  ],
  ['Iñaki Etxebarria', 'Maderas Ybarra S.L.', 'ietxebarria@maderasybarra.es', '+34 622 781 094'],
  ['Raimunda Valadares', 'Embalagens Jatobá Ltda', 'raimunda.valadares@jatoba.com.br', '+55 (92) 99150-8862'],
] as const;

const targetRandom = seeded(777);
/** The rows the given keystrokes look for; the same in every collection. */
export const targets: readonly Person[] = planted.map(([name, company, email, phone]) => ({
  id: inventedId(targetRandom),
  name,
  company,
  email,
  phone,
  status: 'open',
}));

/** Where in a collection of `size` rows the target stands. */
export const placeOf = (size: number, target: number): number =>
  Math.floor(((target + 0.5) / targets.length) * size);

/** Text as one flat string: pieces joined by `+` would be charged to whoever measures memory later. */
const flat = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** `size` made-up opportunities, the same ones for the same seed. */
export function people(size: number, seed = 20240607): Person[] {
  const companyRandom = seeded(seed ^ 0x5bd1e995);
  const companies = Array.from({ length: Math.max(40, Math.round(size / 7)) }, () => company(companyRandom));
  const random = seeded(seed);
  const rows = Array.from({ length: size }, (): Person => {
    const person = named(random);
    const at = random() < 0.5 ? rank(random, companies.length, 20) : Math.floor(random() * companies.length);
    const employer = companies[at] as Company;
    return {
      id: inventedId(random),
      name: person.name,
      company: employer.name,
      email: mailAddress(random, person, employer.host),
      phone: phoneNumber(random, person.where),
      status: weighted(random, statuses),
    };
  });
  targets.forEach((target, index) => {
    rows[placeOf(size, index)] = target;
  });
  return rows.map(row => ({
    id: flat(row.id) as OpportunityId,
    name: flat(row.name),
    company: flat(row.company),
    email: flat(row.email),
    phone: flat(row.phone),
    status: flat(row.status),
  }));
}

const stages = {
  open: { id: 'new' as StageId, name: 'new', role: 'open' },
  won: { id: 'won' as StageId, name: 'won', role: 'won' },
  lost: { id: 'lost' as StageId, name: 'lost', role: 'lost' },
} satisfies Record<string, Stage>;

/** The person as the product's own row. */
export const opportunity = (person: Person): Opportunity => ({
  ...unverified(person.id),
  name: person.name,
  company: person.company,
  email: person.email,
  phone: person.phone,
  stage: person.status === 'won' ? stages.won : person.status === 'open' ? stages.open : stages.lost,
});
