/** Times in one language's words, in the machine's zone of the moment of asking. All are epoch milliseconds. */
export interface Times {
  /** "2 days ago", "in 12 seconds", "now". */
  readonly relative: (at: number, now: number) => string;
  /** "2 days ago": the age of a row, short; "now" within a minute, and for a moment that a fast clock put ahead. */
  readonly age: (at: number, now: number) => string;
  readonly time: (at: number) => string;
  /** The minute by which that moment has passed: 11:00 for 10:59:30. */
  readonly timeUntil: (at: number) => string;
  /** Friday 17:02 within the week, else with the date. */
  readonly moment: (at: number, now: number) => string;
  readonly month: (at: number) => string;
  /** The day as a heading: Today, Yesterday, or the weekday with the date. */
  readonly day: (at: number, now: number) => string;
}

/** Each formatter is made when it is first needed: one costs milliseconds that the first frame does not have. */
export function timesIn(language: string): Times {
  const far = memo(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
  const near = memo(() => new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'always' }));
  const clock = wallClock(language, { timeStyle: 'short' });
  const inWeek = wallClock(language, { weekday: 'long', hour: 'numeric', minute: '2-digit' });
  const dated = wallClock(language, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
  const months = wallClock(language, { month: 'long', year: 'numeric' });
  const days = wallClock(language, { weekday: 'long', day: 'numeric', month: 'long' });
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  return {
    relative: (at, now) => far().format(...spanOf(at, now)),
    age: (at, now) => {
      const [count, unit] = spanOf(Math.min(at, now), now);
      if (unit === 'second') return far().format(0, 'second');
      // Spanish shortens months to the same letter as metres; they are said in full everywhere.
      return (unit === 'month' ? far() : near()).format(count, unit);
    },
    time: clock,
    timeUntil: at => clock(Math.ceil(at / minute) * minute),
    moment: (at, now) => (Math.abs(now - at) < 6 * day ? inWeek : dated)(at),
    month: months,
    day: (at, now) => {
      const ago = dateOf(new Date(at)) - dateOf(new Date(now));
      return capital(ago === 0 || ago === -1 ? far().format(ago, 'day') : days(at));
    },
  };
}

/**
 * Formats what the wall clock shows. An `Intl.DateTimeFormat` keeps the zone of the moment it was made in (ECMA-402,
 * CreateDateTimeFormat), while `Date` follows the machine: on a change of zone Chromium tells V8, which drops its cached
 * offsets (blink `core/timezone/timezone_controller.cc`, `v8::Isolate::DateTimeConfigurationChangeNotification`). So
 * `Date` says the offset, and a formatter of UTC only spells the figures.
 */
function wallClock(language: string, shown: Intl.DateTimeFormatOptions): (at: number) => string {
  const format = memo(() => new Intl.DateTimeFormat(language, { ...shown, timeZone: 'UTC' }));
  return at => format().format(at - new Date(at).getTimezoneOffset() * minute);
}

/** Makes the value of each key when it is first asked for; without a key the only one. No part of a key has a blank. */
export function memo<Key extends readonly string[], T>(make: (...key: Key) => T): (...key: Key) => T {
  const made = new Map<string, T>();
  return (...key) => {
    const name = key.join(' ');
    const value = made.get(name) ?? make(...key);
    made.set(name, value);
    return value;
  };
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Span = readonly [count: number, unit: Intl.RelativeTimeFormatUnit];

/**
 * How far `at` is from `now`, signed, in the largest unit that is full; what lies ahead is rounded up, so that it is "now" only
 * when it is. Days, months and years are the calendar's: "yesterday" ends at midnight, also when the clocks change in between.
 */
function spanOf(at: number, now: number): Span {
  const ahead = at > now;
  const whole = ahead ? Math.ceil : Math.floor;
  const signed = (count: number, unit: Intl.RelativeTimeFormatUnit): Span => [ahead ? count : -count, unit];
  const span = Math.abs(at - now);
  const seconds = whole(span / 1000);
  if (seconds < 60) return signed(seconds, 'second');
  const minutes = whole(span / minute);
  if (minutes < 60) return signed(minutes, 'minute');
  const hours = whole(span / hour);
  const [early, late] = ahead ? [new Date(now), new Date(at)] : [new Date(at), new Date(now)];
  const days = dateOf(late) - dateOf(early);
  // The day on which the clocks are put back has 25 hours.
  if (hours < 24 || days === 0) return signed(hours, 'hour');
  const months = monthsBetween(early, late);
  if (months < 2) return signed(days, 'day');
  return months < 24 ? signed(months, 'month') : signed(Math.floor(months / 12), 'year');
}

/** Full months: 31 January to 28 February is none yet. */
function monthsBetween(early: Date, late: Date): number {
  const months = (late.getFullYear() - early.getFullYear()) * 12 + late.getMonth() - early.getMonth();
  return late.getDate() < early.getDate() ? months - 1 : months;
}

/** The date on the wall's calendar as a number of days. */
function dateOf(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / day;
}

/** The machine's zone at the moment of asking, an IANA name; a formatter made now has the zone of now. */
export const zoneNow = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
