/**
 * The room of the page's origin. Enters: the folder that the page was built into. Leaves: its files under the scheme of the app, with its
 * policy, and the refusal of everything else that a page may try.
 */

import { protocol } from 'electron';
import type { Language } from '../../contract/language.ts';
import { createUiHandler } from './ui-files.ts';

/** The page's address. */
export const pageUrl = 'app://ui/index.html';

/** Declares the app's own scheme: standard and secure, under the page's own policy. Once, before `ready`. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** Serves the page, in `language`, from the folder it was built into. Call it once, after `ready` and before the popup loads. */
export function serveUi(root: string, language: () => Language): void {
  protocol.handle('app', createUiHandler(root, language));
}
