import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpportunityId } from '../../../main/contract/model.ts';
import { type Catalogue, createCatalogue, type Searchable } from '../../../main/search/catalogue.ts';
import { row } from './row.ts';
import { anId, aRow, leftBy, query, signed, step, take, words } from './steps.ts';

const filled = (rows: readonly Searchable[]): Catalogue<Searchable> => {
  const catalogue = createCatalogue<Searchable>();
  catalogue.put(rows);
  return catalogue;
};

describe('for any rows and any query', () => {
  test('a catalogue that lived through changes answers as one built from what is left', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        (steps, queries) => {
          const lived = createCatalogue<Searchable>({ minDeleted: 3 });
          for (const one of steps) take(lived, one);
          const rows = leftBy(steps);
          const built = createCatalogue<Searchable>();
          built.importPicks(lived.exportPicks());
          built.put(rows.reverse());
          expect(lived.size).toBe(rows.length);
          expect(lived.recent(50)).toEqual(built.recent(50));
          for (const one of queries) expect(lived.find(one, 20)).toEqual(built.find(one, 20));
          for (const { id } of rows) expect(lived.get(id)).toBe(built.get(id));
        },
      ),
      {
        numRuns: 150,
        // Once, the forms of ids that had been there before were still looked for, and phones that had been there before were counted.
        examples: [
          [
            [
              {
                do: 'put',
                rows: [
                  row('Ab0-c0de', { phone: '5511982314470' }),
                  row('Ab0-c0de', { company: "O'Brien" }),
                  row('opp_63zx1', { phone: '011 98231-4472 ramal 12' }),
                ],
              },
            ],
            ["o'brien 9823"],
          ],
          [
            [
              { do: 'put', rows: [row('Ab35-c0de'), row('opp_63zx1')] },
              { do: 'remove', ids: ['Ab35-c0de' as OpportunityId] },
            ],
            ['opp_', '9823'],
          ],
          // Once, of readings as likely as one another the one whose words came first was marked.
          [
            [{ do: 'put', rows: [row('Ab0-c0de', { name: 'ana' }), row('opp_63zx1', { name: 'anna' })] }],
            ['a 0'],
          ],
        ],
      },
    );
  });

  test('highlights are ascending, apart from one another, and inside their text', () => {
    fc.assert(
      fc.property(fc.array(aRow, { maxLength: 20 }), query, (rows, one) => {
        for (const { row: found, highlights } of filled(rows).find(one, 20).hits) {
          expect(highlights.length).toBeGreaterThan(0);
          expect(new Set(highlights.map(mark => mark.field)).size).toBe(highlights.length);
          for (const { field, ranges } of highlights) {
            let last = -1;
            for (const [start, end] of ranges) {
              expect(start).toBeGreaterThan(last);
              expect(end).toBeGreaterThan(start);
              last = end;
            }
            expect(last).toBeLessThanOrEqual(found[field].length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a character that cannot be seen changes nothing, wherever it stands', () => {
    const invisible = fc.constantFrom(
      ...[
        '\u200b',
        '\u200d',
        '\u200e',
        '\u202a',
        '\u202c',
        '\u2060',
        '\u00ad',
        '\ufeff',
        '\ufe0f',
        '\u034f',
        '\u3164',
      ],
    );
    const typed = fc.oneof(query, fc.constantFrom(...signed));
    fc.assert(
      fc.property(fc.array(aRow, { maxLength: 20 }), typed, invisible, fc.nat(), (rows, one, sign, place) => {
        const characters = [...one];
        const at = place % (characters.length + 1);
        const dirty = characters.toSpliced(at, 0, sign).join('');
        const catalogue = filled(rows);
        expect(catalogue.find(dirty, 20)).toEqual(catalogue.find(one, 20));
      }),
      { numRuns: 500 },
    );
  });

  test('no typo stands above an exact match, picked or not', () => {
    fc.assert(
      fc.property(
        fc.array(aRow, { maxLength: 30 }),
        query,
        fc.array(anId, { maxLength: 3 }),
        (rows, one, picked) => {
          const catalogue = filled(rows);
          for (const id of picked) catalogue.learn(one, id as OpportunityId, 1e12);
          const exact = catalogue.find(one, 50).hits.map(hit => hit.exact);
          expect(exact.lastIndexOf(true)).toBeLessThan(
            exact.includes(false) ? exact.indexOf(false) : exact.length,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('as time goes by, only rows that were picked are overtaken', () => {
    const time = fc.nat(1e10);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), query, time, time, (steps, one, a, b) => {
        const catalogue = createCatalogue<Searchable>();
        for (const each of steps) take(catalogue, each);
        const at = (now: number) => catalogue.find(one, 50, now).hits.map(hit => hit.row.id);
        const [before, after] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect(after.toSorted()).toEqual(before.toSorted());
        const picked = new Set(catalogue.exportPicks().map(({ id }) => id));
        const others = (ids: readonly OpportunityId[]) => ids.filter(id => !picked.has(id));
        expect(others(after)).toEqual(others(before));
        const overtaken = before.filter((id, place) =>
          before.slice(place + 1).some(other => after.indexOf(other) < after.indexOf(id)),
        );
        expect(overtaken.filter(id => !picked.has(id))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('what begins with every term is found, and counted, and nothing else is exact', () => {
    const plain = (given: string): string[] =>
      given
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replaceAll('ß', 'ss')
        .split(/[^\p{L}\p{N}]+/u)
        .filter(part => part !== '');
    const simple = fc.array(fc.constantFrom(...words.filter(one => !/[.'0-9]/.test(one))), {
      minLength: 1,
      maxLength: 4,
    });
    const rowOf = fc
      .record({ id: fc.uuid(), name: simple, company: simple })
      .map(({ id, name, company }) => row(id, { name: name.join(' '), company: company.join('-') }));
    const terms = fc.array(fc.tuple(simple, fc.integer({ min: 1, max: 7 })), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(rowOf, { maxLength: 40 }), terms, (rows, typed) => {
        const one = typed.map(([[first = 'a'], length]) => first.slice(0, length)).join(' ');
        const wanted = plain(one);
        const expected = rows.filter(({ id, name, company }) =>
          wanted.every(
            term =>
              plain(`${name} ${company}`).some(part => part.startsWith(term)) ||
              (term.length > 1 && id.startsWith(term)),
          ),
        );
        const found = filled(rows).find(one, 50);
        expect(
          found.hits
            .filter(hit => hit.exact)
            .map(hit => hit.row.id)
            .sort(),
        ).toEqual(expected.map(({ id }) => id).sort());
        expect(found.total).toBeGreaterThanOrEqual(expected.length);
      }),
      { numRuns: 300 },
    );
  });
});
