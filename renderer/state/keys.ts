import { stageDigits } from '../../main/contract/stages/digits.ts';
import { bindings, type Focused, type Group } from './bindings.ts';
import type { Intent } from './model/event.ts';
import type { Screen, State } from './model/state.ts';

/** A key press, as far as commands depend on it. `field` is what has the focus. */
export interface Key {
  readonly key: string;
  /** The physical key, for digits on layouts that hide them behind Shift and for letters of other scripts. */
  readonly code: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly repeat: boolean;
  /** Whether an input method is composing: the key belongs to it. */
  readonly composing: boolean;
  readonly field: Focused;
}

/**
 * The command of a key press; null when it is none: typing, an input method's key, a dead key, or a held key that must
 * not repeat. Pure; paste, drop and voice input do not come through here.
 */
export function intentOf(state: State, key: Key): Intent | null {
  if (key.composing || key.key === 'Dead' || key.key === 'Process' || key.key === 'Unidentified') return null;
  const combo = comboOf(key, state.snapshot?.platform === 'mac');
  if (combo === null || state.settings.recording) return combo === 'Escape' ? { type: 'back' } : null;
  if (state.help) return combo === 'Escape' || combo === '?' || combo === 'F1' ? { type: 'help' } : null;
  // The menu takes the focus a moment after it has opened.
  if (isHeldBack(state, key) && combo !== 'Escape') return null;
  if (combo === '?' && key.field === 'box' && state.search.text !== '') return null;

  if (key.field === 'note' && (combo.length === 1 || ofText.includes(combo))) return null;
  const binding = bindings.find(
    ({ group, keys, not, intent }) =>
      isHere(group, intent, state.screen) && keys.includes(combo) && !not?.includes(key.field),
  );
  if (binding && binding.intent.type !== 'letter') {
    return key.repeat && !binding.repeats ? null : binding.intent;
  }
  return state.screen === 'picker' && key.field !== 'note' && !key.repeat ? inPicker(key) : null;
}

/** Whether a key may not reach the box: the menu is open, so it was meant for that. */
export function isHeldBack({ menu }: State, { field }: Pick<Key, 'field'>): boolean {
  return menu !== null && field === 'box';
}

/** The commands of a row. Its details take them, and no key that would select another row behind them. */
const ofRow: readonly Intent['type'][] = ['choose-stage', 'open-in-browser', 'details', 'pin', 'copy'];

/** Besides letters and signs, the keys of the picker that belong to the text while its note is being written. */
const ofText: readonly string[] = ['Home', 'End', 'ArrowLeft', 'Backspace', 'Mod+Z', 'Mod+Y'];

function isHere(group: Group, intent: Intent, screen: Screen): boolean {
  const isOfRow = screen === 'details' && group === 'search' && ofRow.includes(intent.type);
  return group === 'everywhere' || group === screen || isOfRow;
}

/** Digits, by the physical key too (AZERTY; with Shift the popup stays), letters, and blanks between them. */
function inPicker(key: Key): Intent | null {
  if (key.ctrl || key.meta || key.alt) return null;
  const digit = Number(/^(?:Digit|Numpad)(\d)$/.exec(key.code)?.[1]);
  if (stageDigits.includes(digit) && !/^\p{L}$/u.test(key.key)) {
    const keep = key.shift && !/^\d$/.test(key.key);
    return { type: 'digit', digit, keep };
  }
  // A blank presses the focused button.
  const isBlank = key.key === ' ' && key.field === 'none';
  return isBlank || /^\p{L}$/u.test(key.key) ? { type: 'letter', letter: key.key } : null;
}

/** `Mod+Shift+Z`; null for a combination that no command may use (AltGr types characters, the other modifier is not ours). */
function comboOf(key: Key, mac: boolean): string | null {
  const mod = mac ? key.meta : key.ctrl;
  const other = mac ? key.ctrl : key.meta;
  if (key.alt || other) return null;
  const name = nameOf(key, mod);
  const shift = key.shift && name.length > 1;
  return `${mod ? 'Mod+' : ''}${(mod && key.shift) || shift ? 'Shift+' : ''}${name}`;
}

function nameOf(key: Key, mod: boolean): string {
  if (key.key.length > 1) return key.key;
  const byPlace = /^Key([A-Z])$/.exec(key.code)?.[1];
  if (mod && byPlace && !/^[\x20-\x7e]$/.test(key.key)) return byPlace;
  // Layouts that hide digits behind Shift (AZERTY), and the digits of other scripts.
  const digit = /^Digit(\d)$/.exec(key.code)?.[1];
  if (mod && !key.shift && digit) return digit;
  return key.key.toUpperCase();
}
