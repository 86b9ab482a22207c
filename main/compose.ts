import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, session } from 'electron';
import type { Config } from './config.ts';
import { fail, ok } from './contract/failure.ts';
import type { Snapshot } from './contract/snapshot.ts';
import { createEngine, type Engine } from './engine.ts';
import { createPublisher } from './ipc/publish.ts';
import { serve } from './ipc/server.ts';
import { createLog } from './log.ts';
import { parseProxyAnswer } from './raze/agent.ts';
import { createKeychain } from './secrets/keychain.ts';
import { createAutostart, startedAtLogin } from './shell/autostart.ts';
import { endOnBugs } from './shell/bugs.ts';
import { registerLinks } from './shell/deep-link.ts';
import { askExportPath, tellAlreadyRunning, tellDiskRefuses } from './shell/dialogs.ts';
import { shutDoors } from './shell/guard.ts';
import { setApplicationMenu } from './shell/identity.ts';
import { platformOf } from './shell/language.ts';
import { quitOrderly } from './shell/lifecycle.ts';
import { linkIn } from './shell/link.ts';
import { systemLanguage } from './shell/locale.ts';
import { createNotifier } from './shell/notify.ts';
import { openPage } from './shell/open-page.ts';
import { createPopup } from './shell/popup.ts';
import { watchPower } from './shell/power.ts';
import { pageUrl, serveUi } from './shell/protocol.ts';
import { createShortcut } from './shell/shortcut.ts';
import { applyTheme } from './shell/theme.ts';
import { createTray } from './shell/tray.ts';
import { recentLabel } from './shell/tray-menu.ts';
import type { Visits } from './shell/visits.ts';
import { openInTurn } from './store/open-in-turn.ts';
import { openStore } from './store/store.ts';
import { systemClock, systemRandom } from './usecase/clock.ts';

/** Everything the app is, once Electron is ready. The database is opened first: without it nothing is promised. */
export async function compose(config: Config, visits: Visits): Promise<void> {
  const folder = app.getPath('userData');
  const language = systemLanguage();
  let secrets = (): readonly string[] => [];
  const log = createLog(
    line => process.stderr.write(`${line}\n`),
    Date.now,
    () => secrets(),
  );
  endOnBugs(log);
  const opened = await openInTurn(() => openStore(join(folder, 'quick-stage.db'), Date.now));
  if (!opened.ok) {
    log.warn('database', { trouble: opened.failure.code });
    if (opened.failure.code === 'store-busy') tellAlreadyRunning(language);
    else tellDiskRefuses(folder, language);
    app.exit(1);
    return;
  }
  const store = opened.value;

  shutDoors(log);
  setApplicationMenu();
  const popup = createPopup({
    preload: join(import.meta.dirname, 'preload.cjs'),
    url: pageUrl,
    tell: push => publisher.push('shown', push),
    onShown: () => engine.shown(),
    log,
  });
  const publisher = createPublisher(popup.contents);
  const shortcut = createShortcut(proves => {
    if (proves && popup.isVisible()) publisher.push('hotkey', null);
    else popup.toggle();
  }, log);
  const autostart = createAutostart();
  const languageNow = () => engine.snapshot().language;
  serveUi(join(import.meta.dirname, '..', 'renderer'), languageNow);
  const notifier = createNotifier({
    language: languageNow,
    wanted: () => engine.settings().notifications,
    onOpen: view => popup.show(view),
  });

  const engine: Engine = createEngine({
    store,
    keychain: createKeychain(),
    clock: systemClock,
    random: systemRandom,
    apiUrl: config.apiUrl,
    sampleFile: join(folder, 'sample-data.json'),
    resolveProxy: async url => parseProxyAnswer(await session.defaultSession.resolveProxy(url)),
    log,
    facts: {
      platform: platformOf(process.platform),
      version: app.getVersion(),
      systemLanguage: language,
      canStartAtLogin: autostart.possible,
      hotkeyRegistered: () => shortcut.current() !== null,
    },
    effects: { takeHotkey: shortcut.register, startAtLogin: autostart.set, theme: applyTheme },
    shell: {
      hidePopup: popup.hide,
      resizePopup: popup.resize,
      openPage: (request, pipeline) => openPage(request, pipeline, log),
      saveCsv: async csv => {
        const path = await askExportPath(popup, languageNow());
        if (path === null) return ok(null);
        return writeFile(path, csv).then(
          () => ok({ path }),
          (error: NodeJS.ErrnoException) =>
            fail({ code: error.code === 'ENOSPC' ? 'disk-full' : 'disk-failing' } as const),
        );
      },
    },
    push: publisher.push,
    onReceipt: notifier.notify,
    onChange: snapshot => tray.update(trayState(snapshot)),
  });

  secrets = engine.secrets;

  const trayState = (snapshot: Snapshot) => ({
    language: snapshot.language,
    pending: snapshot.pending,
    needsYou: snapshot.needsYou,
    online: snapshot.network !== 'offline',
    recent: engine.recent(8).map(row => ({ id: row.id, label: recentLabel(row, snapshot.language) })),
    hotkey: shortcut.current(),
  });
  const quit = quitOrderly(
    async () => {
      power.stop();
      notifier.stop();
      shortcut.unregister();
      await engine.stop();
      tray.destroy();
      popup.destroy();
      store.close();
    },
    visits,
    log,
  );
  applyTheme(engine.settings().theme);
  shortcut.register(engine.settings().hotkey);
  const tray = createTray({
    actions: {
      open: () => popup.show(),
      openRecent: id => popup.show('search', { text: id, opportunity: id, stage: null }),
      showPending: () => popup.show('pending'),
      sync: () => void engine.handlers.refresh(null),
      settings: () => popup.show('settings'),
      quit,
    },
    pictures: join(app.getAppPath(), 'assets', 'tray'),
    first: trayState(engine.snapshot()),
    onClick: popup.toggleFromTray,
  });
  const power = watchPower(signal => {
    if (signal === 'suspend') return;
    if (signal === 'offline') engine.offline();
    else engine.wake(signal === 'gap' ? 'resume' : signal);
  });

  serve(engine.handlers, { isOurs: contents => contents === popup.contents(), log });
  registerLinks(log);
  await popup.load();
  if (!power.online()) engine.offline();
  await engine.start();
  const fill = linkIn(process.argv);
  if (fill !== null || !startedAtLogin(process.argv)) popup.greet(fill === null ? null : 'search', fill);
  visits.answerWith(visit => {
    if (visit.kind === 'toggle') popup.toggle();
    else popup.show('search', visit.fill);
  });
}
