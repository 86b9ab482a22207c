import { historyDays } from '../../contract/change.ts';

/**
 * Every number that the outbox goes by, in one place. Times are milliseconds unless their name says otherwise. What
 * `raze` needs of them (how long a request may take, how long a refusal holds) it takes from here.
 */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

// Requests

/** A request without a whole answer by then is given up; its change is looked at before anything else. */
export const requestTimeout = 10 * second;
/** How old the base may be at the time of sending for the check to be spared. */
export const freshFor = 30 * second;
/** A pasted id nobody had looked up is set without asking this soon after the pick. */
export const blindFor = minute;

// Backoff, with full jitter: random(0, min(most, first · 2ⁿ)), at least `least`

export const backoffFirst = 2 * second;
export const backoffMost = 15 * minute;
export const backoffLeast = second;
/** Beyond this many, doubling changes nothing; keeps 2ⁿ finite. */
export const backoffDoublings = 20;
/** While the way to the server is lost, probes back off up to this; while the system says offline, they wait for it. */
export const probeMost = 5 * minute;

// Answers that were lost

/**
 * How long a request whose answer was lost is reckoned to be still able to arrive: longer than the 60 s for
 * which common proxies keep a request to a slow server.
 */
export const ghostFor = 75 * second;
/** The first look after a lost answer: most often the server had acted and only the answer was lost. */
export const verifyAfter = 2 * second;

// Too many requests (429)

/** A server's hint is honoured within these limits. Windows are an hour long: a later moment, past some slack, is no hint. */
export const hintLeast = second;
export const hintMost = 65 * minute;
/** As a share of the hint: so much longer at most, so that clients do not meet again. */
export const hintJitter = 0.1;
/** How long a 429 without a hint is taken to mean. */
export const hintAbsent = minute;
/**
 * After a 429 nothing leaves for this long, and for twice as long after each further one in a row (up to `backoffMost`),
 * however soon the server would have it: a look and its PATCH are then all that a minute sees while it refuses.
 */
export const refusedLeast = minute;
/** A wait on a 429 from this on is taken for one until the hour's end; those are spread. */
export const resetFrom = minute;
/** Over this the clients spread after an hourly reset. */
export const resetSpread = 5 * minute;
/** Ends of an hour's window closer together than this are of the same window, whatever the clocks say. */
export const sameWindow = 5 * minute;

/** Background reads leave this many requests of the hour to the writes, and this many for each change that waits. */
export const reserveLeast = 10;
export const reservePerWrite = 2;
/** As a share of the hour's requests: more than this is never left to the writes. */
export const reserveShare = 0.4;

// Server faults

/** So many in a row, over any rows, before the lane waits. */
export const faultsUntilPause = 3;
/**
 * 500s of one row, to a look or a PATCH, from which on its stage is doubted. Where the server fails at everything, so does
 * the fetching of stages that this leads to, and nothing comes of it.
 */
export const stageDoubtedAfter = 3;
/** 500s of one row while others are delivered, from which on it is parked as `poison`. */
export const poisonAfter = 8;
/** How many of the last ended changes are looked through for those others. */
export const poisonWitnesses = 50;
/** 409s of one row from which on it is parked as `contended`. */
export const contendedAfter = 2;

// Signals of the system

/** After a signal: let the network settle, then spread over `reconnectSpread` so that a fleet does not stampede. */
export const settleFor = second;
export const reconnectSpread = 30 * second;
/** Between two changes that have waited longer than `lateAfter`: a backlog trickles, a fresh pick goes at once. */
export const backlogPace = 500;

// Patience

/** A delivery later than this after the pick is worth a notification. */
export const lateAfter = minute;
/** Not delivered by then: the user is told. */
export const tellAfter = day;
/** Not delivered by then: parked as `expired`. */
export const expireAfter = 7 * day;
/** A change that takes a delivered one back is held at least this long, also where the user has chosen to send at once. */
export const takingBackLeast = 5 * second;
/** How many of a frozen lane's opportunities are looked for before it counts as another account's. */
export const rebindLooks = 3;

// The disk

/** An ended change is forgotten after this. */
export const keepFor = historyDays * day;
export const pruneEvery = day;
/** How long a disk is left alone that would not be written to. */
export const diskRetry = 10 * second;

// Clocks

/** Timers never run longer; a jump of the wall clock or a missed wake-up is noticed at the next tick. */
export const tickMost = minute;
/** Wall and monotonic clock apart by more than this between two ticks: the machine slept or its clock was set. */
export const gapFrom = 5 * second;
/** So many moments that are waited for are kept with their monotonic end; beyond it all are worked out anew. */
export const alarmsMost = 10_000;
/** Clocks that differ by less agree; ages are told shorter by this, so that none is ever told too long. */
export const clockTolerance = minute;
/** Without news, the time that was counted (`odometer`) is kept this often. */
export const mileageEvery = 10 * minute;
/** A machine that is shut down every night begins a stretch a day; whatever is older than the first counts from there. */
export const stretchesMost = 200;
