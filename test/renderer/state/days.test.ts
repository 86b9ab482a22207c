import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf, firstDayOf, monthOf, weekOf } from '../../../renderer/state/model/days.ts';

const hour = 3_600_000;
const zoneBefore = process.env.TZ;
/** Node drops its cached offsets when the variable is set (`node_env_var.cc`, `DateTimeConfigurationChangeNotification`). */
const travel = (zone: string) => {
  process.env.TZ = zone;
};
afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});
const at = (iso: string): number => new Date(iso).getTime();
const hours = ({ from, until }: { from: number; until: number }) => (until - from) / hour;

describe('a day', () => {
  test('begins at midnight of the machine’s zone, also when the zone changes meanwhile', () => {
    travel('America/Sao_Paulo');
    expect(dayOf(at('2026-05-04T02:59:59.999Z')).until).toBe(at('2026-05-04T03:00:00Z'));
    expect(dayOf(at('2026-05-04T03:00:00Z')).from).toBe(at('2026-05-04T03:00:00Z'));
    travel('Asia/Tokyo');
    expect(dayOf(at('2026-05-04T03:00:00Z')).from).toBe(at('2026-05-03T15:00:00Z'));
  });

  test('has 23 or 25 hours where the clocks change, and every moment belongs to one', () => {
    travel('Europe/Madrid');
    const spring = dayOf(at('2026-03-29T12:00:00+02:00'));
    const autumn = dayOf(at('2026-10-25T12:00:00+01:00'));
    expect([hours(spring), hours(autumn)]).toEqual([23, 25]);
    for (const day of [spring, autumn]) {
      for (let moment = day.from; moment < day.until; moment += hour / 2) expect(dayOf(moment)).toEqual(day);
      expect(dayOf(day.until).from).toBe(day.until);
      expect(dayOf(day.from - 1).until).toBe(day.from);
    }
  });

  test('begins at one o’clock where the clocks skip its midnight', () => {
    travel('Africa/Cairo');
    const day = dayOf(at('2026-04-24T12:00:00+03:00'));
    expect(day.from).toBe(at('2026-04-24T01:00:00+03:00'));
    expect(hours(day)).toBe(23);
    expect(dayOf(day.from - 1).until).toBe(day.from);
  });
});

describe('a week', () => {
  beforeEach(() => travel('Europe/Madrid'));
  const sunday = new Date('2026-10-25T12:00:00Z').getTime();
  const date = (ms: number) => new Date(ms).getDate();

  test.each([
    ['es-ES', 1, 19, 26],
    ['pt-BR', 7, 25, 1],
    ['en-US', 7, 25, 1],
    ['ar-EG', 6, 24, 31],
  ])('of %s begins on its own first day', (locale, first, from, until) => {
    expect(firstDayOf(locale)).toBe(first);
    const week = weekOf(sunday, first);
    expect([date(week.from), date(week.until)]).toEqual([from, until]);
    expect(weekOf(week.from, first)).toEqual(week);
    expect(weekOf(week.until - 1, first)).toEqual(week);
  });

  test('has an hour more where the clocks are put back', () => {
    expect(hours(weekOf(sunday, 1))).toBe(7 * 24 + 1);
  });
});

test('a month goes from its first to the next month’s first, over the end of a year', () => {
  travel('America/Sao_Paulo');
  expect(monthOf(at('2026-12-31T23:59:59-03:00'))).toEqual({
    from: at('2026-12-01T00:00:00-03:00'),
    until: at('2027-01-01T00:00:00-03:00'),
  });
});
