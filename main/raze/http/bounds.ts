/**
 * How large an answer may be. A row of the API was seen with up to 70 members and 1.8 KB, so the fullest page of a
 * hundred has 7,000 values and 180 KB: these are many times that, and what they let through is read in a moment.
 */

/** The largest body that is read, in bytes after decompression. */
export const mostBytes = 2 * 1024 * 1024;

/** The most bytes before an answer begins: twice Node's limit for headers. */
export const mostPreambleBytes = 32 * 1024;

/** The most values in one JSON text: a million empty arrays are short and cost the main process a second. */
export const mostValues = 30_000;

/** The deepest nesting that is read; the API's answers have five levels. */
export const deepest = 32;

/** The most stages of one pipeline that are kept. */
export const mostStages = 200;
