import type { Key } from '../../state/keys.ts';

const textual = ['text', 'search', 'password', 'url', 'email', 'tel', 'number'];

/** A key event with what has the focus; everything a command may depend on. */
export function keyOf(event: KeyboardEvent): Key {
  return {
    key: event.key,
    code: event.code,
    ctrl: event.ctrlKey,
    meta: event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
    repeat: event.repeat,
    // Where `isComposing` comes too late (Safari, some IMEs), a key that an input method took reports 229.
    composing: event.isComposing || event.keyCode === 229,
    field: fieldOf(document.activeElement),
  };
}

function fieldOf(focused: Element | null): Key['field'] {
  if (focused?.id === 'search') return 'box';
  if (focused?.id === 'note') return 'note';
  if (focused instanceof HTMLInputElement) return textual.includes(focused.type) ? 'text' : 'control';
  if (focused instanceof HTMLTextAreaElement) return 'text';
  return focused?.matches('button, select, a, summary') ? 'control' : 'none';
}
