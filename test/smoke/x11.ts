import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** A hand at the X server of `DISPLAY`: everything through xdotool, nothing of it through the app. */
const xdotool = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('xdotool', [...args])).stdout.trim();

/** Electron's words for keys that X spells otherwise; X tells capitals from small letters. */
const keysyms: Readonly<Record<string, string>> = {
  CommandOrControl: 'ctrl',
  Control: 'ctrl',
  Ctrl: 'ctrl',
  Alt: 'alt',
  Shift: 'shift',
  Super: 'super',
  Space: 'space',
};

/** Presses an accelerator of Electron's, or a key as X calls it. */
export async function press(accelerator: string): Promise<void> {
  const keys = accelerator
    .split('+')
    .map(part => keysyms[part] ?? (part.length === 1 ? part.toLowerCase() : part));
  await xdotool('key', '--clearmodifiers', keys.join('+'));
}

export const typeText = (text: string): Promise<string> => xdotool('type', '--delay', '20', text);

/** The title of the window that has the focus; '' where none has. */
export const focused = (): Promise<string> => xdotool('getactivewindow', 'getwindowname').catch(() => '');

/** Whether a window of this title is on the screen. */
export const shown = (title: string): Promise<boolean> =>
  xdotool('search', '--onlyvisible', '--name', `^${title}$`).then(
    found => found !== '',
    () => false,
  );

/** Another program with a window of this title, which has the focus. It ends with `close`. */
export async function openTerminal(title: string): Promise<{ close(): Promise<void> }> {
  const terminal: ChildProcess = spawn('xterm', ['-T', title, '-e', 'cat'], { stdio: 'ignore' });
  const [window = ''] = (await xdotool('search', '--sync', '--onlyvisible', '--name', `^${title}$`)).split(
    '\n',
  );
  await xdotool('windowactivate', '--sync', window);
  return {
    async close() {
      const gone = once(terminal, 'exit');
      terminal.kill();
      await gone;
    },
  };
}
