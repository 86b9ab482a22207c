import { historyDays } from '../../contract/change.ts';

/**
 * Every number of the outbox. Times are milliseconds unless the name says otherwise. `raze` takes its numbers (request
 * timeout, pause after a 429) from here.
 */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

// Requests

/** A request without a complete answer after this is given up; its change is looked at before anything else. */
export const requestTimeout = 10 * second;
/** The look before a PATCH is spared if the base was fetched within this time. */
export const freshFor = 30 * second;
/** A pasted id that was never looked up is sent without comparing stages within this time after the pick. */
export const blindFor = minute;

// Backoff, with full jitter: random(0, min(most, first · 2ⁿ)), at least `least`

export const backoffFirst = 2 * second;
export const backoffMost = 15 * minute;
export const backoffLeast = second;
/** Doubling stops after this many attempts; it keeps 2ⁿ finite. */
export const backoffDoublings = 20;
/**
 * The longest time between two attempts to reach a lost server. While the system reports no network, that report ending
 * is awaited.
 */
export const probeMost = 5 * minute;

// Answers that were lost

/**
 * How long a request whose answer was lost may still arrive. Longer than the 60 s for which common proxies keep a
 * request to a slow server.
 */
export const inFlightFor = 75 * second;
/** The first look after a lost answer. Most often the server had acted and only the answer was lost. */
export const verifyAfter = 2 * second;

// Too many requests (429)

/** Limits of a server's hint. Windows are an hour long, so a later moment, past some slack, is no hint. */
export const hintLeast = second;
export const hintMost = 65 * minute;
/** Random addition to a hint, as a share of it, so that clients spread out. */
export const hintJitter = 0.1;
/** The wait after a 429 without a hint. */
export const hintAbsent = minute;
/**
 * The pause after a 429, whatever shorter time the server names. It doubles with each further 429 in a row, up to
 * `backoffMost`. While the server refuses, a minute sees one look and its PATCH at most.
 */
export const refusedLeast = minute;
/** A wait of at least this after a 429 is taken for one until the end of the hour; those are spread over `resetSpread`. */
export const resetFrom = minute;
/** Clients spread over this time after an hourly reset. */
export const resetSpread = 5 * minute;
/** Two window ends closer together than this belong to the same window. */
export const sameWindow = 5 * minute;

/** Background reads leave this many requests of the hour to the writes, and `reservePerWrite` for each waiting change. */
export const reserveLeast = 10;
export const reservePerWrite = 2;
/** The largest share of the hour's requests that is kept for the writes. */
export const reserveShare = 0.4;

// Server faults

/** The lane is paused after this many in a row, of any rows. */
export const faultsUntilPause = 3;
/**
 * After this many 500s in a row of one row, to looks or PATCHes, its stages are fetched anew. If the server fails at
 * everything, that fetch fails too and nothing follows.
 */
export const stageDoubtedAfter = 3;
/** A row is parked as `poison` after this many 500s while others were delivered. */
export const poisonAfter = 8;
/** How many of the last ended changes are searched for those others. */
export const poisonWitnesses = 50;
/** A row is parked as `contended` after this many 409s. */
export const contendedAfter = 2;

// Signals of the system

/** After a signal the network gets this long to settle. Clients then spread over `reconnectSpread`. */
export const settleFor = second;
export const reconnectSpread = 30 * second;
/** Time between two changes that have waited longer than `lateAfter`. A fresh pick is not delayed. */
export const backlogPace = 500;

// Patience

/** A delivery later than this after the pick gets a notification. */
export const lateAfter = minute;
/** An undelivered change is reported to the user after this. */
export const tellAfter = day;
/** An undelivered change is parked as `expired` after this. */
export const expireAfter = 7 * day;
/** A change that undoes a delivered one is held at least this long, even if the user chose to send at once. */
export const takingBackLeast = 5 * second;
/** How many of a frozen lane's opportunities are looked for before it counts as another account's. */
export const rebindLooks = 3;

// The disk

/** An ended change is deleted after this. */
export const keepFor = historyDays * day;
export const pruneEvery = day;
/** Time between two attempts to write to a disk that refuses. */
export const diskRetry = 10 * second;

// Clocks

/** No timer runs longer, so a clock change or a missed wake-up is noticed within this time. */
export const tickMost = minute;
/** If wall and monotonic clock differ by more than this between two ticks, the machine slept or its clock was set. */
export const gapFrom = 5 * second;
/** The most alarms whose monotonic end is remembered. Beyond it all are forgotten and computed anew. */
export const alarmsMost = 10_000;
/** Clocks that differ by less than this agree. Ages are reported shorter by this, so that none is too long. */
export const clockTolerance = minute;
/** The counted time (`odometer`) is written this often when nothing else writes it. */
export const elapsedTimeEvery = 10 * minute;
/** The most stretches that are kept. A machine that is shut down every night adds one a day; older ones merge into the first. */
export const stretchesMost = 200;
