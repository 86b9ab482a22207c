import type { Language } from '../../main/contract/language.ts';
import type { Stage } from '../../main/contract/model.ts';
import { stageLabel } from '../../main/contract/stages/label.ts';
import { type Figures, figuresIn, wordLocale } from './regions.ts';
import { memo, type Times, timesIn } from './times.ts';
import type { FirstWords, LaterWords, PluralKey, TextKey, WordKey, Words } from './words.ts';

interface WordFiles {
  readonly first: () => Promise<FirstWords>;
  readonly later: () => Promise<LaterWords>;
}

/** Each language is two files: what the first pictures say, and the rest. The popup loads only the one in use. */
const wordsOf: Readonly<Record<Language, WordFiles>> = {
  'pt-BR': {
    first: () => import('./pt-br.ts').then(({ ptBR }) => ptBR),
    later: () => import('./pt-br-later.ts').then(({ ptBRLater }) => ptBRLater),
  },
  en: {
    first: () => import('./en.ts').then(({ en }) => en),
    later: () => import('./en-later.ts').then(({ enLater }) => enLater),
  },
  es: {
    first: () => import('./es.ts').then(({ es }) => es),
    later: () => import('./es-later.ts').then(({ esLater }) => esLater),
  },
};

/** What a language is called in itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  'pt-BR': 'Português (Brasil)',
  en: 'English',
  es: 'Español',
};

export type Values = Readonly<Record<string, string | number>>;

/** One language, ready for use. Made once per language. */
export interface Speech extends Times, Figures {
  readonly language: Language;
  /** False while figures and dates are left blank. */
  readonly figures: boolean;
  readonly t: (key: TextKey, values?: Values) => string;
  /** The plural form for `n`; `{n}` becomes the number as the region writes it. */
  readonly n: (key: PluralKey, n: number, values?: Values) => string;
  /** The stage's label in the vendor's web application. */
  readonly stage: (stage: Pick<Stage, 'id' | 'name'>) => string;
  /** Whether a text was asked for that is not loaded yet: it is blank until `complete` resolves. */
  readonly isLacking: () => boolean;
  /** Loads the texts that the first pictures do not need, once. Rejects as `loadSpeech` does. */
  readonly complete: () => Promise<void>;
}

const loadWords = memo((language: Language) => wordsOf[language].first());

/** Loads a language once: what its first pictures say. Rejects only when the app's own file cannot be read. `formatLocale` is the snapshot's. */
export const loadSpeech = memo((language: Language, formatLocale: string) =>
  loadWords(language).then(words => makeSpeech(language, words, formatLocale, wordsOf[language].later)),
);

function fill(text = '', values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Makes the speech of any words, those that `later` loads included; the gallery's pseudo-language uses it too. */
export function makeSpeech(
  language: Language,
  first: FirstWords & Partial<Words>,
  formatLocale: string,
  later: WordFiles['later'] | null = null,
): Speech {
  let words = first;
  let isLacking = false;
  let loading: Promise<void> | null = null;
  const wordOf = <K extends WordKey>(key: K) => {
    const word = words[key];
    isLacking ||= word === undefined;
    return word;
  };
  const complete = async (): Promise<void> => {
    if (later !== null) words = { ...words, ...(await later()) };
    isLacking = false;
  };
  // Each formatter is made at its first use: it takes milliseconds that the first picture does not have.
  const plural = memo(() => new Intl.PluralRules(language));
  const { number, money } = figuresIn(formatLocale);

  const n: Speech['n'] = (key, count, values) => {
    const forms = wordOf(key);
    const form = plural().select(count) === 'one' ? forms?.one : forms?.other;
    return fill(form, { n: number(count), ...values });
  };
  return {
    language,
    figures: true,
    t: (key, values) => fill(wordOf(key), values),
    n,
    stage: stage => stageLabel(language, stage),
    number,
    money,
    ...timesIn(wordLocale(language, formatLocale)),
    isLacking: () => isLacking,
    complete: () => (loading ??= complete()),
  };
}

/**
 * The same language with a space in the place of each figure and date: the engine's first formatter takes tens of
 * milliseconds, which the popup's first picture saves.
 */
export function withoutFigures(speech: Speech): Speech {
  const blank = () => '\u00a0';
  return {
    ...speech,
    figures: false,
    n: blank,
    number: blank,
    money: blank,
    relative: blank,
    age: blank,
    time: blank,
    timeUntil: blank,
    moment: blank,
    month: blank,
    day: blank,
  };
}
