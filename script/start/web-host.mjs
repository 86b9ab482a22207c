import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { createInterface } from 'node:readline';
import { findChromium } from '../setup/chromium.mjs';
import { projectEnv, projectNode, root } from '../setup/paths.mjs';
import { say } from '../setup/run.mjs';
import { writeOpeningFile } from './opening-file.mjs';

/** Where the web host keeps its data when no `--user-data-dir` is given: apart from the real app's. */
function defaultDataDir() {
  const base =
    process.platform === 'win32'
      ? (process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'));
  return join(base, 'Raze Quick Stage (web host)');
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
 * popup shows, and turns the lines typed here into the hotkey. Stands in for the desktop: links open in the
 * browser, notifications are printed, files are saved among the downloads. Ends with the app.
 */
export function openWebHost(args) {
  const dataDir = args.some(argument => argument.startsWith('--user-data-dir'))
    ? []
    : ['--user-data-dir', defaultDataDir()];
  const child = spawn(projectNode(), [join(root, 'test', 'webhost', 'main.ts'), ...dataDir, ...args], {
    // The channel tells the host when this process is gone, so that it never outlives it.
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    env: projectEnv({ NODE_NO_WARNINGS: '1' }),
  });
  const tell = action => child.stdin.write(`${JSON.stringify(action)}\n`);
  let visible = false;
  let ready = false;
  const hear = {
    ready: ({ url }) => {
      ready = true;
      const file = writeOpeningFile(url);
      process.once('exit', file.remove);
      say(
        `\n  Your browser opens this file by itself, or you open it there. It works once:\n\n  ${file.path}\n\n  Enter here presses the hotkey; Ctrl+C quits.\n`,
      );
      openBrowser(file.path);
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
  createInterface({ input: child.stdout }).on('line', line => {
    const news = JSON.parse(line);
    hear[news.event]?.(news);
  });
  if (process.stdin.isTTY)
    createInterface({ input: process.stdin }).on('line', () => tell({ do: 'shortcut' }));
  process.once('SIGINT', () => tell({ do: 'quit' }));
  process.once('SIGTERM', () => tell({ do: 'quit' }));
  return new Promise(resolve => {
    child.once('close', code => {
      if (!ready && code === 0) say('Raze Quick Stage is running already and has been asked to show itself.');
      resolve(process.exit(code ?? 0));
    });
  });
}
