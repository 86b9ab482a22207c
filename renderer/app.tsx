import type { Bridge } from '../main/contract/bridge.ts';
import type { Request } from '../main/contract/calls.ts';
import type { Language } from '../main/contract/language.ts';
import { type Pushes, pushNames } from '../main/contract/pushes.ts';
import { createClickGuard } from './click-guard.ts';
import { loadSpeech, type Speech } from './i18n/speak.ts';
import { createInFlightGuard } from './in-flight.ts';
import { createInputDelay } from './input-delay.ts';
import { createKeyGuard } from './key-guard.ts';
import { createPicture } from './picture.tsx';
import { createPrefetch } from './prefetch.ts';
import { askFind } from './state/box/search.ts';
import { firstStep } from './state/first-step.ts';
import { intentOf, isHeldBack } from './state/keys.ts';
import { chooses, type Effect, type Event, isIntent, type Pushed } from './state/model/event.ts';
import { initial } from './state/model/initial.ts';
import type { State, Step } from './state/model/state.ts';
import { keyOf } from './view/parts/pressed.ts';
import type { Places } from './view/popup.tsx';

/** How long a typed letter waits for its answer before the rest is drawn without it, in milliseconds. */
const answerPatience = 30;

/** How often shown times are updated, in milliseconds. */
const tickEvery = 500;

/**
 * Starts the popup in `root` and returns a function that ends it. `speechOf` loads the words of a language. The state
 * is kept here: events go through the reducer, its effects through the bridge, and their replies come back as events.
 */
export function start(
  root: HTMLElement,
  bridge: Bridge,
  speechOf: (language: Language, formatLocale: string) => Promise<Speech> = loadSpeech,
): () => void {
  const prefetch = createPrefetch(bridge);
  const callOnce = createInFlightGuard(bridge);
  let [state, ...asked] = askFind(initial);
  const keyGuard = createKeyGuard(() => (state.help ? 'help' : state.menu ? 'menu' : state.screen));
  const ends: (() => void)[] = [];

  const hear = <K extends keyof DocumentEventMap>(
    name: K,
    heard: (event: DocumentEventMap[K]) => void,
    when?: 'first',
  ): void => {
    document.addEventListener(name, heard, when === 'first');
    ends.push(() => document.removeEventListener(name, heard, when === 'first'));
  };

  /** The whole reducer, once it is read. */
  let step: Places['step'] | null = null;
  /** What waits for it, in order. */
  const held: Event[] = [];
  const stepOn = (event: Event): Step | null =>
    step ? step(state, event, Date.now(), picture.nameOf) : firstStep(state, event, Date.now());
  let reading: Promise<Places> | null = null;
  const readPlaces = (): Promise<Places> =>
    (reading ??= import('./view/places.ts').then(places => {
      step = places.step;
      for (const event of held.splice(0)) send(event);
      run({ do: 'call', name: 'outbox.list', request: null });
      return places;
    }));

  /** What a letter that is not in its box yet makes of the state. */
  let ahead: { readonly from: State; readonly text: string; readonly stepped: Step } | null = null;
  const takeAhead = (event: Event): Step | null => {
    const kept = ahead;
    ahead = null;
    if (event.type !== 'text' || event.composing || kept?.from !== state) return null;
    return kept.text === event.text ? kept.stepped : null;
  };

  const send = (event: Event): void => {
    const stepped = held.length > 0 ? null : (takeAhead(event) ?? stepOn(event));
    if (stepped === null) {
      // What the user does next was not meant for what comes of this: a second Enter would move a deal unseen.
      if (isIntent(event) && event.type !== 'text' && held.some(isIntent)) return;
      held.push(event);
      void readPlaces();
      return;
    }
    const [next, ...effects] = stepped;
    const { snapshot } = next;
    if (snapshot && snapshot.language !== state.snapshot?.language) void picture.speak(snapshot);
    const opensStages = next.screen === 'picker' && next.picker?.stages !== state.picker?.stages;
    // The name of a list was not typed: what is typed next takes its place.
    if (next.search.opened && next.search.opened !== state.search.opened) picture.selectText();
    state = next;
    for (const effect of effects) run(effect);
    if (opensStages || event.type === 'reason' || effects.some(chooses)) keyGuard.chose();
    if (event.type === 'text') setTimeout(() => isUnanswered(state) && picture.draw(), answerPatience);
    else picture.drawSoon();
  };

  const run = (effect: Effect): void => {
    if (effect.do === 'later') {
      const timer = setTimeout(() => send(effect.event), effect.ms);
      ends.push(() => clearTimeout(timer));
      return;
    }
    const { name, request } = effect;
    const reply = prefetch.take(effect) ?? callOnce(name, request as Request<typeof name>);
    void reply?.then(reply => send({ type: 'replied', name, request, reply } as Event));
  };

  /** The key goes straight to main and is in no event and no state. */
  const tryKey = (key: string, apiUrl: string): void => {
    send({ type: 'trying-key' });
    run({ do: 'call', name: 'session.use-key', request: { key, apiUrl } });
  };

  const fit = (height: number) => bridge.call('popup.resize', { height });
  const enters = (what: Request<'popup.entering'>['what']) => bridge.call('popup.entering', { what });
  const picture = createPicture(root, {
    state: () => state,
    speechOf,
    readPlaces,
    send,
    tryKey,
    fit,
    enters,
  });
  ends.push(picture.end);

  /** Sends the search of a letter before the letter is in the box. */
  const inputDelay = createInputDelay(text => {
    const stepped = stepOn({ type: 'text', text }) ?? [state];
    ahead = { from: state, text, stepped };
    const [, ...effects] = stepped;
    return prefetch.send(effects);
  });

  const clickGuard = createClickGuard(root);
  ends.push(clickGuard.end);

  const pressed = (event: KeyboardEvent): void => {
    inputDelay.release();
    const counts = keyGuard.counts(event);
    const key = keyOf(event);
    const intent = counts ? intentOf(state, key) : null;
    if (intent || !counts || isHeldBack(state, key)) event.preventDefault();
    if (intent) send(intent);
  };
  const clicked = (event: MouseEvent): void => {
    if (clickGuard.isMeant(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  hear('keydown', pressed);
  hear('click', clicked, 'first');
  hear('beforeinput', inputDelay.before);
  const pointed = (): void => {
    inputDelay.release();
    keyGuard.pointed();
  };
  hear('pointerdown', pointed, 'first');

  for (const name of pushNames) {
    ends.push(
      bridge.on(name, push => {
        if (name === 'shown') {
          picture.selectText();
          const { unasked = false, fill } = push as Pushes['shown'];
          // The hotkey gives the keys to a proposal, too, whoever pressed it for an empty box.
          keyGuard.startAnew(unasked || fill?.isProposed === true);
          clickGuard.startAnew();
        }
        send({ type: 'pushed', name, push } as Pushed);
      }),
    );
  }

  // A popup that loses the focus hides, and Electron's hidden page does not know that it is hidden
  // (backgroundThrottling).
  for (const [name, away] of [
    ['blur', true],
    ['focus', false],
  ] as const) {
    const turned = () => send({ type: 'turned', away });
    window.addEventListener(name, turned);
    ends.push(() => window.removeEventListener(name, turned));
  }

  const ticker = setInterval(() => {
    if (
      !document.hidden &&
      (state.toast || state.several || state.screen === 'pending' || state.snapshot?.pause)
    ) {
      send({ type: 'tick' });
    }
  }, tickEvery);
  ends.push(() => clearInterval(ticker));

  run({ do: 'call', name: 'session.get', request: null });
  for (const effect of asked) run(effect);
  return () => {
    for (const end of ends) end();
  };
}

const isUnanswered = ({ search }: State): boolean => search.answered !== search.text;
