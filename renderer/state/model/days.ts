import type { Period } from '../../../main/contract/change.ts';

/**
 * The calendar's day of a moment, in the machine's zone at the moment of asking. A day that the clocks change in has 23 or 25 hours, and
 * one whose midnight they skip begins after it (`Date` in local time, ECMA-262).
 */
export const dayOf = (at: number): Period => stretch(at, 0, 1);

/** Its week; `firstDay` is 1 for Monday to 7 for Sunday. */
export function weekOf(at: number, firstDay: number): Period {
  const passed = (new Date(at).getDay() - firstDay + 7) % 7;
  return stretch(at, -passed, 7);
}

export function monthOf(at: number): Period {
  const date = new Date(at);
  const startOf = (month: number) => new Date(date.getFullYear(), month, 1).getTime();
  return { from: startOf(date.getMonth()), until: startOf(date.getMonth() + 1) };
}

function stretch(at: number, first: number, days: number): Period {
  const date = new Date(at);
  const startOf = (day: number) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + day).getTime();
  return { from: startOf(first), until: startOf(first + days) };
}

/** On which day weeks begin there, 1 for Monday to 7 for Sunday; Monday where the engine does not know (ECMA-402, Intl.Locale Info). */
export function firstDayOf(locale: string): number {
  const known: { getWeekInfo?(): { firstDay: number } } = new Intl.Locale(locale);
  return known.getWeekInfo?.().firstDay ?? 1;
}
