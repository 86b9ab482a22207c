import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, clipboard, nativeTheme, session } from 'electron';
import { createListener } from './automation/listener.ts';
import type { Config } from './config.ts';
import { fail, ok } from './contract/failure.ts';
import type { Settings } from './contract/settings.ts';
import type { Snapshot } from './contract/snapshot.ts';
import { createEngine, type Engine } from './engine.ts';
import { createPublisher } from './ipc/publish.ts';
import { serve } from './ipc/server.ts';
import { createLog } from './log/log.ts';
import { eraseLog, openLogFile } from './log/log-file.ts';
import { loadPolicy } from './policy/sources.ts';
import { parseProxyAnswer } from './raze/http/agent.ts';
import { warm } from './search/warm.ts';
import { createKeychain } from './secrets/keychain.ts';
import { createAutostart, startedAtLogin } from './shell/desktop/autostart.ts';
import { type Introduced, setApplicationMenu } from './shell/desktop/identity.ts';
import { machineFacts } from './shell/desktop/machine.ts';
import { platformOf } from './shell/desktop/platform.ts';
import { watchPower } from './shell/desktop/power.ts';
import { askExportPath, tell } from './shell/dialogs.ts';
import { endOnBugs } from './shell/lifecycle/bugs.ts';
import { quitOrderly } from './shell/lifecycle/lifecycle.ts';
import type { Visits } from './shell/lifecycle/visits.ts';
import { linkIn } from './shell/links/link.ts';
import { openFolder, openPage } from './shell/links/open-page.ts';
import { registerLinks } from './shell/links/register-links.ts';
import type { SystemNotice } from './shell/notifications/notices.ts';
import { createNotifier } from './shell/notifications/notifier.ts';
import { shutDoors } from './shell/page/guard.ts';
import { pageUrl, serveUi } from './shell/page/protocol.ts';
import { createTrayPopup } from './shell/popup/popup.ts';
import { createPopupHotkeys } from './shell/popup-hotkeys.ts';
import { createTray } from './shell/tray/tray.ts';
import { recentLabel } from './shell/tray/tray-menu.ts';
import { createProgramUpdates } from './shell/updates/program-updates.ts';
import { systemFormatLocale, systemLanguage } from './shell/words/locale.ts';
import { openInTurn } from './store/open-in-turn.ts';
import { openStore } from './store/store.ts';
import { systemClock, systemRandom } from './usecase/clock.ts';

/** How many notices that no notification has told stand in the tray's menu, the newest ones. */
const mostUntold = 3;

/** Builds the whole app once Electron is ready. The database is opened first: without it nothing is promised. */
export async function compose(config: Config, visits: Visits, introduced: Introduced): Promise<void> {
  const folder = app.getPath('userData');
  const language = systemLanguage();
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
  const policy = loadPolicy(app.isPackaged ? null : config.policyFile, log);
  const opened = await openInTurn(() => openStore(join(folder, 'quick-stage.db'), Date.now));
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
  const popup = createTrayPopup({
    preload: join(import.meta.dirname, 'preload.cjs'),
    url: pageUrl,
    tell: push => publish('shown', push),
    onShown: () => {
      if (untold.length > 0) tellInTray([]);
      engine.shown();
    },
    onLeft: () => hotkeys.entering('nothing'),
    log,
  });
  const publish = createPublisher(popup.contents);
  /** Opens the popup with what the clipboard holds, as far as that may be searched for. It is read at this key only. */
  const openWithClipboard = async (): Promise<void> => {
    // https://www.electronjs.org/docs/latest/api/clipboard
    const text = engine.offer(await clipboard.readText().catch(() => ''));
    if (text === null) popup.toggle();
    else popup.show('search', { text, opportunity: null, stage: null });
  };
  const hotkeys = createPopupHotkeys({
    popup,
    openWithClipboard: () => void openWithClipboard(),
    proven: () => publish('hotkey', null),
    onNews: () => engine.changed(),
    log,
  });
  const autostart = createAutostart();
  /** The page sees it as `prefers-color-scheme`; dialogs and menus follow it too. */
  const applyTheme = (theme: Settings['theme']): void => {
    nativeTheme.themeSource = theme;
  };
  const languageNow = () => engine.snapshot().language;
  serveUi(join(import.meta.dirname, '..', 'renderer'), languageNow);
  const notifier = createNotifier({
    language: languageNow,
    wanted: () => engine.settings().notifications,
    onOpen: view => popup.show(view),
    untold: notice => tellInTray([...untold, notice].slice(-mostUntold)),
  });
  let untold: readonly SystemNotice[] = [];
  const tellInTray = (notices: readonly SystemNotice[]): void => {
    untold = notices;
    tray.update(trayState(engine.snapshot()));
  };

  const updates = createProgramUpdates({
    isForbidden: () => policy.updates === 'off',
    choice: () => engine.settings().updates,
    isSending: () => engine.isSending(),
    onChange: () => engine.changed(),
    log,
  });

  let keychainAnswers = Promise.withResolvers<void>();
  keychainAnswers.resolve();
  const engine: Engine = createEngine({
    store,
    keychain: createKeychain({
      onCall: isRunning => {
        if (isRunning) {
          keychainAnswers = Promise.withResolvers();
          popup.stay('keychain');
        } else {
          keychainAnswers.resolve();
          popup.stayNoLonger('keychain');
        }
      },
    }),
    clock: systemClock,
    random: systemRandom,
    policy,
    apiUrl: config.apiUrl,
    sampleFile: join(folder, 'sample-data.json'),
    resolveProxy: async url => parseProxyAnswer(await session.defaultSession.resolveProxy(url)),
    log,
    facts: {
      platform: platformOf(process.platform),
      version: app.getVersion(),
      systemLanguage: language,
      formatLocale: systemFormatLocale(),
      canStartAtLogin: autostart.possible,
      update: updates.view,
      hotkeyState: hotkeys.state,
      hotkeyOffers: hotkeys.offers,
      toggleLines: () => hotkeys.toggleLines(engine.settings().hotkey),
    },
    effects: {
      takeHotkey: hotkeys.take,
      dropHotkey: hotkeys.drop,
      startAtLogin: autostart.set,
      theme: applyTheme,
      automation: allows => void listener.allow(allows),
      updates: updates.choiceChanged,
    },
    shell: {
      hidePopup: popup.hide,
      resizePopup: popup.resize,
      propose: popup.propose,
      updates,
      entering: hotkeys.entering,
      // https://www.electronjs.org/docs/latest/api/clipboard
      copy: text => clipboard.writeText(text),
      machine: () => machineFacts(),
      showLogs: () => openFolder(join(folder, 'logs'), log),
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
      openPage: (...asked) => openPage(...asked, log),
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
    push: publish,
    onReceipt: notifier.notify,
    onChange: snapshot => {
      tray.update(trayState(snapshot));
      updates.outboxChanged();
    },
  });

  const listener = createListener({ folder, answer: engine.asked, log });

  const trayState = (snapshot: Snapshot) => ({
    language: snapshot.language,
    pending: snapshot.pending,
    needsYou: snapshot.needsYou,
    online: snapshot.network !== 'offline',
    recent: engine.recent(8).map(row => ({ id: row.id, label: recentLabel(row, snapshot.language) })),
    update: snapshot.update.state === 'ready' ? snapshot.update.version : null,
    hotkey: hotkeys.state('hotkey') === 'off' ? null : hotkeys.current('hotkey'),
    untold,
  });
  const ending = quitOrderly({
    drain: async () => {
      power.stop();
      updates.stop();
      notifier.stop();
      hotkeys.dropAll();
      await listener.stop();
      await engine.stop();
      tray.destroy();
      popup.destroy();
      store.close();
      await keychainAnswers.promise;
    },
    updates,
    visits,
    log,
  });
  applyTheme(engine.settings().theme);
  hotkeys.start(engine.settings(), introduced.isNewHere);
  const tray = createTray({
    actions: {
      open: () => popup.show(),
      openUntold: view => popup.show(view),
      openRecent: id => popup.show('search', { text: id, opportunity: id, stage: null }),
      showPending: () => popup.show('pending'),
      sync: () => void engine.handlers.refresh(null),
      settings: () => popup.show('settings'),
      restart: updates.restart,
      quit: ending.quit,
    },
    pictures: join(app.getAppPath(), 'assets', 'tray'),
    first: trayState(engine.snapshot()),
    onClick: popup.toggleFromTray,
  });
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
