import { CurrencySums } from '../contract/currency-sums.ts';
import { assertNever } from '../contract/failure.ts';
import type { Hit, ListHeading, StagePlace } from '../contract/find.ts';
import type { OpportunityId } from '../contract/model.ts';
import { type ListTotals, type StandingQuery, type StandingRows, touchedAt } from '../contract/row-store.ts';
import { shownStage } from '../contract/stages/shown.ts';
import type { LineAnswer, LineDeps } from './deps.ts';
import { type Amount, isWorth, type Line, parseLine, type Word } from './line.ts';
import { isClear, type ListAsked } from './list-asked.ts';
import { rangeOfWords } from './reading.ts';
import { ownerWanted } from './whose.ts';

const dayMs = 24 * 3600 * 1000;

/** When a row was last touched. */
export const touched = ({ opportunity: { updatedAt, createdAt } }: Hit): number =>
  touchedAt(updatedAt, createdAt);

/** The rows of the list that a line asks for; null where the first letters of stages are as likely a name. */
export function listFor(
  asked: ListAsked,
  words: readonly Word[],
  { amount }: Line,
  deps: LineDeps,
  limit: number,
  isNothingElse: boolean,
): LineAnswer | null {
  switch (asked.kind) {
    case 'stale':
      return answerLists([staleList(asked.days, amount, deps)], words, deps, limit);
    case 'today':
      return todayList(amount, deps, limit);
    case 'stages': {
      const { meanings } = asked;
      if (!(isNothingElse || isClear(meanings, words))) return null;
      const meant = [...meanings].flatMap(([pipeline, { stages }]) =>
        stages.map(({ id }) => stageList({ pipeline, stage: id }, amount)),
      );
      return answerLists(meant, words, deps, limit);
    }
    default:
      return assertNever(asked);
  }
}

/** The list of all open rows. */
export function listOfOpen(amount: Amount | null, deps: LineDeps, limit: number): LineAnswer {
  return answerLists([openList(amount, deps)], [], deps, limit);
}

/** The list of one stage. */
export function listOfStage(place: StagePlace, text: string, deps: LineDeps, limit: number): LineAnswer {
  return answerLists([stageList(place, null)], parseLine(text).words, deps, limit);
}

interface WantedList {
  readonly of: ListHeading['of'];
  readonly query: Omit<StandingQuery, 'limit'>;
}

function stageList(at: StagePlace, amount: Amount | null): WantedList {
  return {
    of: { kind: 'stage', ...at },
    query: {
      has: one => one.stage === at.stage && one.pipeline === at.pipeline,
      worth: amount === null ? undefined : value => isWorth(amount, value),
    },
  };
}

function openList(amount: Amount | null, deps: LineDeps): WantedList {
  const open = new Set(
    deps
      .pipelines()
      .flatMap(({ id, stages }) =>
        stages.filter(({ role }) => role === 'open').map(stage => `${id}\n${stage.id}`),
      ),
  );
  return {
    of: { kind: 'open' },
    query: {
      has: ({ pipeline, stage }) => open.has(`${pipeline}\n${stage}`),
      worth: amount === null ? undefined : value => isWorth(amount, value),
    },
  };
}

function staleList(days: number, amount: Amount | null, deps: LineDeps): WantedList {
  const touchedBefore = deps.now() - days * dayMs;
  return { of: { kind: 'stale', days }, query: { ...openList(amount, deps).query, touchedBefore } };
}

/** The rows of some lists, each list with its share of the places. */
function answerLists(
  wanted: readonly WantedList[],
  words: readonly Word[],
  deps: LineDeps,
  limit: number,
): LineAnswer {
  const share = Math.max(1, Math.floor(limit / wanted.length));
  const { owner, notMine } = ownerWanted(deps.whose());
  const changing = deps.changing().filter(({ opportunity }) => owner === null || opportunity.owner === owner);
  const hits: Hit[] = [];
  const headings = wanted.map(({ of, query }): ListHeading => {
    const at = hits.length;
    const { rows, ...listed } = withChanges(
      query,
      deps.list({ ...query, owner: owner ?? undefined, limit: share + changing.length }),
      changing,
      deps,
    );
    hits.push(...rows.slice(0, share));
    return { at, of, isMine: owner !== null, ...listed };
  });
  const total = headings.reduce((sum, { count }) => sum + count, 0);
  return { hits, total, lists: headings, stageText: rangeOfWords(words), ...(notMine ? { notMine } : {}) };
}

/** The list as the user sees it: rows with an open change stand where that takes them. */
function withChanges(
  { has, touchedBefore, worth }: Omit<StandingQuery, 'limit'>,
  { rows, count, ...standing }: StandingRows,
  changing: readonly Hit[],
  deps: LineDeps,
): ListTotals & { readonly rows: readonly Hit[] } {
  const sums = new CurrencySums(standing);
  const left = new Set<OpportunityId>();
  const come: Hit[] = [];
  let rowCount = count;
  for (const hit of changing) {
    const { opportunity } = hit;
    const { pipeline, stage, value, currency } = opportunity;
    const shown = shownStage(hit)?.id;
    const isListed =
      hit.verified &&
      has({ pipeline, stage: stage.id }) &&
      (touchedBefore === undefined || touched(hit) < touchedBefore);
    const belongs = touchedBefore === undefined && shown !== undefined && has({ pipeline, stage: shown });
    if (isListed === belongs || (worth !== undefined && !worth(value))) continue;
    const by = belongs ? 1 : -1;
    rowCount += by;
    sums.add(currency, value === null ? null : by * value, by);
    if (belongs) come.push(hit);
    else left.add(opportunity.id);
  }
  return {
    rows: [...rows.filter(({ id }) => !left.has(id)).map(row => deps.hitOf(row)), ...come],
    count: rowCount,
    ...sums.totals(),
  };
}

function todayList(amount: Amount | null, deps: LineDeps, limit: number): LineAnswer {
  const moved = deps.movedToday();
  const hits =
    amount === null ? moved : moved.filter(({ opportunity }) => isWorth(amount, opportunity.value));
  const heading: ListHeading = { at: 0, of: { kind: 'today' }, isMine: false, ...totalsOf(hits) };
  return { hits: hits.slice(0, limit), total: hits.length, lists: [heading], stageText: null };
}

/** What some rows come to. */
function totalsOf(hits: readonly Hit[]): ListTotals {
  const sums = new CurrencySums();
  for (const { opportunity } of hits) sums.add(opportunity.currency, opportunity.value);
  return { count: hits.length, ...sums.totals() };
}
