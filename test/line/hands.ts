import { intentOf } from '../../renderer/state/keys.ts';
import type { Effect, Event } from '../../renderer/state/model/event.ts';
import type { State } from '../../renderer/state/model/state.ts';
import { step } from '../../renderer/state/step.ts';
import { good, ready, replied } from '../renderer/state/machine.ts';
import { changeOf, snapshot } from '../renderer/support/samples.ts';
import type { LineEngine } from './engine.ts';

/** What moves an opportunity, or takes a change back. */
const choosing: readonly string[] = ['move', 'move.several', 'undo', 'undo.several', 'outbox.resolve'];

/** A change that was asked for, or its undo. */
export interface KeyedChoice {
  /** The key that asked; `answer` where an Enter waited for what was found. */
  readonly key: string;
  /** The popup before it. */
  readonly before: State;
  readonly effect: Extract<Effect, { do: 'call' }>;
  /** The picker's stage was chosen in it, by an arrow key or letters. */
  readonly isPicked: boolean;
  /** The row was chosen by an arrow key since the text is as it is. */
  readonly isChosen: boolean;
}

/**
 * Presses keys on the real reducer before the real search, one each 300 ms, and tells what was moved or taken back. A key in small
 * letters is a word that is typed, `Clear` empties the box. Answers come after each key, or after every third.
 */
export function pressKeys(
  engine: LineEngine,
  keys: readonly string[],
  isSlow: boolean,
): readonly KeyedChoice[] {
  const moved: KeyedChoice[] = [];
  const waiting: Event[] = [];
  let state: State = { ...ready, snapshot: { ...snapshot, pipelines: engine.pipelines } };
  let at = 1_000_000;
  let opened = -1;
  let isChosen = false;
  const happen = (event: Event, key: string): void => {
    at += 300;
    const before = state;
    const [after, ...effects] = step(state, event, at, stage => stage.name);
    state = after;
    const isPicked = before.picker !== null && before.picker.index !== opened;
    const wasChosen = isChosen;
    isChosen =
      after.search.text === before.search.text &&
      (isChosen || (before.screen === 'search' && key.includes('Arrow')));
    if (before.picker === null) opened = after.picker?.index ?? -1;
    for (const effect of effects) {
      if (effect.do !== 'call') continue;
      const { name, request } = effect;
      if (name === 'find')
        waiting.push(
          replied(name, request, {
            ok: true,
            value: { ...engine.find(request.text, request.limit), seq: request.seq },
          }),
        );
      if (choosing.includes(name)) moved.push({ key, before, effect, isPicked, isChosen: wasChosen });
      if (name === 'move') {
        const hit =
          before.picker?.hit ??
          before.search.reply?.hits.find(one => one.opportunity.id === request.opportunity);
        if (hit) waiting.push(replied(name, request, good(changeOf(hit.opportunity, request.to))));
      }
    }
  };
  const settle = (): void => {
    for (let event = waiting.shift(); event; event = waiting.shift()) happen(event, 'answer');
  };
  happen({ type: 'text', text: ' ' }, 'start');
  happen({ type: 'text', text: '' }, 'start');
  settle();
  for (const [index, key] of keys.entries()) {
    const isText = key.length > 1 && key === key.toLowerCase();
    if (isText && state.screen === 'search')
      happen({ type: 'text', text: `${state.search.text} ${key}`.trimStart() }, key);
    else for (const one of isText ? [...key] : [key]) stroke(one);
    if (!isSlow || index % 3 === 0) settle();
  }
  settle();
  return moved;

  function stroke(key: string): void {
    const [name = '', ...mods] = key.split('+').reverse();
    const isDigit = /^\d$/.test(name);
    const intent = intentOf(state, {
      key: name === 'Z' ? 'z' : name,
      code: isDigit ? `Digit${name}` : name,
      ctrl: mods.includes('Mod'),
      meta: false,
      alt: false,
      shift: mods.includes('Shift'),
      repeat: false,
      composing: false,
      field: state.screen === 'search' ? 'box' : 'none',
    });
    if (intent) happen(intent, key);
    else if (state.screen === 'search' && isDigit)
      happen({ type: 'text', text: state.search.text + name }, key);
    else if (state.screen === 'search' && name === 'Clear') happen({ type: 'text', text: '' }, key);
    else if (state.screen === 'search' && name === 'Backspace')
      happen({ type: 'text', text: state.search.text.slice(0, -1) }, key);
  }
}
