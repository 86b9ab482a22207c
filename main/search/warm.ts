import type { OpportunityId } from '../contract/model.ts';
import { createCatalogue, type Searchable } from './catalogue.ts';

/** Enough different words that the search takes every path. */
const first =
  'Ana João Maria José Antônio Thaynara Ximena Gonçalo Íris Wellington Schirley Bartholomew'.split(' ');
const last =
  'Silva Souza Quevedo Zambrano Kirchner Fitzgerald Etxebarria Albuquerque Hoffmann Nakamura'.split(' ');
const firms = [
  'Acme Indústria Ltda',
  'Aceros del Norte S.L.',
  "O'Brien & Sons Ltd",
  'Usina Boa Esperança S.A.',
];
const queries = (
  'maria silva|joao|acme jo|thainara|krichner|fitzgerlad b|echebarria|albuqerque an|98231|11 9|+55 11 98|opp_wa|' +
  'ofman|nakmaura acme|gonsalo zanbrano|s.a.|usina esperansa|bartolomew|zz top|cel 11 98231-4407|2024-25'
).split('|');

const rows = 3000;
const rowsAtOnce = 40;
const rounds = 4;
const keysAtOnce = 8;

/**
 * Runs the search on made-up rows until V8 has compiled it: before that, a keystroke takes ten times as long. Each step takes about
 * a millisecond; the caller gives the event loop a turn between steps.
 */
export function* warm(): Generator<void> {
  const catalogue = createCatalogue<Searchable>();
  for (let from = 0; from < rows; from += rowsAtOnce) {
    catalogue.put(Array.from({ length: rowsAtOnce }, (_, at) => madeUp(from + at)));
    yield;
  }
  let keys = 0;
  for (let round = 0; round < rounds; round++) {
    for (const query of queries) {
      for (let length = 1; length <= query.length; length++) {
        catalogue.find(query.slice(0, length), 20);
        if (++keys % keysAtOnce === 0) yield;
      }
    }
    // Rows that change take other paths than rows that stay.
    catalogue.remove([madeUp(round).id]);
    catalogue.put([madeUp(round)]);
  }
}

function madeUp(at: number): Searchable {
  const given = first[at % first.length] ?? '';
  const family = last[(at >> 2) % last.length] ?? '';
  const invented = String.fromCharCode(
    97 + (at % 26),
    97 + ((at >> 3) % 26),
    97 + ((at >> 5) % 26),
    97 + ((at >> 7) % 26),
  );
  return {
    id: `opp_warm${at.toString(36).padStart(8, '0')}` as OpportunityId,
    name: at % 3 === 0 ? `${given} ${invented} ${family}` : `${given} ${family}`,
    company: `${invented} ${firms[at % firms.length]}`,
    email: `${given}.${invented}${at % 90}@example.com`,
    phone: `+55 (${11 + (at % 80)}) 9${String(82_314_470 + at * 7919).slice(0, 4)}-${String(1000 + (at % 9000))}`,
    updatedAt: at * 60_000,
    stage: { role: at % 5 === 0 ? 'won' : 'open' },
  };
}
