import { render } from 'preact';
import { type Language, languageOf } from '../main/contract/language.ts';
import type { Stage } from '../main/contract/model.ts';
import type { Snapshot } from '../main/contract/snapshot.ts';
import { type Speech, withoutFigures } from './i18n/speak.ts';
import type { State } from './state/model/state.ts';
import { type Places, Popup, type PopupProps } from './view/popup.tsx';

/** How long the first picture waits for its rows, in milliseconds: a skeleton that is replaced at once only flickers. */
const patience = 120;

interface Subject extends Pick<PopupProps, 'send' | 'tryKey' | 'fit' | 'enters'> {
  readonly state: () => State;
  /** Loads the words of a language; figures and dates are written as `formatLocale` has them. */
  readonly speechOf: (language: Language, formatLocale: string) => Promise<Speech>;
  /** Reads, once, what the first picture does not need. */
  readonly readPlaces: () => Promise<Places>;
}

/** Draws the state in the user's language. The first picture leaves out what takes long: figures, dates, and `places`. */
export function createPicture(root: HTMLElement, { state, speechOf, readPlaces, ...hands }: Subject) {
  let speech: Speech | null = null;
  let places: Places | null = null;
  let figures = false;
  let patient = true;
  let awaited = false;
  let selects = false;
  let ended = false;

  const draw = (): void => {
    awaited = false;
    const now = state();
    if (!speech || ended) return;
    if (patient && now.screen === 'search' && !now.search.reply) return;
    if (isFurther(now) && !places) return void readOn();
    dress(speech.language, now.snapshot?.settings.theme ?? 'system');
    const said = figures || isFurther(now) ? speech : withoutFigures(speech);
    render(<Popup state={now} speech={said} places={places} {...hands} />, root);
    if (speech.isLacking()) void speech.complete().then(draw);
    if (!figures) requestIdleCallback(complete, { timeout: patience });
    const box = document.getElementById('search');
    if (selects && box instanceof HTMLInputElement) box.select();
    selects = false;
  };

  /** Adds what the first picture left out, when nothing else is to be done. */
  const complete = (): void => {
    if (figures || ended) return;
    figures = true;
    draw();
    void readOn();
  };

  const readOn = async (): Promise<void> => {
    const [read] = await Promise.all([readPlaces(), speech?.complete()]);
    if (places || ended) return;
    places = read;
    draw();
  };

  const unhurried = setTimeout(() => {
    patient = false;
    if (!root.firstChild) draw();
  }, patience);
  // Loads the likely language before main has named it.
  void speechOf(languageOf(navigator.languages), navigator.language);

  return {
    draw,
    /** Draws once, after everything that happens in this task. */
    drawSoon(): void {
      if (!awaited) queueMicrotask(draw);
      awaited = true;
    },
    /** Loads the language and draws in it, unless another is wanted by then. */
    async speak({ language, formatLocale }: Snapshot): Promise<void> {
      const loaded = await speechOf(language, formatLocale);
      if (places) await loaded.complete();
      if (ended || state().snapshot?.language !== language) return;
      speech = loaded;
      draw();
    },
    /** A stage's name; as the server wrote it until a language is loaded. */
    nameOf: (stage: Stage): string => speech?.stage(stage) ?? stage.name,
    /** Selects the whole text of the search box with the next picture. */
    selectText(): void {
      selects = true;
    },
    end(): void {
      ended = true;
      clearTimeout(unhurried);
      render(null, root);
    },
  };
}

/** Sets the page's language and theme. Setting an unchanged value would recompute every element's style. */
function dress(language: Language, theme: string): void {
  const { documentElement: page } = document;
  if (page.lang !== language) page.lang = language;
  if (page.dataset.theme !== theme) page.dataset.theme = theme;
}

/** Whether the state shows a screen, or lines of the search, that are loaded later. */
function isFurther({ help, menu, screen, search, several }: State): boolean {
  return help || menu !== null || several !== null || search.marks.rows.length > 0 || screen !== 'search';
}
