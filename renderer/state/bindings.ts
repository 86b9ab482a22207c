import { stageDigits } from '../../main/contract/stages/digits.ts';
import type { TextKey } from '../i18n/words.ts';
import type { Intent, SelectionMove } from './model/event.ts';

/** What has the focus: `box` the search box, `note` the picker's note, `text` any other field, `control` a button or the like. */
export type Focused = 'box' | 'note' | 'text' | 'control' | 'none';

export type Group = 'search' | 'picker' | 'pending' | 'history' | 'everywhere';

export interface Binding {
  readonly group: Group;
  /** `Mod` is ⌘ on a Mac and Ctrl elsewhere. The help sheet shows these. */
  readonly keys: readonly string[];
  readonly intent: Intent;
  /** What the help sheet says; rows without words are left out of it. */
  readonly help?: TextKey;
  /** Where the focus must not be. */
  readonly not?: readonly Focused[];
  /** Goes on while the key is held down. */
  readonly repeats?: boolean;
}

const native = ['text', 'control'] as const;
const go = (group: Group, keys: string[], move: SelectionMove): Binding => ({
  group,
  keys,
  intent: { type: 'move', move },
  repeats: true,
  not: group === 'search' || group === 'picker' ? ['control'] : [],
});
const accept = (group: Group, help: TextKey): readonly Binding[] => [
  { group, keys: ['Enter'], intent: { type: 'accept', keep: false }, help, not: native },
  { group, keys: ['Shift+Enter'], intent: { type: 'accept', keep: true }, help: 'key_burst', not: native },
];

/** Every keyboard command. `intentOf` reads this table and the help sheet prints it, so they cannot disagree. */
export const bindings: readonly Binding[] = [
  go('search', ['ArrowDown'], 'next'),
  { ...go('search', ['ArrowUp'], 'previous'), help: 'key_choose' },
  go('search', ['PageDown'], 'page-down'),
  go('search', ['PageUp'], 'page-up'),
  {
    group: 'search',
    keys: ['Shift+ArrowDown'],
    intent: { type: 'mark', move: 'next' },
    help: 'key_mark',
    repeats: true,
    not: native,
  },
  {
    group: 'search',
    keys: ['Shift+ArrowUp'],
    intent: { type: 'mark', move: 'previous' },
    repeats: true,
    not: native,
  },
  ...accept('search', 'key_open'),
  { group: 'search', keys: ['Mod+Enter'], intent: { type: 'choose-stage' }, help: 'key_stages', not: native },
  ...stageDigits.map((digit, index) => ({
    group: 'search' as const,
    keys: [`Mod+${digit}`],
    intent: { type: 'open-list-at' as const, digit },
    ...(index === 0 ? { help: 'key_list' as const } : {}),
  })),
  { group: 'search', keys: ['Mod+0'], intent: { type: 'switch-whose' }, help: 'key_whose' },
  { group: 'search', keys: ['Mod+F'], intent: { type: 'ask-server' }, help: 'askServer' },
  { group: 'search', keys: ['Mod+O'], intent: { type: 'open-in-browser' }, help: 'key_browser' },
  { group: 'search', keys: ['Mod+K'], intent: { type: 'open-menu' }, help: 'key_menu' },
  { group: 'search', keys: ['Mod+I'], intent: { type: 'details' }, help: 'details' },
  { group: 'search', keys: ['Mod+D'], intent: { type: 'pin' }, help: 'pin' },
  { group: 'search', keys: ['Mod+Shift+E'], intent: { type: 'copy', what: 'email' }, help: 'copy_email' },
  { group: 'search', keys: ['Mod+Shift+P'], intent: { type: 'copy', what: 'phone' }, help: 'copy_phone' },
  { group: 'search', keys: ['Mod+Shift+C'], intent: { type: 'copy', what: 'link' }, help: 'copy_link' },

  go('picker', ['ArrowDown'], 'next'),
  { ...go('picker', ['ArrowUp'], 'previous'), help: 'key_choose' },
  go('picker', ['Home', 'PageUp'], 'first'),
  go('picker', ['End', 'PageDown'], 'last'),
  ...accept('picker', 'key_commit'),
  ...stageDigits.map((digit, index) => ({
    group: 'picker' as const,
    keys: [`${digit}`],
    intent: { type: 'digit' as const, digit, keep: false },
    ...(index === 0 ? { help: 'key_digit' as const } : {}),
  })),
  { group: 'picker', keys: ['A'], intent: { type: 'letter', letter: '' }, help: 'key_letter' },
  { group: 'picker', keys: ['Mod+Enter'], intent: { type: 'confirm' }, help: 'key_confirm', not: native },
  { group: 'picker', keys: ['Mod+O'], intent: { type: 'open-in-browser' } },
  {
    group: 'picker',
    keys: ['ArrowLeft', 'Backspace'],
    intent: { type: 'back' },
    help: 'key_leave',
    not: native,
  },

  go('pending', ['ArrowDown'], 'next'),
  { ...go('pending', ['ArrowUp'], 'previous'), help: 'key_choose' },
  go('pending', ['Home'], 'first'),
  go('pending', ['End'], 'last'),
  { group: 'pending', keys: ['R'], intent: { type: 'answer', answer: 'retry' }, help: 'answer_retry' },
  { group: 'pending', keys: ['S'], intent: { type: 'choose-stage' }, help: 'key_stages' },
  {
    group: 'pending',
    keys: ['X', 'Delete'],
    intent: { type: 'answer', answer: 'cancel' },
    help: 'key_cancel',
  },
  {
    group: 'pending',
    keys: ['K'],
    intent: { type: 'answer', answer: 'keep-theirs' },
    help: 'answer_keep-theirs',
  },
  {
    group: 'pending',
    keys: ['M'],
    intent: { type: 'answer', answer: 'send-mine' },
    help: 'answer_send-mine',
  },
  { group: 'pending', keys: ['B'], intent: { type: 'answer', answer: 'put-back' }, help: 'key_putBack' },
  { group: 'pending', keys: ['L'], intent: { type: 'answer', answer: 'leave' }, help: 'answer_leave' },

  go('history', ['ArrowDown'], 'next'),
  { ...go('history', ['ArrowUp'], 'previous'), help: 'key_choose' },
  go('history', ['PageDown'], 'page-down'),
  go('history', ['PageUp'], 'page-up'),
  { group: 'history', keys: ['Mod+ArrowDown'], intent: { type: 'move-day', by: 1 }, repeats: true },
  {
    group: 'history',
    keys: ['Mod+ArrowUp'],
    intent: { type: 'move-day', by: -1 },
    help: 'key_day',
    repeats: true,
  },

  { group: 'everywhere', keys: ['Mod+Z'], intent: { type: 'undo' }, help: 'key_undo', not: ['text'] },
  { group: 'everywhere', keys: ['Mod+P'], intent: { type: 'go', place: 'pending' }, help: 'pending' },
  { group: 'everywhere', keys: ['Mod+Y'], intent: { type: 'redo' }, help: 'history', not: ['text'] },
  { group: 'everywhere', keys: ['Mod+,'], intent: { type: 'go', place: 'settings' }, help: 'settings' },
  { group: 'everywhere', keys: ['Mod+R'], intent: { type: 'sync' }, help: 'syncNow' },
  { group: 'everywhere', keys: ['?'], intent: { type: 'help' }, help: 'key_help', not: ['text'] },
  { group: 'everywhere', keys: ['F1'], intent: { type: 'help' } },
  { group: 'everywhere', keys: ['Escape'], intent: { type: 'back' }, help: 'key_back' },
];
