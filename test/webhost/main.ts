import { appendFileSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { readArguments } from './arguments.ts';
import { createElectron, installElectron } from './electron/electron.ts';
import { readPass } from './entry.ts';
import { provideInput } from './input.ts';
import { type Command, commandSchema, type Doers, type HostEvent } from './lines.ts';
import { readModes, readPlatform } from './modes.ts';
import { provideResources } from './resources.ts';
import { serve } from './server.ts';
import { createSingleInstance } from './single-instance.ts';
import { createWorld, type OpenWindow } from './world.ts';

/**
 * Runs the built app without Electron's binary and speaks the line protocol of `lines.ts`.
 * `node test/webhost/main.ts --user-data-dir DIR [--main FILE] [--port N] [--clash HOTKEY] [--settle MS] [--mode NAMES]
 * [--platform NAME] [--stdio app] [the app's own…]`
 */
const root = resolve(import.meta.dirname, '../..');
const given = readArguments(process.argv.slice(2));
const main = resolve(given.main ?? join(root, 'dist/main/main.js'));
if (given.userData === undefined) {
  process.stderr.write('webhost: --user-data-dir DIR is needed\n');
  process.exit(2);
}
mkdirSync(given.userData, { recursive: true, mode: 0o700 });
const userData = realpathSync(given.userData);

const mode = readModes(given.mode);
Object.defineProperty(process, 'platform', { value: readPlatform(given.platform) });
provideResources(given.resources);
if (mode.has('portal')) process.env.XDG_SESSION_TYPE = 'wayland';
else delete process.env.XDG_SESSION_TYPE;

process.argv = [process.argv[0] ?? process.execPath, root, ...given.rest];

/** The app's own output and input, where it is used as a command. */
const isCommand = given.stdio === 'app';
if (isCommand) provideInput();
const write = process.stdout.write.bind(process.stdout);
const contactsFile = process.env.CONTACTS_FILE;
const tell = (event: HostEvent): void => {
  if (event.event === 'contact' && contactsFile !== undefined)
    appendFileSync(contactsFile, `${event.host}\n`);
  if (!isCommand) write(`${JSON.stringify(event)}\n`);
};
if (!isCommand)
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;

const manifest = v.parse(
  v.object({ productName: v.string(), version: v.string() }),
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
);
const single = createSingleInstance(userData);
let ending = false;
const exit = (code: number): void => {
  if (ending) return;
  ending = true;
  tell({ event: 'exit', code });
  void single.handedOver().then(() => setImmediate(() => process.exit(code)));
};
const report = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  tell({ event: 'error', message: String(error) });
};
const fatal = (error: unknown): void => {
  report(error);
  exit(1);
};
/** What nobody has handled is the app's where it listens for that, as in Electron (lib/browser/init.ts); else it ends the host. */
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => (process.listenerCount(event) > 1 ? report : fatal)(error));

/** How long an app that shows no window of its own is given before it counts as started. Milliseconds. */
const settle = Number(given.settle ?? 1_000);
let announced = false;
const announce = (): void => {
  if (!announced && !ending) tell({ event: 'ready', url: server.entryUrl() });
  announced = true;
};
/** `ready` comes when the app has started as far as it goes by itself: what it shows at first is told before. */
let loaded = false;
const opened = (window: OpenWindow): void => {
  loaded = true;
  setTimeout(announce, window.visible() ? 0 : settle);
};
const tellInOrder = (event: HostEvent): void => {
  tell(event);
  if (loaded && event.event === 'window' && event.visible) announce();
};

const world = createWorld({
  root,
  product: { name: manifest.productName, version: manifest.version },
  userData,
  args: given.rest,
  mode,
  tell: tellInOrder,
  exit,
  goDown: () => void process.on('exit', () => process.kill(process.pid, 'SIGKILL')),
});
const { electron, doers: parts, hosted, fetch } = createElectron(world, single, opened);
const server = await serve(world, fetch, Number(given.port ?? 0), readPass(process.env.WEBHOST_PASS));
const doers: Doers = {
  ...parts,
  entry: () => tell({ event: 'entry', url: server.entryUrl() }),
};

/** A line that is no command, and a command that cannot be carried out, are answered and change nothing. */
async function obey(line: string): Promise<void> {
  let id: number | undefined;
  try {
    const data: unknown = JSON.parse(line);
    if (v.is(v.object({ id: v.number() }), data)) id = data.id;
    const command: Command = v.parse(commandSchema, data);
    await (doers[command.do] as (command: Command) => void | Promise<void>)(command);
    if (id !== undefined) tell({ event: 'done', id });
  } catch (error) {
    const message = `${String(error)} in ${line.slice(0, 200)}`;
    tell({ event: 'error', message, ...(id === undefined ? {} : { id }) });
  }
}
if (!isCommand) {
  createInterface({ input: process.stdin }).on('line', line => {
    if (line.trim() !== '') void obey(line);
  });
}

/** Asked to end from outside (a signal, a parent that is gone): as from the menu, but not for ever. */
const end = (): void => {
  setTimeout(() => process.exit(1), 5_000).unref();
  electron.app.quit();
};
process.on('SIGINT', end);
process.on('SIGTERM', end);
process.on('disconnect', end);

if (given.clash !== undefined) parts.clash({ do: 'clash', accelerator: given.clash });
installElectron(electron);
const stuck = setTimeout(() => {
  fatal(new Error('the entry module waits for ever: app.whenReady() cannot be awaited at its top level'));
}, 20_000);
await import(pathToFileURL(main).href);
clearTimeout(stuck);
hosted.start();
