import { app, BrowserWindow, nativeTheme } from 'electron';
import { popupWidth } from './placement.ts';

const isMac = process.platform === 'darwin';

/** The background before the page's first frame: the page's own. */
const ground = (): string => (nativeTheme.shouldUseDarkColors ? '#1a1821' : '#ffffff');

/**
 * Makes the popup's window, hidden and empty. `preload` is the absolute path of the bundled preload script. The
 * background follows the theme. Valid after `ready`.
 */
export function createPopupWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Raze Quick Stage',
    width: popupWidth,
    height: 120,
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    backgroundColor: ground(),
    // A panel takes the keys without activating the app, even above another app's full-screen space.
    ...(isMac ? { type: 'panel' } : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Keeps the hidden page painted, so that the first frame after the hotkey is the current one.
      backgroundThrottling: false,
      devTools: !app.isPackaged,
    },
  });
  // Without `skipTransformProcessType` the call would bring the Dock icon back.
  if (isMac) {
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  }
  const repaint = (): void => window.setBackgroundColor(ground());
  nativeTheme.on('updated', repaint);
  window.on('closed', () => nativeTheme.removeListener('updated', repaint));
  return window;
}
