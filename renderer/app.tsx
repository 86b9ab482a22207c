import { render } from 'preact';
import type { Bridge } from '../main/contract/bridge.ts';
import type { Calls } from '../main/contract/calls.ts';
import type { Language } from '../main/contract/snapshot.ts';
import { createAhead, textAfter } from './ahead.ts';
import { likelyLanguage, loadSpeech, type Speech, withoutFigures } from './i18n/speak.ts';
import type { Effect, Event, Pushed } from './state/event.ts';
import { intentOf } from './state/keys.ts';
import { askFind } from './state/search.ts';
import { initial, type State } from './state/state.ts';
import { step } from './state/step.ts';
import { type Places, Popup } from './view/popup.tsx';
import { keyOf } from './view/pressed.ts';

/** How long the first picture waits for its rows, in milliseconds: bones that are replaced at once only flicker. */
const patience = 120;

/** What was typed stands in its box by itself; the rest is drawn with the answer, or without one after so many milliseconds. */
const answerPatience = 30;

/**
 * Brings the popup to life in `root` and returns a function that ends it. `speechOf` is where its words come from. The state lives here, in one place:
 * events go through the pure machine, its effects through the bridge, and their replies come back as events.
 */
export function start(
  root: HTMLElement,
  bridge: Bridge,
  speechOf: (language: Language) => Promise<Speech> = loadSpeech,
): () => void {
  const ahead = createAhead(bridge);
  let [state, ...asked] = askFind(initial);
  let speech: Speech | null = null;
  let places: Places | null = null;
  let drawn = true;
  let selectText = false;
  let ended = false;
  let patient = true;
  let figures = false;
  const ends: (() => void)[] = [];

  const stepOn = (event: Event) => step(state, event, Date.now(), speech?.stage ?? (stage => stage.name));

  const send = (event: Event): void => {
    const [next, ...effects] = stepOn(event);
    const language = next.snapshot?.language;
    if (language !== undefined && language !== state.snapshot?.language) void speak(language);
    state = next;
    for (const effect of effects) run(effect);
    if (event.type === 'text') {
      setTimeout(() => isUnanswered(state) && draw(), answerPatience);
      return;
    }
    if (drawn) queueMicrotask(draw);
    drawn = false;
  };

  const speak = async (language: Language): Promise<void> => {
    const loaded = await speechOf(language);
    if (ended || state.snapshot?.language !== language) return;
    speech = loaded;
    draw();
  };

  const run = (effect: Effect): void => {
    if (effect.do === 'later') {
      const timer = setTimeout(() => send(effect.event), effect.ms);
      ends.push(() => clearTimeout(timer));
      return;
    }
    const { name, request } = effect;
    const reply = ahead.take(effect) ?? bridge.call(name, request as Calls[typeof name]['request']);
    void reply.then(reply => send({ type: 'replied', name, request, reply } as Event));
  };

  /** The key goes straight to main: it is in no event and in no state. */
  const tryKey = (key: string): void => {
    send({ type: 'trying-key' });
    run({ do: 'call', name: 'session.use-key', request: { key } });
  };

  const fit = (height: number) => bridge.call('popup.resize', { height });

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
    if (isFurther(state)) draw();
  };

  const draw = (): void => {
    drawn = true;
    if (!speech || ended) return;
    if (patient && state.screen === 'search' && !state.search.reply) return;
    if (isFurther(state) && !places) return void readPlaces();
    const { documentElement: page } = document;
    const theme = state.snapshot?.settings.theme ?? 'system';
    // Also the same value set anew would cost every element its style.
    if (page.lang !== speech.language) page.lang = speech.language;
    if (page.dataset.theme !== theme) page.dataset.theme = theme;
    const said = figures || isFurther(state) ? speech : withoutFigures(speech);
    render(<Popup state={state} send={send} tryKey={tryKey} fit={fit} speech={said} places={places} />, root);
    if (!figures) requestIdleCallback(complete, { timeout: patience });
    const box = document.getElementById('search');
    if (selectText && box instanceof HTMLInputElement) box.select();
    selectText = false;
  };

  const pressed = (event: KeyboardEvent): void => {
    const intent = intentOf(state, keyOf(event));
    if (!intent) return;
    event.preventDefault();
    send(intent);
  };
  document.addEventListener('keydown', pressed);
  ends.push(() => document.removeEventListener('keydown', pressed));

  /** A letter is about to be put in: what it will ask main is asked already, a millisecond or two earlier. */
  const foreseen = (event: InputEvent): void => {
    const box = event.target;
    const text = box instanceof HTMLInputElement && box.id === 'search' ? textAfter(event, box) : null;
    const [, ...effects] = text === null ? [state] : stepOn({ type: 'text', text });
    ahead.call(effects);
  };
  document.addEventListener('beforeinput', foreseen);
  ends.push(() => document.removeEventListener('beforeinput', foreseen));

  for (const name of ['snapshot', 'outbox', 'receipt', 'shown', 'found', 'hotkey'] as const) {
    ends.push(
      bridge.on(name, push => {
        selectText ||= name === 'shown';
        send({ type: 'pushed', name, push } as Pushed);
      }),
    );
  }

  const ticker = setInterval(() => {
    if (!document.hidden && (state.toast || state.screen === 'pending' || state.snapshot?.pause)) {
      send({ type: 'tick' });
    }
  }, 500);
  ends.push(() => clearInterval(ticker));

  void speechOf(likelyLanguage(navigator.languages));
  run({ do: 'call', name: 'session.get', request: null });
  run({ do: 'call', name: 'outbox.list', request: null });
  for (const effect of asked) run(effect);
  const unhurried = setTimeout(() => {
    patient = false;
    if (!root.firstChild) draw();
  }, patience);
  ends.push(() => clearTimeout(unhurried));
  return () => {
    ended = true;
    for (const end of ends) end();
    render(null, root);
  };
}

const isUnanswered = ({ search }: State): boolean => search.answered !== search.text;

/** Whether the state shows one of the places. */
const isFurther = ({ help, screen }: State): boolean =>
  help || screen === 'pending' || screen === 'history' || screen === 'settings';
