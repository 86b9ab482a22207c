/** The modifier a word of an accelerator stands for in a browser. */
function modifierOf(word: string): 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | null {
  const mac = navigator.platform.startsWith('Mac');
  if (/^(commandorcontrol|cmdorctrl)$/.test(word)) return mac ? 'metaKey' : 'ctrlKey';
  if (/^(control|ctrl)$/.test(word)) return 'ctrlKey';
  if (/^(command|cmd|super|meta)$/.test(word)) return 'metaKey';
  if (/^(alt|option)$/.test(word)) return 'altKey';
  return word === 'shift' ? 'shiftKey' : null;
}

/** Whether this key press, made in the tab, is the hotkey: a browser has no global ones. */
export function isHotkey(event: KeyboardEvent, accelerator: string): boolean {
  const words = accelerator.toLowerCase().split('+');
  const key = words.pop() ?? '';
  const pressed = [event.key.toLowerCase(), event.code.toLowerCase().replace(/^(key|digit)/, '')];
  if (!pressed.includes(key)) return false;
  const held = new Set(words.map(modifierOf));
  return (['ctrlKey', 'metaKey', 'altKey', 'shiftKey'] as const).every(
    flag => event[flag] === held.has(flag),
  );
}
