import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Catalogue,
  createCatalogue,
  type SavedParts,
  type Searchable,
} from '../../../../main/search/catalogue.ts';
import { row } from '../row.ts';
import { leftBy, query, step, take } from '../steps.ts';

/** Runs all the steps; what the generator returns. */
function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}

/** The bytes as they come back from a disk, and the rows by their places. */
function saved(catalogue: Catalogue<Searchable>): {
  readonly parts: SavedParts;
  readonly rows: Searchable[];
} {
  const rows: Searchable[] = [];
  const index = finish(catalogue.save(one => rows.push(one) - 1));
  if (index === null) throw new Error('nothing was saved');
  return { parts: index.parts.map(part => part.slice()), rows };
}

function restored({ parts, rows }: ReturnType<typeof saved>): Catalogue<Searchable> {
  const catalogue = createCatalogue<Searchable>({ minDeleted: 3 });
  expect(finish(catalogue.restore(parts, place => rows[place]))).toBe(true);
  return catalogue;
}

describe('a saved index', () => {
  test('answers as one built from its rows, with rows changed or gone since, and after later changes', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.array(step, { maxLength: 10 }),
        fc.array(step, { maxLength: 10 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        (before, unseen, after, queries) => {
          const first = createCatalogue<Searchable>({ minDeleted: 3 });
          for (const one of before) take(first, one);
          const kept = saved(first);
          // What happened while nothing was saved: rows that are no longer the same do not come back.
          const now = new Map(leftBy([...before, ...unseen]).map(one => [one.id, one]));
          const again = createCatalogue<Searchable>({ minDeleted: 3 });
          for (const one of unseen) if (one.do === 'learn') take(again, one);
          const same = (place: number): Searchable | undefined => {
            const one = kept.rows[place];
            return one !== undefined && now.get(one.id) === one ? one : undefined;
          };
          expect(finish(again.restore(kept.parts, same))).toBe(true);
          again.put([...now.values()].filter(one => again.get(one.id) === undefined));
          for (const one of after) take(again, one);

          const rows = leftBy([...before, ...unseen, ...after]);
          const built = createCatalogue<Searchable>();
          built.importPicks(again.exportPicks());
          built.put(rows.reverse());
          expect(again.size).toBe(rows.length);
          expect(again.recent(50)).toEqual(built.recent(50));
          for (const one of queries) expect(again.find(one, 20)).toEqual(built.find(one, 20));
          for (const { id } of rows) expect(again.get(id)).toBe(built.get(id));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('comes back when it is large, and goes on growing', () => {
    const catalogue = createCatalogue<Searchable>();
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) =>
        row(`opp_${(from + at).toString(36)}`, {
          name: `Ana Braga${from + at}`,
          phone: `+55 11 9${from + at}`,
        }),
      );
    catalogue.put(many(0, 5000));
    const again = restored(saved(catalogue));
    for (const one of [catalogue, again]) one.put(many(5000, 9000));
    expect(again.size).toBe(9000);
    for (const text of ['braga4321', 'braga8765', 'bragga77', '11 94', 'opp_3', 'ana'])
      expect(again.find(text, 20)).toEqual(catalogue.find(text, 20));
  });

  test('is not made while the catalogue changes, nor current once it has', () => {
    const catalogue = createCatalogue<Searchable>();
    catalogue.put(Array.from({ length: 3000 }, (_, at) => row(`a${at}`, { name: 'Ana' })));
    const saving = catalogue.save(() => 0);
    saving.next();
    catalogue.put([row('b')]);
    expect(finish(saving)).toBe(null);
    const index = finish(catalogue.save(() => 0));
    expect(index?.isCurrent()).toBe(true);
    catalogue.learn('ana', row('a1').id, 1);
    expect(index?.isCurrent()).toBe(false);
    expect(finish(catalogue.save(() => undefined))).toBe(null);
  });

  test('of another form, or with parts missing or cut short, is refused and changes nothing', () => {
    const catalogue = createCatalogue<Searchable>();
    catalogue.put([row('a', { name: 'Ana Braga', phone: '+351 912 345 678' })]);
    const { parts, rows } = saved(catalogue);
    const spoiled: SavedParts[] = parts.flatMap((part, at) => [
      parts.slice(0, at),
      ...(part.length === 0 ? [] : [parts.with(at, part.slice(0, 0))]),
    ]);
    const otherForm = new Uint32Array((parts[0] ?? new Uint8Array(4)).slice().buffer);
    otherForm[0] = 4711;
    spoiled.push(parts.with(0, new Uint8Array(otherForm.buffer)));
    const other = createCatalogue<Searchable>();
    other.put([row('b', { name: 'Bia' })]);
    for (const one of spoiled) {
      const outcome = finish(
        other.restore(
          one.map(part => part.slice()),
          place => rows[place],
        ),
      );
      if (outcome) expect.fail('a spoiled index was taken');
    }
    expect(other.find('bia', 5).total).toBe(1);
  });

  test('has the form that its number says: who changes what is in it gives it another number', () => {
    const catalogue = createCatalogue<Searchable>();
    catalogue.put([
      row('opp_a1b2c3d4e5f6', {
        name: 'João d’Ávila Søren-Straße',
        company: "Łódź O'Brien S.A. de C.V. 山田",
        email: 'joao.davila@example.com.br',
        phone: '+351 912 345 678',
        updatedAt: 1_700_000_000_000,
      }),
      row('550e8400-e29b', { name: 'Ana 3M', phone: '011 98231-4470', role: 'won' }),
    ]);
    const { parts } = saved(catalogue);
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    expect([
      new Uint32Array((parts[0] ?? new Uint8Array(4)).buffer)[0],
      hash.digest('hex').slice(0, 16),
    ]).toEqual([9, '6ac5325fae9b94c2']);
  });
});
