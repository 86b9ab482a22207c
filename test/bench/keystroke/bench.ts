import { benchOptions } from '../../../script/setup/options.mjs';
import { startScene } from '../../e2e/scene.ts';
import { launchBrowser } from '../../support/browser.ts';
import { commandLine } from '../../support/proof/command-line.ts';
import { latencyOf, medianOf, percentile, rounded } from '../search/measure.ts';
import { people } from '../search/people.ts';
import { typed } from '../search/typed.ts';
import { watchStolen } from '../stolen.ts';
import { bareCalls, press, type Timed, wind } from './stopwatch.ts';

/**
 * What a person sees: the built app in the web host, its popup in real Chromium, one key after the other. Beside it
 * what a call across the bridge takes that asks for the same twenty rows and searches for nothing: in the web host that
 * is a socket and a process more than in Electron.
 * `--size N` opportunities (100,000), `--json` one line for machines.
 */
const { values } = commandLine('bench -- keystroke', benchOptions.keystroke);
const size = Number(values.size);
/** The list is pulled page by page before anything is measured. */
const patience = 10 * 60_000;
const passes = 3;

const browser = await launchBrowser();
const scene = await startScene({ browser, keychain: 'none', server: { count: 1, limit: 1_000_000 } });
try {
  await fill();
  await scene.signIn();
  await arrived();
  const stolen = watchStolen();
  const keys = await type();
  const figures = {
    size,
    keystrokes: keys.length,
    ...percentiles('dom', keys),
    ...percentiles('paint', keys),
    ...(await bridge()),
    stolen_percent: stolen(),
  };
  console.log(values.json ? JSON.stringify(figures) : figures);
} finally {
  await scene.end();
  await browser.close();
}

/** The server gets the same made-up people that the search is measured with. */
async function fill(): Promise<void> {
  const [model] = scene.server.book.all();
  if (model === undefined) throw new Error('the sandbox is empty');
  const { won, lost } = { won: 'won', lost: 'lost' };
  people(size).forEach(({ id, name, company, email, phone, status }, at) => {
    const stage = status === 'open' ? 'negotiation' : status === 'won' ? won : lost;
    scene.server.book.put({
      ...model,
      id,
      name,
      company,
      email,
      phone,
      stage,
      updatedAt: model.updatedAt - at,
    });
  });
}

async function arrived(): Promise<void> {
  await scene.page.waitForFunction(
    async () => {
      const bridge = Reflect.get(window, 'bridge') as import('../../../main/contract/bridge.ts').Bridge;
      const reply = await bridge.call('session.get', null);
      if (!reply.ok) return false;
      const { phase, known, total } = reply.value.directory;
      return phase === 'idle' && known > 0 && known === total;
    },
    null,
    { timeout: patience, polling: 500 },
  );
}

/** Every text a few times, after a first time that is for the compilers on both sides: of each key, the median. */
async function type(): Promise<readonly Timed[]> {
  const { page, box } = scene;
  await wind(page);
  const all: Timed[][] = [];
  for (let pass = 0; pass <= passes; pass++) {
    let at = 0;
    for (const { text } of typed) {
      await box.fill('');
      for (const key of text) {
        const timed = await press(page, key);
        if (pass > 0) all[at] = [...(all[at] ?? []), timed];
        at++;
      }
    }
  }
  const middle = (times: readonly Timed[], what: keyof Timed): number =>
    medianOf(Float64Array.from(times, timed => timed[what]));
  return all.map(times => ({ dom: middle(times, 'dom'), paint: middle(times, 'paint') }));
}

async function bridge(): Promise<Record<string, number>> {
  const { p50_ms, p95_ms } = latencyOf(Float64Array.from(await bareCalls(scene.page, 200)));
  return { bridge_p50_ms: p50_ms, bridge_p95_ms: p95_ms };
}

function percentiles(what: keyof Timed, keys: readonly Timed[]): Record<string, number> {
  const samples = Float64Array.from(keys, key => key[what]);
  const { p50_ms, p95_ms } = latencyOf(samples);
  return {
    [`${what}_p50_ms`]: p50_ms,
    [`${what}_p95_ms`]: p95_ms,
    [`${what}_max_ms`]: rounded(percentile(samples.sort(), 1)),
  };
}
