import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedText, isIdentifier } from '../../../main/contract/bounded-text.ts';
import { parse } from '../../../main/contract/parse.ts';
import { payloads } from '../../../main/contract/payloads.ts';
import { wireOf } from '../../../main/raze/dialect/registry.ts';
import { readRow } from '../../../main/raze/dialect/rows.ts';
import { noKnownStages } from '../../../main/raze/dialect/stages.ts';
import { parseLink } from '../../../main/shell/links/link.ts';
import { createOutboxRows } from '../../../main/store/changes/outbox-rows.ts';
import { pack } from '../../../main/store/opportunities/pack.ts';
import { PackedRow, unpack } from '../../../main/store/opportunities/packed.ts';
import { openDatabase } from '../../../main/store/sqlite/open.ts';
import { opportunity } from '../../support/rows.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { aDraft, addLane, laneA } from './rows.ts';

/** Any text JavaScript can hold: halves of surrogate pairs, control characters, emoji, and long ones. */
const units = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)),
  fc.constantFrom('\ud83d', '\ude00', '😀', 'é', 'a', '\0'),
);
const anyText = fc
  .tuple(fc.array(units, { maxLength: 12 }), fc.nat(2100), fc.array(units, { maxLength: 12 }))
  .map(([start, middle, end]) => start.join('') + 'x'.repeat(middle) + end.join(''));

test('text is cut between characters, never longer than asked and never much shorter', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 2100 }), (text, most) => {
      const cut = boundedText(text, most);
      expect(cut.isWellFormed()).toBe(true);
      expect(text.toWellFormed().startsWith(cut)).toBe(true);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1);
      expect(cut.length).toBeLessThanOrEqual(most);
    }),
  );
});

test('whatever a server calls an opportunity and its stage, the change reads back as it was written', () => {
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  addLane(db, laneA);
  const rows = createOutboxRows(db);
  fc.assert(
    fc.property(anyText, anyText.filter(isIdentifier), (name, stage) => {
      const read = readRow(
        wireOf('documented'),
        { id: 'opp_1', name, company: name, status: stage },
        noKnownStages,
      );
      if (read === null) throw new Error('not read');
      db.exec('DELETE FROM outbox');
      const draft = { ...aDraft('opp_1'), name: read.name, company: read.company };
      expect(rows.commit({ insert: [{ ...draft, base: read.stage, to: read.stage }] }).ok).toBe(true);
      expect(rows.open()).toMatchObject([{ state: 'ready', reason: null, name: read.name, to: read.stage }]);
    }),
    { numRuns: 200 },
  );
});

test('a name of five hundred characters whose last is an emoji does not damage its change', () => {
  const db = openDatabase(join(tempFolder(), 'raze.db'));
  addLane(db, laneA);
  const rows = createOutboxRows(db);
  const read = readRow(wireOf('status'), { id: 'opp_1', name: `${'x'.repeat(499)}😀` }, noKnownStages);
  expect(read?.name).toBe('x'.repeat(499));
  rows.commit({ insert: [{ ...aDraft('opp_1'), name: read?.name ?? '' }] });
  expect(rows.open()).toMatchObject([{ state: 'ready', reason: null }]);
});

test('what the page sends is well-formed by the time a handler sees it', () => {
  fc.assert(
    fc.property(anyText, text => {
      const found = parse(payloads.find, { seq: 1, text: text.slice(0, 500), limit: 1 });
      const to = `s${text.slice(0, 199)}`;
      const moved = parse(payloads.move, { opportunity: 'a', to, seen: null });
      expect(found.ok && found.value.text.isWellFormed()).toBe(true);
      // Another text would be another stage.
      expect(moved.ok ? moved.value.to : 'refused').toBe(to.isWellFormed() ? to : 'refused');
    }),
  );
});

test('a link with half a character in it fills in a whole one', () => {
  const fill = parseLink('raze-quick-stage://opportunity/opp_1?stage=won\ud83d');
  expect(fill?.stage).toBe('won\ufffd');
});

test('a packed text is cut between characters', () => {
  const position = `${'x'.repeat(2046)}😀`;
  const slice = unpack(pack([opportunity('a', { position })]));
  if (slice === null) throw new Error('not packed');
  expect(new PackedRow(slice, 0).whole().position).toBe('x'.repeat(2046));
});
