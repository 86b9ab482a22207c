const modifiers: Readonly<Record<string, string>> = {
  command: 'Meta',
  cmd: 'Meta',
  super: 'Meta',
  meta: 'Meta',
  control: 'Control',
  ctrl: 'Control',
  commandorcontrol: process.platform === 'darwin' ? 'Meta' : 'Control',
  cmdorctrl: process.platform === 'darwin' ? 'Meta' : 'Control',
  alt: 'Alt',
  option: 'Alt',
  altgr: 'AltGr',
  shift: 'Shift',
};

const named =
  'plus space tab capslock numlock scrolllock backspace delete insert return enter up down left right home end ' +
  'pageup pagedown escape esc volumeup volumedown volumemute medianexttrack mediaprevioustrack mediastop ' +
  'mediaplaypause printscreen numdec numadd numsub nummult numdiv';
const keys = new RegExp(
  `^([a-z0-9]|f([1-9]|1\\d|2[0-4])|num\\d|${named.replaceAll(' ', '|')}|[)!@#$%^&*(:;=<,_>.?/~\`{\\[|\\\\}\\]"'-])$`,
);

/**
 * An accelerator in one spelling (`Control+Shift+space`), so that equal ones compare equal.
 * Throws what Electron throws when it cannot read one: exactly one key, at the end, known modifiers before it.
 */
export function normalise(accelerator: unknown): string {
  const refuse = (): never => {
    throw new TypeError(
      `Error processing argument at index 0, conversion failure from ${String(accelerator)}`,
    );
  };
  if (typeof accelerator !== 'string') return refuse();
  const parts = accelerator.toLowerCase().split('+');
  const key = parts.pop() ?? '';
  const held = parts.map(part => modifiers[part] ?? refuse());
  if (!keys.test(key)) return refuse();
  return [...new Set(held.toSorted()), key].join('+');
}
