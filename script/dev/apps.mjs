import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { electronBinary, unsandboxed } from '../setup/electron.mjs';
import { projectEnv, root } from '../setup/paths.mjs';
import { startWebHost } from '../start/web-host.mjs';

/** What the browser shows to be let in by any host of this run: the page that is open outlives each of them. */
const random = bytes => randomBytes(bytes).toString('hex');
const pass = { name: `webhost-${random(6)}`, value: random(32), secret: random(32) };
/** Chosen by the first host, kept by the others. */
let port = '0';

/**
 * The app in the web host. Of both kinds: `reload` loads the page anew, `press` presses the hotkey, `quit` asks it to
 * quit, and `ended` resolves to its exit code whoever ended it.
 */
export function inWebHost(args, env, nodeArgs) {
  const host = startWebHost([`--port=${port}`, ...args], {
    env: { ...env, WEBHOST_PASS: JSON.stringify(pass) },
    leads: port === '0',
    nodeArgs,
    onReady: url => {
      port = new URL(url).port;
    },
  });
  return {
    ended: host.ended,
    reload: () => host.tell({ do: 'reload' }),
    press: () => host.tell({ do: 'shortcut' }),
    quit: () => host.tell({ do: 'quit' }),
  };
}

/**
 * The app in Electron, told through `in-electron.cjs`, which Electron loads first (`--require`, in its own
 * default_app/main.ts; so does electronmon). The hotkey is the system's there.
 */
export function inElectron(args, env, nodeArgs) {
  const hook = join(import.meta.dirname, 'in-electron.cjs');
  const program = electronBinary();
  if (program === null) throw new Error('Electron is not here');
  const child = spawn(program, [...nodeArgs, '--require', hook, ...unsandboxed, root, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: projectEnv(env),
  });
  const tell = order => child.connected && child.send(order);
  return {
    ended: new Promise(resolve => child.once('close', resolve)),
    reload: () => tell('reload'),
    press: () => undefined,
    quit: () => tell('quit'),
  };
}
