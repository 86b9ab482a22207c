import { nativeTheme } from 'electron';
import type { Settings } from '../../contract/settings.ts';

/** Makes the page, dialogs and menus follow the user's choice; the page sees it as `prefers-color-scheme`. */
export function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme;
}
