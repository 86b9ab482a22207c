import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { createInterface } from 'node:readline';
import { findChromium } from '../setup/chromium.mjs';
import { projectEnv, projectNode, root } from '../setup/paths.mjs';
import { say } from '../setup/run.mjs';
import { writeOpeningFile } from './opening-file.mjs';

/** A folder for an app's data apart from the real app's; `kind` is in its name. */
export function dataDirFor(kind) {
  const base =
    process.platform === 'win32'
      ? (process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'));
  return join(base, `Raze Quick Stage (${kind})`);
}

/** Opens an address or a file in the person's browser where there is a display to show it on. No secret may be in it. */
function openBrowser(url) {
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const [command, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', url.replaceAll('&', '^&')]
      : process.platform === 'darwin'
        ? ['open', url]
        : display
          ? ['xdg-open', url]
          : [null];
  const launch = (program, rest) =>
    spawn(program, rest, { stdio: 'ignore', detached: true })
      .once('error', () => {
        const chromium = findChromium();
        if (chromium !== null && program !== chromium) launch(chromium, [url]);
      })
      .unref();
  if (command !== null) launch(command, args);
}

/** A name in the user's downloads that no file has yet. */
function freeName(proposed) {
  const { name, ext } = parse(proposed);
  const folder = [join(homedir(), 'Downloads'), homedir()].find(existsSync) ?? tmpdir();
  const names = Array.from({ length: 100 }, (_, n) => join(folder, `${name}${n === 0 ? '' : `-${n}`}${ext}`));
  return names.find(file => !existsSync(file)) ?? null;
}

/**
 * Runs the built app in the web host for a person: names a file that leads to it, opens that where it can, makes sure that the
 * popup shows. Stands in for the desktop: links open in the browser, notifications are printed, files are saved among the
 * downloads. `env` is over this process's own; `leads: false` where a browser
 * has it open already; `onReady` is told the one-time address.
 * `ended` resolves to the exit code; `tell` says one of the host's commands (test/webhost/lines.ts).
 *
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv; leads?: boolean; nodeArgs?: readonly string[]; onReady?: (url: string) => void }} [options]
 */
export function startWebHost(args, options = {}) {
  const { env = {}, leads = true, nodeArgs = [], onReady } = options;
  const child = spawn(projectNode(), [...nodeArgs, join(root, 'test', 'webhost', 'main.ts'), ...args], {
    // The channel tells the host when this process is gone, so that it never outlives it.
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    env: projectEnv({ NODE_NO_WARNINGS: '1', ...env }),
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('No pipe to the host');
  stdin.on('error', () => undefined);
  const tell = action => stdin.write(`${JSON.stringify(action)}\n`);
  let visible = false;
  const host = { tell, ready: false, ended: new Promise(resolve => child.once('close', resolve)) };
  const lead = url => {
    const file = writeOpeningFile(url);
    process.once('exit', file.remove);
    say(
      `\n  Your browser opens this file by itself, or you open it there. It works once:\n\n  ${file.path}\n\n  Enter here presses the hotkey; Ctrl+C quits.\n`,
    );
    openBrowser(file.path);
  };
  const hear = {
    ready: ({ url }) => {
      host.ready = true;
      onReady?.(url);
      if (leads) lead(url);
      if (!visible) tell({ do: 'shortcut' });
    },
    window: news => {
      visible = news.visible;
    },
    notification: ({ title, body }) => say(`• ${title}: ${body}`),
    'open-external': ({ url }) => {
      say(`→ ${url}`);
      openBrowser(url);
    },
    dialog: ({ kind, text }) => {
      if (kind === 'error') say(`✗ ${text}`);
      if (kind !== 'save') return;
      const path = freeName(text);
      if (path !== null) say(`→ ${path}`);
      tell({ do: 'dialog', path });
    },
  };
  createInterface({ input: stdout }).on('line', line => {
    const news = JSON.parse(line);
    hear[news.event]?.(news);
  });
  return host;
}

/** `startWebHost` until the app ends, and this process with it; the lines typed here press the hotkey. */
export async function openWebHost(args) {
  const dataDir = args.some(argument => argument.startsWith('--user-data-dir'))
    ? []
    : ['--user-data-dir', dataDirFor('web host')];
  const host = startWebHost([...dataDir, ...args]);
  if (process.stdin.isTTY) {
    createInterface({ input: process.stdin }).on('line', () => host.tell({ do: 'shortcut' }));
  }
  process.once('SIGINT', () => host.tell({ do: 'quit' }));
  process.once('SIGTERM', () => host.tell({ do: 'quit' }));
  const code = await host.ended;
  if (!host.ready && code === 0)
    say('Raze Quick Stage is running already and has been asked to show itself.');
  process.exit(code ?? 0);
}
