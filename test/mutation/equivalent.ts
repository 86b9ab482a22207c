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
    file: 'main/line/reading.ts',
    code: 'for (let length = Math.min(longestPhrase, words.length - 1); length > 0; length--) {',
    change: '> → >= in length > 0',
    why: 'no words name no stage',
  },
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
  {
    file: 'main/search/matching/frequent-term.ts',
    code: "if (!isComplete(phoneRank('inside'), entryCount, source.phoneReadings.length > 0))",
    change: "'inside' → ''",
    why: 'by then a full top has nothing worse than ends of phones, but for the freshest with the digits inside: none that is left is better',
  },
  {
    file: 'main/search/matching/freshest-first.ts',
    code: 'if (!isCompetitive(top, best, floor)) return true;',
    change: 'if (!isCompetitive(top, best, floor)) return true; removed',
    why: 'quickness only: what is read on cannot be among the best',
  },
  {
    file: 'main/search/matching/freshest-first.ts',
    code: 'if (floor < Number.POSITIVE_INFINITY || !isLong) return false;',
    change: 'floor < Number.POSITIVE_INFINITY || !isLong → !(floor < Number.POSITIVE_INFINITY || !isLong)',
    why: 'how soon the freshest rows are looked at; the answer is the same without them',
  },
  {
    file: 'main/search/matching/intersect.ts',
    code: 'const isLast = at > 0 && at === inOrder.length - 1;',
    change: '- → + in inOrder.length - 1',
    why: 'quickness only: every candidate is ranked, and counted one by one',
  },
  {
    file: 'main/search/matching/intersect.ts',
    code: 'if (next !== undefined && source.entryCount > fewEntries && next.entryCount < source.entryCount * 4)',
    change: '< → <= in next.entryCount < source.entryCount * 4',
    why: 'a prefilter lets the same rows pass; only which way is quicker differs',
  },
  {
    file: 'main/search/matching/intersect.ts',
    code: 'return candidates * entriesPerRow + prepared < entryCount + lists * entriesPerRow;',
    change: '+ → - in entryCount + lists * entriesPerRow',
    why: 'both ways confirm the same rows; only which is quicker differs',
  },
  {
    file: 'main/search/matching/matcher.ts',
    code: 'if (exact.every(source => editsIn(source) === 0)) return 0;',
    change: 'if (exact.every(source => editsIn(source) === 0)) return 0; removed',
    why: 'quickness only: rows without a typo rank below `least`, and a term so frequent that this is not asked has filled the answer before',
  },
  {
    file: 'main/search/matching/narrow.ts',
    code: 'if (at32(segment.dictionary.rowCounts, word) > set.count * entriesPerRow) return false;',
    change: '* → / in set.count * entriesPerRow',
    why: 'a bound of quickness: the rows of the whole word are confirmed before the others, or among them',
  },
  {
    file: 'main/search/matching/narrow.ts',
    code: 'if (total < minTotal || seen > patience) return null;',
    change: '< → <= in total < minTotal',
    why: 'a bound of quickness: beyond it every candidate is ranked',
  },
  {
    file: 'main/search/matching/narrow.ts',
    code: 'level === levelOf(atNameStart, true) || level === levelOf(atNameStart, false);',
    change: 'false → true',
    why: 'a lower bound of the sums: more candidates are ranked, the best are the same',
  },
  {
    file: 'main/search/matching/searcher.ts',
    code: "top.isEarlier = (a, b) => (rows[a]?.id ?? '') < (rows[b]?.id ?? '');",
    change: '?. → . in rows[a]?.id',
    why: 'a row that is offered is there',
  },
  {
    file: 'main/search/matching/searcher.ts',
    code: "top.isEarlier = (a, b) => (rows[a]?.id ?? '') < (rows[b]?.id ?? '');",
    change: '?. → . in rows[b]?.id',
    why: 'a row that is offered is there',
  },
  {
    file: 'main/search/matching/searcher.ts',
    code: 'if (inexact !== null && cost > 0) continue;',
    change: 'if (inexact !== null && cost > 0) continue; removed',
    why: 'quickness only: a reading at a cost takes no place of another',
  },
];
