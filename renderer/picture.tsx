import { render } from 'preact';
import { type Language, languageOf } from '../main/contract/language.ts';
import type { Stage } from '../main/contract/model.ts';
import { type Speech, withoutFigures } from './i18n/speak.ts';
import type { Event } from './state/event.ts';
import type { State } from './state/state.ts';
import { type Places, Popup } from './view/popup.tsx';

/** How long the first picture waits for its rows, in milliseconds: bones that are replaced at once only flicker. */
const patience = 120;

interface Subject {
  readonly state: () => State;
  /** Where the words of a language come from. */
  readonly speechOf: (language: Language) => Promise<Speech>;
  readonly send: (event: Event) => void;
  readonly tryKey: (key: string, apiUrl: string) => void;
  readonly fit: (height: number) => Promise<unknown>;
}

/** The state as it stands on the page, in the user's language. */
export interface Picture {
  draw(): void;
  /** Draws once, when all that happens at this moment has happened. */
  drawSoon(): void;
  /** Loads the language and draws in it, unless another is wanted by then. */
  speak(language: Language): Promise<void>;
  /** What a stage is called; as the server wrote it until a language is there. */
  nameOf(stage: Stage): string;
  /** With the next picture, all that stands in the search box is selected. */
  selectText(): void;
  end(): void;
}

/** The first picture goes without what takes long: figures and dates, and the places that it does not show. */
export function createPicture(root: HTMLElement, { state, speechOf, ...hands }: Subject): Picture {
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
    if (isFurther(now) && !places) return void readPlaces();
    dress(speech.language, now.snapshot?.settings.theme ?? 'system');
    const said = figures || isFurther(now) ? speech : withoutFigures(speech);
    render(<Popup state={now} speech={said} places={places} {...hands} />, root);
    if (!figures) requestIdleCallback(complete, { timeout: patience });
    const box = document.getElementById('search');
    if (selects && box instanceof HTMLInputElement) box.select();
    selects = false;
  };

  /** When the first picture is there and nothing else is to be done: what it went without. */
  const complete = (): void => {
    if (figures || ended) return;
    figures = true;
    draw();
    void readPlaces();
  };

  const readPlaces = async (): Promise<void> => {
    const read = await import('./view/places.ts');
    if (places || ended) return;
    places = read;
    if (isFurther(state())) draw();
  };

  const unhurried = setTimeout(() => {
    patient = false;
    if (!root.firstChild) draw();
  }, patience);
  // Ahead of main's word for it.
  void speechOf(languageOf(navigator.languages));

  return {
    draw,
    drawSoon() {
      if (!awaited) queueMicrotask(draw);
      awaited = true;
    },
    async speak(language) {
      const loaded = await speechOf(language);
      if (ended || state().snapshot?.language !== language) return;
      speech = loaded;
      draw();
    },
    nameOf: stage => speech?.stage(stage) ?? stage.name,
    selectText() {
      selects = true;
    },
    end() {
      ended = true;
      clearTimeout(unhurried);
      render(null, root);
    },
  };
}

/** Tells the page its language and theme. Also the same value set anew would cost every element its style. */
function dress(language: Language, theme: string): void {
  const { documentElement: page } = document;
  if (page.lang !== language) page.lang = language;
  if (page.dataset.theme !== theme) page.dataset.theme = theme;
}

/** Whether the state shows one of the places. */
function isFurther({ help, screen }: State): boolean {
  return help || screen === 'pending' || screen === 'history' || screen === 'settings';
}
