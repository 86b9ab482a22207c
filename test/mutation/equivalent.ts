/**
 * Mutants that no test can notice, because the program does the same with them, each with why. `code` is the trimmed
 * line and `change` what `npm run mutation` prints; an entry that names no mutant any more fails
 * `test/house/mutants.test.ts`.
 */
export interface Equivalent {
  readonly file: string;
  readonly code: string;
  readonly change: string;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [
  {
    file: 'main/outbox/changes/csv.ts',
    code: "const { year, month, day, hour, minute, second, timeZoneName = '' } = parts;",
    change: "'' → 'mutant'",
    why: 'a format that is asked for the zone’s name always has one',
  },
  {
    file: 'main/outbox/lanes/connectivity.ts',
    code: 'if (outage !== null && left() > inMs) outage = { ...outage, retry: later(inMs) };',
    change: '> → >= in left() > inMs',
    why: 'what is planned for that very moment is planned for it again',
  },
  {
    file: 'main/outbox/commands/rebinding.ts',
    code: "ended.some(other => isTwin(other) && other.state === 'delivered' && other.seq > row.seq) ||",
    change: '> → >= in other.seq > row.seq',
    why: 'no two changes have the same number',
  },
  {
    file: 'main/outbox/commands/rebinding.ts',
    code: '(!isOut(row.state) && open.some(other => isTwin(other) && isOut(other.state) && other.seq > row.seq));',
    change: '> → >= in other.seq > row.seq',
    why: 'no two changes have the same number',
  },
  {
    file: 'main/outbox/commands/rebinding.ts',
    code: 'if (isOut(row.state) && unsent !== undefined && unsent.seq < row.seq) superseded.push(end(unsent));',
    change: '< → <= in unsent.seq < row.seq',
    why: 'no two changes have the same number',
  },
  {
    file: 'main/outbox/commands/rebinding.ts',
    code: 'const [older, newer] = row.seq < twin.seq ? [row, twin] : [twin, row];',
    change: '< → <= in row.seq < twin.seq',
    why: 'no two changes have the same number',
  },
  {
    file: 'main/store/opportunities/id-index.ts',
    code: 'return (mixed ^ (mixed >>> 13)) >>> 0;',
    change: '>>> → << in mixed >>> 13',
    why: 'both sides of every comparison are hashed alike; only how evenly they spread differs',
  },
  {
    file: 'main/store/opportunities/id-index.ts',
    code: 'const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);',
    change: '>>> → << in hash >>> 15',
    why: 'both sides of every comparison are hashed alike; only how evenly they spread differs',
  },
  {
    file: 'main/store/changes/salvage.ts',
    code: "for (const direction of ['ASC', 'DESC']) {",
    change: "'ASC' → ''",
    why: 'SQL sorts upwards where no direction is named',
  },
];
