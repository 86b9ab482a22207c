import { join } from 'node:path';
import { clipboard, nativeTheme } from 'electron';
import type { Settings } from './contract/settings.ts';
import type { ElectronEngineDeps } from './electron-engine.ts';
import type { Engine } from './engine.ts';
import { createPublisher } from './ipc/publish.ts';
import type { KeptLog } from './log/log.ts';
import type { Policy } from './policy/policy.ts';
import { createKeychain } from './secrets/keychain.ts';
import { createAutostart } from './shell/desktop/autostart.ts';
import { machineFacts } from './shell/desktop/machine.ts';
import { createAddressQuestion, saveCsv } from './shell/dialogs.ts';
import { openFolder, openPage } from './shell/links/open-page.ts';
import { pageUrl, serveUi } from './shell/page/protocol.ts';
import { createTrayPopup } from './shell/popup/popup.ts';
import { createPopupHotkeys } from './shell/popup-hotkeys.ts';
import { createTrayNotices } from './shell/tray-notices.ts';
import { createProgramUpdates } from './shell/updates/program-updates.ts';

export interface DesktopDeps {
  /** The user's folder of data. */
  readonly folder: string;
  /** The folder of the bundles: the preload script stands in it, the page beside it. */
  readonly bundles: string;
  readonly policy: Policy;
  /** The engine, which is made of what stands here, and is asked only once it is there. */
  readonly engine: () => Engine;
  readonly log: KeptLog;
}

/** What of the engine is the desktop's. */
type DesktopPart = Pick<ElectronEngineDeps, 'facts' | 'push' | 'onReceipt' | 'onChange' | 'keychain'> & {
  readonly effects: Omit<ElectronEngineDeps['effects'], 'automation'>;
  readonly shell: Omit<ElectronEngineDeps['shell'], 'eraseOwn'>;
};

/**
 * Puts the desktop's parts together: popup, hotkeys, tray, notifications, newer versions and start at login. Nobody sees any of it before
 * `open`. Valid after `ready`.
 */
export function createDesktop({ folder, bundles, policy, engine, log }: DesktopDeps) {
  const languageNow = () => engine().snapshot().language;
  const popup = createTrayPopup({
    preload: join(bundles, 'preload.cjs'),
    url: pageUrl,
    tell: push => publish('shown', push),
    onShown: () => {
      notices.popupShown();
      addressQuestion.popupShown();
      engine().shown();
    },
    onLeft: () => hotkeys.entering('nothing'),
    log,
  });
  const addressQuestion = createAddressQuestion(popup, languageNow);
  const publish = createPublisher(popup.contents);
  /** Opens the popup with what the clipboard holds, as far as that may be searched for. It is read at this key only. */
  const openWithClipboard = async (): Promise<void> => {
    // https://www.electronjs.org/docs/latest/api/clipboard
    const text = engine().offer(await clipboard.readText().catch(() => ''));
    if (text === null) popup.toggle();
    else popup.show('search', { text, opportunity: null, stage: null });
  };
  const hotkeys = createPopupHotkeys({
    popup,
    openWithClipboard: () => void openWithClipboard(),
    proven: () => publish('hotkey', null),
    onNews: () => engine().changed(),
    log,
  });
  const autostart = createAutostart();
  /** The page sees it as `prefers-color-scheme`; dialogs and menus follow it too. */
  const applyTheme = (theme: Settings['theme']): void => {
    nativeTheme.themeSource = theme;
  };
  serveUi(join(bundles, '..', 'renderer'), languageNow);

  const notices = createTrayNotices({
    popup,
    hotkeys,
    snapshot: () => engine().snapshot(),
    recent: limit => engine().recent(limit),
  });
  const updates = createProgramUpdates({
    isForbidden: () => policy.updates === 'off',
    choice: () => engine().settings().updates,
    isSending: () => engine().isSending(),
    onChange: () => engine().changed(),
    log,
  });

  let keychainAnswers = Promise.withResolvers<void>();
  keychainAnswers.resolve();
  const keychain = createKeychain({
    onCall: isRunning => {
      if (isRunning) {
        keychainAnswers = Promise.withResolvers();
        popup.stay('keychain');
      } else {
        keychainAnswers.resolve();
        popup.stayNoLonger('keychain');
      }
    },
  });

  const part: DesktopPart = {
    keychain,
    facts: {
      canStartAtLogin: autostart.possible,
      update: updates.view,
      hotkeyState: hotkeys.state,
      hotkeyOffers: hotkeys.offers,
      toggleLines: () => hotkeys.toggleLines(engine().settings().hotkey),
    },
    effects: {
      takeHotkey: hotkeys.take,
      dropHotkey: hotkeys.drop,
      startAtLogin: autostart.set,
      theme: applyTheme,
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
      openPage: (...asked) => openPage(...asked, log),
      askAddress: addressQuestion.ask,
      saveCsv: csv => saveCsv(popup, languageNow(), csv),
    },
    push: publish,
    onReceipt: notices.notify,
    onChange: snapshot => {
      notices.update(snapshot);
      updates.outboxChanged();
    },
  };

  return {
    part,
    popup,
    updates,
    autostart,
    /** Puts up the tray and takes the hotkeys. `isNewHere`: the desktop has only just got to know the app. */
    open({ isNewHere, quit }: { readonly isNewHere: boolean; readonly quit: () => void }): void {
      applyTheme(engine().settings().theme);
      hotkeys.start(engine().settings(), isNewHere);
      notices.open({ sync: () => void engine().handlers.refresh(null), restart: updates.restart, quit });
    },
    /** Begins no more, and lets the hotkeys go. */
    stop(): void {
      updates.stop();
      notices.stop();
      hotkeys.dropAll();
    },
    /** Takes tray and popup down. */
    destroy(): void {
      notices.destroy();
      popup.destroy();
    },
    /** Settles when no call to the keychain is under way. */
    keychainAnswers: () => keychainAnswers.promise,
  };
}
