import { app } from 'electron';
import type { Request } from '../contract/calls.ts';
import type { HotkeyName, Settings } from '../contract/settings.ts';
import type { ToggleLine } from '../contract/snapshot.ts';
import type { Log } from '../log/log.ts';
import { isKnownToDesktop, isWayland } from './desktop/wayland.ts';
import type { HotkeyAnswer } from './hotkey/hotkeys.ts';
import { createShortcuts } from './hotkey/shortcut.ts';
import { toggleLines } from './hotkey/toggle-lines.ts';
import type { createTrayPopup } from './popup/popup.ts';

export interface PopupHotkeyDeps {
  readonly popup: ReturnType<typeof createTrayPopup>;
  readonly openWithClipboard: () => void;
  /** A newly chosen hotkey was pressed, so it works. The page says so where it shows it. */
  readonly proven: () => void;
  readonly onNews: () => void;
  readonly log: Log;
}

/** How long a desktop may take to notice the file of an AppImage that it has not known, in milliseconds. */
const noticesWithin = 3_000;

/** The hotkeys of the popup on this system: what they open, and when the popup stays for them. Valid after `ready`. */
export function createPopupHotkeys({ popup, openWithClipboard, proven, onNews, log }: PopupHotkeyDeps) {
  const ozone = app.commandLine.getSwitchValue('ozone-platform');
  const wayland = process.platform === 'linux' && isWayland(process.env, ozone);
  const open = (name: HotkeyName): void => {
    if (name === 'hotkey') popup.toggle();
    else openWithClipboard();
  };
  const shortcuts = createShortcuts({
    answer: answerOn(wayland),
    onPress: (name, proves) => {
      popup.stayNoLonger('consent');
      if (!proves || !popup.isVisible()) open(name);
      if (proves) proven();
    },
    onNews,
    log,
  });
  /** A Wayland desktop may ask its user about a hotkey that it does not know yet. */
  const take = (name: HotkeyName, accelerator: string, chosen = true) => {
    if (wayland) popup.stay('consent');
    return shortcuts.register(name, accelerator, chosen);
  };

  return {
    take,
    drop: shortcuts.drop,
    dropAll: shortcuts.dropAll,
    state: shortcuts.state,
    offers: shortcuts.offers,
    current: shortcuts.current,
    /** Takes the hotkeys of the settings. `isNewHere`: the desktop has only just got to know the app, and is asked once more. */
    start({ hotkey, clipboardHotkey }: Settings, isNewHere: boolean): void {
      take('hotkey', hotkey, false);
      if (clipboardHotkey !== null) take('clipboardHotkey', clipboardHotkey, false);
      if (isNewHere) setTimeout(shortcuts.askAgain, noticesWithin).unref();
    },
    /** What the page is entering. The popup stays for it, and a hotkey that is recorded does not fire meanwhile. */
    entering(what: Request<'popup.entering'>['what']): void {
      if (what === 'nothing') popup.stayNoLonger('entering');
      else popup.stay('entering');
      shortcuts.suspend(what === 'hotkey');
    },
    /** Lines for the desktop's own settings. None where a global hotkey needs nobody's consent. */
    toggleLines(hotkey: string): ToggleLine[] {
      const program = process.env.APPIMAGE || process.execPath;
      // Electron from sources is told the app's folder.
      const words = app.isPackaged ? [program] : [program, app.getAppPath()];
      return wayland ? toggleLines(process.env.XDG_CURRENT_DESKTOP ?? '', words, hotkey) : [];
    },
  };
}

/** What the system's yes to a hotkey is worth. */
function answerOn(wayland: boolean): HotkeyAnswer {
  if (wayland) return isKnownToDesktop(process.env) ? 'open' : 'worthless';
  return process.platform === 'darwin' ? 'open' : 'counts';
}
