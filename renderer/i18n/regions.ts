import { memo } from './times.ts';

/** Figures as the user's region writes them. */
export interface Figures {
  readonly number: (n: number) => string;
  /**
   * An amount without cents. `currency` is an ISO 4217 code; anything else is left out. `$` alone is the region's own currency: every
   * other dollar or peso has its country or its code beside it.
   */
  readonly money: (value: number, currency: string) => string;
}

/** Each formatter is made when it is first needed. `locale` is a BCP 47 tag that `Intl` knows; the digits are those of a keyboard. */
export function figuresIn(locale: string): Figures {
  const digits = { numberingSystem: 'latn' };
  const counted = memo(() => new Intl.NumberFormat(locale, digits));
  const moneyIn = memo((currency: string) => {
    const whole = { ...digits, maximumFractionDigits: 0 };
    if (!/^[A-Z]{3}$/.test(currency)) return new Intl.NumberFormat(locale, whole);
    const short = new Intl.NumberFormat(locale, { ...whole, style: 'currency', currency });
    return isForeignDollar(short, locale)
      ? new Intl.NumberFormat(locale, { ...whole, style: 'currency', currency, currencyDisplay: 'code' })
      : short;
  });
  return {
    number: count => counted().format(count),
    money: (value, currency) => moneyIn(currency).format(value),
  };
}

/**
 * `Intl` has no English of Mexico and falls back to that of the United States, whose `$` is another one (ECMA-402, ResolveLocale;
 * CLDR, the currencies of `en`).
 */
function isForeignDollar(money: Intl.NumberFormat, locale: string): boolean {
  const symbol = money.formatToParts(0).find(({ type }) => type === 'currency')?.value;
  const asked = new Intl.Locale(locale).maximize().region;
  return symbol === '$' && asked !== new Intl.Locale(money.resolvedOptions().locale).maximize().region;
}

/** Where dates take their words from: the language of the texts as the region writes it, in its own twelve or twenty-four hours. */
export function wordLocale(language: string, formatLocale: string): string {
  const texts = new Intl.Locale(language);
  const region = new Intl.Locale(formatLocale);
  if (texts.language === region.language) return formatLocale;
  const { hourCycle } = new Intl.DateTimeFormat(formatLocale, { hour: 'numeric' }).resolvedOptions();
  return `${texts.language}${region.region ? `-${region.region}` : ''}${hourCycle ? `-u-hc-${hourCycle}` : ''}`;
}
