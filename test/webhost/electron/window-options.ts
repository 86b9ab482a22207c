import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import * as v from 'valibot';

const flag = v.exactOptional(v.boolean());
const length = v.exactOptional(v.number());
const text = v.exactOptional(v.string());
/** Only the safe value may be written down. */
const must = (value: boolean) => v.exactOptional(v.literal(value));

/** The preferences the stand-in knows. What would weaken the page's isolation is refused, not ignored. */
const webPreferences = {
  preload: text,
  contextIsolation: must(true),
  sandbox: must(true),
  webSecurity: must(true),
  nodeIntegration: must(false),
  nodeIntegrationInWorker: must(false),
  nodeIntegrationInSubFrames: must(false),
  allowRunningInsecureContent: must(false),
  experimentalFeatures: must(false),
  webviewTag: must(false),
  plugins: must(false),
  navigateOnDragDrop: must(false),
  backgroundThrottling: flag,
  spellcheck: flag,
  devTools: flag,
  safeDialogs: flag,
  disableDialogs: flag,
  enableWebSQL: must(false),
  webgl: flag,
  zoomFactor: length,
  defaultEncoding: text,
  autoplayPolicy: text,
  accessibleTitle: text,
} satisfies { [K in keyof WebPreferences]: v.GenericSchema };

const options = {
  name: text,
  title: text,
  width: length,
  height: length,
  minWidth: length,
  minHeight: length,
  maxWidth: length,
  maxHeight: length,
  x: length,
  y: length,
  center: flag,
  useContentSize: flag,
  show: flag,
  frame: flag,
  transparent: flag,
  backgroundColor: text,
  hasShadow: flag,
  roundedCorners: flag,
  thickFrame: flag,
  resizable: flag,
  movable: flag,
  minimizable: flag,
  maximizable: flag,
  closable: flag,
  focusable: flag,
  fullscreen: must(false),
  fullscreenable: flag,
  alwaysOnTop: flag,
  skipTaskbar: flag,
  hiddenInMissionControl: flag,
  acceptFirstMouse: flag,
  autoHideMenuBar: flag,
  icon: v.exactOptional(v.any()),
  type: v.exactOptional(
    v.picklist(['panel', 'toolbar', 'splash', 'notification', 'desktop', 'dock', 'normal', 'utility']),
  ),
  titleBarStyle: text,
  vibrancy: text,
  visualEffectState: text,
  backgroundMaterial: text,
  accentColor: v.exactOptional(v.union([v.boolean(), v.string()])),
  webPreferences: v.exactOptional(v.strictObject(webPreferences)),
} satisfies { [K in keyof BrowserWindowConstructorOptions]: v.GenericSchema };

/** Every option a window may be made with here; anything else throws. */
export const windowOptions = v.strictObject(options);
