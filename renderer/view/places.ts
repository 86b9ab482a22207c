/** The screens that the first picture never shows: a script of their own, read when the popup has been drawn. */
export { Help } from './help.tsx';
export { History } from './history.tsx';
export { Pending } from './pending.tsx';
export { Settings } from './settings.tsx';
