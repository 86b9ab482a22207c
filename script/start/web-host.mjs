import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectEnv, projectNode, root } from '../setup/paths.mjs';
import { say } from '../setup/run.mjs';
import { findChromium } from '../setup/system.mjs';

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

/** Opens the page in the person's browser where there is a display to show it on. */
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

/**
 * Runs the built app in the web host for a person: prints the address, opens it where it can, presses the hotkey
 * once so that the popup shows, and turns the lines typed here into the hotkey again. Ends with the app.
 */
export function openWebHost(args) {
  const dataDir = args.some(argument => argument.startsWith('--user-data-dir'))
    ? []
    : ['--user-data-dir', defaultDataDir()];
  const child = spawn(projectNode(), [join(root, 'test', 'webhost', 'main.ts'), ...dataDir, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: projectEnv({ NODE_NO_WARNINGS: '1' }),
  });
  const tell = action => child.stdin.write(`${JSON.stringify(action)}\n`);
  createInterface({ input: child.stdout }).on('line', line => {
    const news = JSON.parse(line);
    if (news.event === 'ready') {
      say(`\n  ${news.url}\n\n  Enter here presses the hotkey; Ctrl+C quits.\n`);
      openBrowser(news.url);
      tell({ do: 'shortcut' });
    } else if (news.event === 'notification') {
      say(`• ${news.title}: ${news.body}`);
    }
  });
  if (process.stdin.isTTY)
    createInterface({ input: process.stdin }).on('line', () => tell({ do: 'shortcut' }));
  process.once('SIGINT', () => tell({ do: 'quit' }));
  process.once('SIGTERM', () => tell({ do: 'quit' }));
  return new Promise(resolve => child.once('close', code => resolve(process.exit(code ?? 0))));
}
