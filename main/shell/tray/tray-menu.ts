import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../contract/language.ts';
import type { OpportunityId } from '../../contract/model.ts';
import type { View } from '../../contract/pushes.ts';
import { type Nameable, plainLine, rowLabel } from '../words/plain-text.ts';
import { shellTexts } from '../words/texts.ts';

/** What the tray shows; equal states need no update. */
export interface TrayState {
  readonly language: Language;
  /** Changes not delivered yet, those that need the user included. */
  readonly pending: number;
  readonly needsYou: number;
  /** False when nothing can be delivered because there is no network. */
  readonly online: boolean;
  /** Most recent first; the menu shows the first eight. */
  readonly recent: readonly { readonly id: OpportunityId; readonly label: string }[];
  /** Shown beside "open"; null when no hotkey is registered. */
  readonly hotkey: string | null;
  /** The newer version that is ready; null without one. */
  readonly update: string | null;
  /** What no notification has told, oldest first; the menu says it instead. */
  readonly untold: readonly UntoldNotice[];
}

export interface UntoldNotice {
  readonly title: string;
  readonly body: string;
  readonly view: View;
}

/** What the menu's items do. */
export interface TrayActions {
  readonly open: () => void;
  readonly openUntold: (view: View) => void;
  readonly openRecent: (id: OpportunityId) => void;
  readonly showPending: () => void;
  readonly sync: () => void;
  readonly settings: () => void;
  readonly restart: () => void;
  readonly quit: () => void;
}

export type TrayIcon = 'idle' | 'pending' | 'offline' | 'needs-you';

/** The icon: what needs the user first, then why nothing is sent, then what is on its way. */
export function trayIcon(state: TrayState): TrayIcon {
  if (state.needsYou > 0) return 'needs-you';
  if (!state.online) return 'offline';
  return state.pending > 0 ? 'pending' : 'idle';
}

/** The icon's meaning in words, for the pointer and for screen readers. */
export function trayTooltip(state: TrayState): string {
  const say = shellTexts[state.language];
  return [
    'Raze Quick Stage',
    ...state.untold.map(({ title }) => plainLine(title, labelLength)),
    ...(state.needsYou > 0 ? [say.needsYou(state.needsYou)] : []),
    ...(state.online ? [] : [say.offline]),
    ...(state.pending > 0 ? [say.pending(state.pending)] : []),
  ].join('\n');
}

/**
 * Only some systems cut long menu labels. `&` would underline the next letter; doubled, it is shown on all systems
 * (Chromium's `ConvertAcceleratorsFromWindowsStyle`, which also doubles Linux's `_`, and `FixUpWindowsStyleLabel`).
 */
const label = (text: string): string => plainLine(text, labelLength).replaceAll('&', '&&');

const labelLength = 48;

/** What a recent opportunity is called in the menu: its name and company, or what is known of one without a name. */
export function recentLabel(row: Nameable, language: Language): string {
  const name = rowLabel(row, language, labelLength);
  const beside = plainLine(row.name, labelLength) === '' ? '' : plainLine(row.company, labelLength);
  return beside === '' ? name : `${name} · ${beside}`;
}

/** The tray's menu, never empty. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const say = shellTexts[state.language];
  const recent: MenuItemConstructorOptions[] = state.recent.slice(0, 8).map(({ id, label: name }) => ({
    label: label(name),
    click: () => actions.openRecent(id),
  }));
  const untold: MenuItemConstructorOptions[] = state.untold.map(({ title, body, view }, index) => ({
    id: `untold-${index}`,
    label: label(`${title}: ${body}`),
    click: () => actions.openUntold(view),
  }));
  return [
    ...untold,
    ...(untold.length > 0 ? [{ type: 'separator' as const }] : []),
    {
      id: 'open',
      label: say.open,
      click: actions.open,
      ...(state.hotkey === null ? {} : { accelerator: state.hotkey, registerAccelerator: false }),
    },
    {
      id: 'recent',
      label: say.recent,
      submenu: recent.length > 0 ? recent : [{ label: say.noRecent, enabled: false }],
    },
    { type: 'separator' },
    ...(state.online ? [] : [{ id: 'offline', label: say.offline, enabled: false }]),
    {
      id: 'pending',
      label:
        state.needsYou > 0
          ? `${say.pending(state.pending)} · ${say.needsYou(state.needsYou)}`
          : say.pending(state.pending),
      click: actions.showPending,
    },
    { id: 'sync', label: say.syncNow, click: actions.sync },
    { type: 'separator' },
    { id: 'settings', label: say.settings, click: actions.settings },
    ...(state.update === null
      ? []
      : [{ id: 'update', label: say.restartTo(state.update), click: actions.restart }]),
    { id: 'quit', label: say.quit, click: actions.quit },
  ];
}

/**
 * The file of a tray icon. macOS gets a template, which the system colours itself; Windows an ICO with every
 * size; Linux a PNG. `dark` says that the bar behind it is dark.
 */
export function trayPicture(icon: TrayIcon, platform: NodeJS.Platform, dark: boolean): string {
  if (platform === 'darwin') return `${icon}Template.png`;
  return `${icon}-${dark ? 'on-dark' : 'on-light'}.${platform === 'win32' ? 'ico' : 'png'}`;
}

/** GNOME's, Unity's and Pantheon's top bars are dark under a light theme too. */
export function barIsDark(platform: NodeJS.Platform, systemIsDark: boolean, desktop: string): boolean {
  if (platform !== 'linux') return systemIsDark;
  return systemIsDark || /gnome|unity|pantheon/i.test(desktop);
}
