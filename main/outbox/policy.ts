/** Every number the outbox goes by, in one place. Durations are milliseconds. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Backoff with full jitter: random(0, min(most, first · 2ⁿ)), at least `least`. */
export const backoffFirst = 2 * second;
export const backoffMost = 15 * minute;
export const backoffLeast = second;
/** Beyond this, doubling changes nothing; keeps 2ⁿ finite. */
export const backoffDoublings = 20;

/** A server's hint is honoured within these limits, plus up to a tenth so that clients do not meet again. */
export const hintLeast = second;
export const hintMost = 65 * minute;
export const hintJitter = 0.1;

/**
 * After a 429 nothing leaves for this long, and for twice as long after each further one in a row (up to `backoffMost`),
 * however soon the server would have it: a look and its PATCH are then all that a minute sees while it refuses.
 */
export const refusedLeast = minute;

/** How old the base may be at the time of sending for the check to be spared. */
export const freshFor = 30 * second;

/**
 * How long a request whose answer was lost is reckoned to be still able to arrive: longer than the 60 s for
 * which common proxies keep a request to a slow server.
 */
export const ghostFor = 75 * second;
/** The first look after a lost answer: most often the server had acted and only the answer was lost. */
export const verifyAfter = 2 * second;

/** After a signal of the system: let it settle, then spread over this span so that a fleet does not stampede. */
export const settleFor = second;
export const reconnectSpread = 30 * second;
/** After an hourly reset, and from which wait on a 429 is taken for one. */
export const resetSpread = 5 * minute;
export const resetFrom = minute;

/** Between two changes that have waited longer than `lateAfter`: a backlog trickles, a fresh pick goes at once. */
export const backlogPace = 500;

/** While the way is lost without a signal: probes back off up to this; while the system says offline: this. */
export const probeMost = 5 * minute;
/** Server faults in a row, over any rows, before the lane waits. */
export const faultsUntilPause = 3;

/**
 * 500s of one row, to a look or a PATCH, from which on its stage is doubted. Where the server fails at everything, so does
 * the fetching of stages that this leads to, and nothing comes of it.
 */
export const stageDoubtedAfter = 3;
export const poisonAfter = 8;
export const contendedAfter = 2;
export const tellAfter = day;
export const expireAfter = 7 * day;
export const keepFor = 30 * day;
export const pruneEvery = day;
/** A delivery later than this after the pick is worth a notification. */
export const lateAfter = minute;

/** Background reads leave this many requests to the writes, or this share of a small limit. */
export const reserveLeast = 10;
export const reservePerWrite = 2;
export const reserveShare = 0.4;

/** Timers never sleep longer; a jump of the wall clock or a missed wake-up is noticed at the next tick. */
export const tickMost = minute;
/** Wall and monotonic clock apart by more than this between two ticks: the machine slept or its clock was set. */
export const gapFrom = 5 * second;

/** A pasted id nobody had looked up is set without asking this soon after the pick. */
export const blindFor = minute;

/** A change that takes a delivered one back is held at least this long, also where the user has chosen to send at once. */
export const takingBackLeast = 5 * second;
