import { afterEach, describe, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { timesIn } from '../../../renderer/i18n/times.ts';

/** Moves the machine to another zone as Chromium is told of it, in the middle of the page's life; '' is its own. */
const travel = (timezoneId: string) => cdp().send('Emulation.setTimezoneOverride', { timezoneId });
const local = (year: number, month: number, ...rest: number[]) =>
  new Date(year, month - 1, ...rest).getTime();
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

afterEach(() => travel(''));

describe('a zone that changes while the popup runs', () => {
  test('is the zone of every time that is shown from then on', async () => {
    const { time, moment, month } = timesIn('en');
    const at = Date.UTC(2026, 4, 31, 23, 46);
    await travel('Europe/Lisbon');
    expect([time(at), month(at)]).toEqual(['12:46 AM', 'June 2026']);
    await travel('America/Sao_Paulo');
    expect([time(at), month(at)]).toEqual(['8:46 PM', 'May 2026']);
    expect(moment(at, at + 10 * day)).toBe('May 31, 8:46 PM');
    expect(moment(at, at + day)).toBe('Sunday 8:46 PM');
  });

  test('counts its own summer time, whatever the day of asking', async () => {
    await travel('Europe/Madrid');
    const { time } = timesIn('es');
    expect([time(Date.UTC(2026, 0, 1, 12)), time(Date.UTC(2026, 6, 1, 12))]).toEqual(['13:00', '14:00']);
  });
});

describe('an age', () => {
  const now = local(2026, 6, 15, 12, 0, 0);
  const { age } = timesIn('en');
  test.each([
    ['of a clock that is ahead', -5 * minute, 'now'],
    ['of 0 s', 0, 'now'],
    ['of 59 s', 59 * second, 'now'],
    ['of 60 s', 60 * second, '1 min. ago'],
    ['of 59 min 59 s', hour - second, '59 min. ago'],
    ['of 60 min', hour, '1 hr. ago'],
    ['of 23 h 59 min', day - minute, '23 hr. ago'],
    ['of a day', day, '1 day ago'],
    ['of a year less a day', 364 * day, '11 months ago'],
    ['of two years', 731 * day, '2 yr. ago'],
  ])('%s', (_what, ms, said) => expect(age(now - ms, now)).toBe(said));

  test.each([
    ['en', 'now'],
    ['pt-BR', 'agora'],
    ['es', 'ahora'],
  ])('in the future is “now” in %s', (language, said) =>
    expect(timesIn(language).age(now + minute, now)).toBe(said),
  );
});

describe('a distance in time', () => {
  const { relative } = timesIn('en');
  test.each([
    ['half a second ahead', local(2026, 6, 15, 12), 500, 'in 1 second'],
    ['now', local(2026, 6, 15, 12), 0, 'now'],
    ['59 s ago', local(2026, 6, 15, 12), -59 * second, '59 seconds ago'],
    ['60 s ago', local(2026, 6, 15, 12), -60 * second, '1 minute ago'],
    ['59.5 min ahead', local(2026, 6, 15, 12), 59.5 * minute, 'in 1 hour'],
    ['35 h, the day before yesterday', local(2026, 6, 16, 1), -35 * hour, '2 days ago'],
    ['36 h, yesterday', local(2026, 6, 16, 23), -36 * hour, 'yesterday'],
    ['a month’s end before', local(2026, 2, 28, 12), local(2026, 1, 31, 12), '28 days ago'],
    ['two months’ ends before', local(2026, 3, 31, 12), local(2026, 1, 31, 12), '2 months ago'],
    ['a short February between', local(2026, 3, 1, 12), local(2025, 12, 31, 12), '2 months ago'],
    ['New Year’s Eve', local(2026, 1, 1, 12), local(2025, 12, 31, 11), 'yesterday'],
    ['23 months', local(2026, 5, 31), local(2024, 6, 30), '23 months ago'],
    ['24 months', local(2026, 6, 30), local(2024, 6, 30), '2 years ago'],
    ['29 February', local(2028, 2, 29, 12), local(2024, 2, 29, 12), '4 years ago'],
  ])('%s', (_what, now, at, said) =>
    expect(relative(Math.abs(at) < 2 * day ? now + at : at, now)).toBe(said),
  );

  test('goes by the calendar when the clocks change', async () => {
    await travel('Europe/Madrid');
    // 25 October 2026 has 25 hours, 29 March 23.
    expect(relative(local(2026, 10, 25, 0, 10), local(2026, 10, 25, 23, 50))).toBe('24 hours ago');
    expect(relative(local(2026, 10, 24, 23, 55), local(2026, 10, 25, 23, 50))).toBe('yesterday');
    expect(relative(local(2026, 3, 28, 12), local(2026, 3, 30, 11))).toBe('2 days ago');
  });
});

test('a wait is said to end at the minute by which it has ended', () => {
  const { timeUntil } = timesIn('en');
  expect(timeUntil(local(2026, 6, 15, 10, 59) + 30 * second)).toBe('11:00 AM');
  expect(timeUntil(local(2026, 6, 15, 11))).toBe('11:00 AM');
});
