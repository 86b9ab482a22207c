/** The screens that the first picture never shows: a script of their own, read when the popup has been drawn. */

export { History } from './changes/history.tsx';
export { Pending } from './changes/pending.tsx';
export { Help } from './help.tsx';
export { SettingsView as Settings } from './settings/settings.tsx';
