import { join } from 'node:path';
import { app } from 'electron';
import { createListener } from './automation/listener.ts';
import type { Config } from './config.ts';
import { createDesktop } from './desktop.ts';
import { addressHere, createElectronEngine, databaseIn, policyHere } from './electron-engine.ts';
import { serve } from './ipc/server.ts';
import { createLog } from './log/log.ts';
import { eraseLog, openLogFile } from './log/log-file.ts';
import { warm } from './search/warm.ts';
import { startedAtLogin } from './shell/desktop/autostart.ts';
import { type Introduced, setApplicationMenu } from './shell/desktop/identity.ts';
import { platformOf } from './shell/desktop/platform.ts';
import { watchPower } from './shell/desktop/power.ts';
import { tell } from './shell/dialogs.ts';
import { endOnBugs } from './shell/lifecycle/bugs.ts';
import { quitOrderly } from './shell/lifecycle/lifecycle.ts';
import type { Visits } from './shell/lifecycle/visits.ts';
import { linkIn } from './shell/links/link.ts';
import { registerLinks } from './shell/links/register-links.ts';
import { shutDoors } from './shell/page/guard.ts';
import { openInTurn } from './store/open-in-turn.ts';
import { openStore } from './store/store.ts';

/** Builds the whole app once Electron is ready. The database is opened first: without it nothing is promised. */
export async function compose(config: Config, visits: Visits, introduced: Introduced): Promise<void> {
  const folder = app.getPath('userData');
  const log = createLog(
    [line => process.stderr.write(`${line}\n`), openLogFile(join(folder, 'logs'))],
    Date.now,
  );
  endOnBugs(log);
  log.info('started', {
    version: app.getVersion(),
    platform: platformOf(process.platform),
    packaged: app.isPackaged,
  });
  const found = policyHere(config, log);
  const { policy } = found;
  const address = addressHere(config, policy);
  if (!address.ok) {
    tell(say => say.badApiAddress(address.failure.address));
    app.exit(1);
    return;
  }
  const opened = await openInTurn(() => openStore(databaseIn(folder), Date.now));
  if (!opened.ok) {
    log.warn('database', { trouble: opened.failure.code });
    const isBusy = opened.failure.code === 'store-busy';
    tell(say => (isBusy ? say.alreadyRunning : say.diskRefuses(folder)));
    app.exit(1);
    return;
  }
  const store = opened.value;

  shutDoors(log);
  setApplicationMenu();
  const desktop = createDesktop({ folder, bundles: import.meta.dirname, policy, engine: () => engine, log });
  const { part, popup, updates, autostart } = desktop;
  const engine = createElectronEngine({
    ...part,
    folder,
    apiUrl: address.value,
    store,
    ...found,
    log,
    effects: { ...part.effects, automation: allows => void listener.allow(allows) },
    shell: {
      ...part.shell,
      eraseOwn: async () => {
        const { automation, startAtLogin } = engine.settings();
        // A policy may want both.
        const entry = startAtLogin ? null : autostart.entry();
        const left = [
          ...(entry === null ? [] : [entry]),
          ...(await listener.renew(automation)),
          ...(await updates.erase()),
          ...eraseLog(join(folder, 'logs')),
        ];
        log.forget();
        log.info('erased', { version: app.getVersion(), left: left.length });
        return left;
      },
    },
  });
  const listener = createListener({ folder, answer: engine.asked, log });

  const ending = quitOrderly({
    drain: async () => {
      power.stop();
      desktop.stop();
      await listener.stop();
      await engine.stop();
      desktop.destroy();
      store.close();
      await desktop.keychainAnswers();
    },
    updates,
    visits,
    log,
  });
  desktop.open({ isNewHere: introduced.isNewHere, quit: ending.quit });
  const power = watchPower(signal => {
    if (signal === 'suspend') return;
    if (signal === 'shutdown') ending.sessionEnds();
    else if (signal === 'offline') engine.offline();
    else engine.wake(signal === 'gap' ? 'resume' : signal);
    updates.woke();
  });

  serve(engine.handlers, { isOurs: contents => contents === popup.contents(), log });
  registerLinks(log);
  await popup.load();
  // Somebody may quit an app that is still starting; the database is closed then.
  if (ending.hasBegun()) return;
  if (!power.online()) engine.offline();
  if (config.warmsUp) void warmUp();
  await engine.start();
  if (ending.hasBegun()) return;
  await listener.allow(engine.settings().automation);
  updates.start();
  const fill = linkIn(process.argv);
  if (fill !== null || !startedAtLogin(process.argv)) popup.greet(fill === null ? null : 'search', fill);
  visits.answerWith(visit => {
    if (visit.kind === 'toggle') popup.toggle();
    else popup.show('search', visit.fill);
  });
}

/** Lets V8 compile the search before the first keystroke; other work runs in between. */
async function warmUp(): Promise<void> {
  for (const _ of warm()) await new Promise(resolve => setImmediate(resolve));
}
