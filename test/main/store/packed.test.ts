import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StageId } from '../../../main/contract/model.ts';
import { roleOf } from '../../../main/contract/stages/name.ts';
import { pack, sliceCap } from '../../../main/store/opportunities/pack.ts';
import { PackedRow, unpack } from '../../../main/store/opportunities/packed.ts';
import { opportunity, sampleOpportunities } from '../../support/rows.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('', 'São', '日本', '👍'),
);
const anyNumber = fc.oneof(fc.constant(null), fc.double({ noNaN: true }), fc.integer());
const anyOpportunity = fc
  .record({
    name: anyText,
    company: anyText,
    email: anyText,
    phone: anyText,
    position: anyText,
    owner: anyText,
    currency: anyText,
    value: anyNumber,
    createdAt: anyNumber,
    updatedAt: anyNumber,
    stage: anyText,
  })
  .map(({ stage, ...rest }) =>
    opportunity('opp_1', { ...rest, stage: { id: stage as StageId, name: stage, role: roleOf(stage) } }),
  );

describe('a packed slice', () => {
  test('gives back every row as it was', () => {
    fc.assert(
      fc.property(fc.array(anyOpportunity, { minLength: 1, maxLength: 20 }), rows => {
        const slice = unpack(pack(rows));
        expect(slice?.size).toBe(rows.length);
        for (const [index, row] of rows.entries()) {
          expect(slice?.opportunity(index)).toEqual(row);
          expect(slice?.equals(index, row)).toBe(true);
          const light = slice === null ? null : new PackedRow(slice, index);
          expect(light).toMatchObject({
            id: row.id,
            name: row.name,
            company: row.company,
            email: row.email,
            phone: row.phone,
            updatedAt: row.updatedAt,
            stage: { role: row.stage.role },
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('knows a row from one that differs in a single member', () => {
    const [row] = sampleOpportunities(1);
    if (row === undefined) throw new Error('no row');
    const slice = unpack(pack([row]));
    const others = [
      { ...row, name: `${row.name}.` },
      { ...row, value: null },
      { ...row, value: 0 },
      { ...row, wonAt: 1 },
      { ...row, stage: { ...row.stage, id: 'other' as StageId } },
    ];
    for (const other of others) expect(slice?.equals(0, other)).toBe(false);
  });

  test('is small: texts that rows share are there once', () => {
    const rows = sampleOpportunities(sliceCap);
    expect(pack(rows).length).toBeLessThan(JSON.stringify(rows).length / 1.5);
  });

  test('bytes that are not a whole slice do not open', () => {
    const bytes = pack(sampleOpportunities(3));
    expect(unpack(bytes)).not.toBeNull();
    for (const wrong of [
      new Uint8Array(0),
      bytes.subarray(0, 7),
      bytes.subarray(0, -1),
      Buffer.concat([bytes, Buffer.from('x')]),
      Buffer.concat([Buffer.from([9]), bytes.subarray(1)]),
    ]) {
      expect(unpack(wrong)).toBeNull();
    }
  });
});
