import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { startSandbox } from '../../main/sandbox/sandbox.ts';
import { root } from '../setup/paths.mjs';
import { say } from '../setup/run.mjs';
import { dataDirFor } from '../start/web-host.mjs';
import { inElectron, inWebHost } from './apps.mjs';

/**
 * `--web`: in the web host. `--dialect status|stage_id|documented`: what the server speaks (documented: the product's sandbox; the
 * others: the tests' stand-in for the deployed server, which forgets what was moved). `--user-data-dir DIR`: the data of the app
 * and of the sandbox, kept between runs. `--inspect`: a debugger can attach to the main process, at port 9229. `RAZE_API_URL` in
 * the environment: that API, and no sandbox. A change of the sandbox itself needs `npm run dev` anew. Everything else is the
 * app's.
 */
const { values, tokens } = parseArgs({
  options: {
    web: { type: 'boolean', default: false },
    dialect: { type: 'string', default: 'documented' },
    inspect: { type: 'boolean', default: false },
    'user-data-dir': { type: 'string', default: dataDirFor('dev') },
  },
  strict: false,
  tokens: true,
});
const own = ['web', 'dialect', 'inspect', 'user-data-dir'];
const forApp = tokens.flatMap(token =>
  token.kind === 'option' && !own.includes(token.name) && token.inlineValue !== false
    ? [token.value === undefined ? token.rawName : `${token.rawName}=${token.value}`]
    : [],
);
const folder = String(values['user-data-dir']);
mkdirSync(folder, { recursive: true, mode: 0o700 });

/** At one port where that is free, so that the key that was entered once is known again. */
async function openServer() {
  const { dialect } = values;
  const file = join(folder, 'sandbox-documented.json');
  const start =
    dialect === 'documented'
      ? startSandbox
      : (await import('../../test/support/servers/server.ts')).startServer;
  const open = at => start({ ...at, file, dialect });
  const server = await open({ port: 47_290 }).catch(() => open({}));
  say(`  The server at ${server.url} speaks ${dialect}. Its key: ${server.key}`);
  return server;
}
const apiUrl = process.env.RAZE_API_URL || (await openServer()).url;

const start = values.web ? inWebHost : inElectron;
const args = [`--user-data-dir=${folder}`, ...forApp];
/** @type {ReturnType<typeof start> | null} */
let app = null;
let turn = Promise.resolve();

const stop = async () => {
  const stopped = app;
  app = null;
  stopped?.quit();
  await stopped?.ended;
};
const end = () => stop().then(() => process.exit(0));

/** The app anew: after a change of main or the preload script. One after the other, so that no two share the data. */
function restart() {
  turn = turn.then(async () => {
    await stop();
    const mine = start(args, { RAZE_API_URL: apiUrl }, values.inspect ? ['--inspect'] : []);
    app = mine;
    void mine.ended.then(code => {
      if (app !== mine) return;
      app = null;
      if (code === 0) void end();
      else say(`✗ The app ended with ${code}; it starts again with the next change.`);
    });
  });
}

/** What is not built yet: the app starts once it has all parts. */
const unbuilt = new Set(['main', 'preload', 'renderer']);

function built(part) {
  unbuilt.delete(part);
  if (unbuilt.size > 0) return;
  const open = part === 'renderer' ? app : null;
  if (open === null) restart();
  else open.reload();
  say(`  ${part}: ${open === null ? 'the app starts' : 'the page loads anew'}`);
}

for (const part of [...unbuilt]) {
  const watcher = await build({
    configFile: join(root, `vite.${part}.config.ts`),
    logLevel: 'silent',
    // The page's own files are all that it may load: the map is in the script.
    build: { watch: {}, minify: false, sourcemap: 'inline' },
  });
  if (!('on' in watcher)) throw new Error('A build that watches');
  watcher.on('event', event => {
    if (event.code === 'ERROR') say(`✗ ${part}: ${event.error.message}`);
    if (event.code !== 'BUNDLE_END') return;
    void event.result?.close?.();
    built(part);
  });
}

if (process.stdin.isTTY) createInterface({ input: process.stdin }).on('line', () => app?.press());
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
process.once('disconnect', () => void end());
