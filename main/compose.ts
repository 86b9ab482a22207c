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
import { openLogFile } from './log/log-file.ts';
import { parseProxyAnswer } from './raze/http/agent.ts';
import { warm } from './search/warm.ts';
import { createKeychain } from './secrets/keychain.ts';
import { createAutostart, startedAtLogin } from './shell/desktop/autostart.ts';
import { setApplicationMenu } from './shell/desktop/identity.ts';
import { machineFacts } from './shell/desktop/machine.ts';
import { platformOf } from './shell/desktop/platform.ts';
import { watchPower } from './shell/desktop/power.ts';
import { askExportPath, tell } from './shell/dialogs.ts';
import { createShortcuts } from './shell/hotkey/shortcut.ts';
import { endOnBugs } from './shell/lifecycle/bugs.ts';
import { quitOrderly } from './shell/lifecycle/lifecycle.ts';
import type { Visits } from './shell/lifecycle/visits.ts';
import { linkIn } from './shell/links/link.ts';
import { openFolder, openPage } from './shell/links/open-page.ts';
import { registerLinks } from './shell/links/register-links.ts';
import { createNotifier } from './shell/notifications/notifier.ts';
import { shutDoors } from './shell/page/guard.ts';
import { pageUrl, serveUi } from './shell/page/protocol.ts';
import { createTrayPopup } from './shell/popup/popup.ts';
import { createTray } from './shell/tray/tray.ts';
import { recentLabel } from './shell/tray/tray-menu.ts';
import { createProgramUpdates } from './shell/updates/program-updates.ts';
import { systemFormatLocale, systemLanguage } from './shell/words/locale.ts';
import { openInTurn } from './store/open-in-turn.ts';
import { openStore } from './store/store.ts';
import { systemClock, systemRandom } from './usecase/clock.ts';

/** Builds the whole app once Electron is ready. The database is opened first: without it nothing is promised. */
export async function compose(config: Config, visits: Visits): Promise<void> {
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
    onShown: () => engine.shown(),
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
  const shortcuts = createShortcuts((name, proves) => {
    if (proves && popup.isVisible()) publish('hotkey', null);
    else if (name === 'hotkey') popup.toggle();
    else void openWithClipboard();
  }, log);
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
  });

  const updates = createProgramUpdates({
    // What an administrator sets for this computer is asked here.
    isForbidden: () => false,
    choice: () => engine.settings().updates,
    isSending: () => engine.isSending(),
    onChange: () => engine.changed(),
    log,
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
      formatLocale: systemFormatLocale(),
      canStartAtLogin: autostart.possible,
      isRegistered: name => shortcuts.current(name) !== null,
      update: updates.view,
    },
    effects: {
      takeHotkey: shortcuts.register,
      dropHotkey: shortcuts.drop,
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
      // https://www.electronjs.org/docs/latest/api/clipboard
      copy: text => clipboard.writeText(text),
      machine: machineFacts,
      showLogs: () => openFolder(join(folder, 'logs'), log),
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
    hotkey: shortcuts.current('hotkey'),
    update: snapshot.update.state === 'ready' ? snapshot.update.version : null,
  });
  const quit = quitOrderly(
    async () => {
      power.stop();
      updates.stop();
      notifier.stop();
      shortcuts.dropAll();
      await listener.stop();
      await engine.stop();
      tray.destroy();
      popup.destroy();
      store.close();
    },
    updates,
    visits,
    log,
  );
  applyTheme(engine.settings().theme);
  const { hotkey, clipboardHotkey } = engine.settings();
  shortcuts.register('hotkey', hotkey, false);
  if (clipboardHotkey !== null) shortcuts.register('clipboardHotkey', clipboardHotkey, false);
  const tray = createTray({
    actions: {
      open: () => popup.show(),
      openRecent: id => popup.show('search', { text: id, opportunity: id, stage: null }),
      showPending: () => popup.show('pending'),
      sync: () => void engine.handlers.refresh(null),
      settings: () => popup.show('settings'),
      restart: updates.restart,
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
    updates.woke();
  });

  serve(engine.handlers, { isOurs: contents => contents === popup.contents(), log });
  registerLinks(log);
  await popup.load();
  if (!power.online()) engine.offline();
  if (config.warmsUp) void warmUp();
  await engine.start();
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
