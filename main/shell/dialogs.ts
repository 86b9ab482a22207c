import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { fail, ok, type Result } from '../contract/failure.ts';
import type { Language } from '../contract/language.ts';
import { diskFailureOf } from '../files.ts';
import type { createTrayPopup } from './popup/popup.ts';
import { systemLanguage } from './words/locale.ts';
import { shellTexts, type Texts } from './words/texts.ts';

type Popup = ReturnType<typeof createTrayPopup>;

/**
 * Writes the history where the user chooses. Null when the dialog was dismissed. It is asked for after the dialog: everything may have
 * been erased while that was open.
 */
export async function saveCsv(
  popup: Popup,
  language: Language,
  csv: () => string,
): Promise<Result<{ readonly path: string } | null>> {
  const path = await askExportPath(popup, language);
  if (path === null) return ok(null);
  // It holds names and addresses: its user alone reads it (POSIX). A file that was there keeps its rights.
  return writeFile(path, csv(), { mode: 0o600 }).then(
    () => ok({ path }),
    error => fail(diskFailureOf(error)),
  );
}

async function askExportPath(popup: Popup, language: Language): Promise<string | null> {
  const say = shellTexts[language];
  const answer = await popup.during(parent =>
    dialog.showSaveDialog(parent, {
      title: say.exportTitle,
      defaultPath: join(app.getPath('documents'), say.exportName),
      filters: [{ name: say.csvFiles, extensions: ['csv'] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    }),
  );
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

/**
 * The question whether an address may be the API's. Dismissed, it is not asked again before the popup is shown anew: a script in the page
 * would ask until somebody gives in.
 */
export function createAddressQuestion(popup: Popup, language: () => Language) {
  let isDismissed = false;
  return {
    async ask(address: string): Promise<boolean> {
      if (isDismissed) return false;
      isDismissed = !(await askAddress(popup, language(), address));
      return !isDismissed;
    },
    popupShown(): void {
      isDismissed = false;
    },
  };
}

/** Asks in a window of the system's own. False when it was dismissed. */
async function askAddress(popup: Popup, language: Language, address: string): Promise<boolean> {
  const say = shellTexts[language];
  const { response } = await popup.during(parent =>
    dialog.showMessageBox(parent, {
      type: 'warning',
      title: say.addressTitle,
      message: say.addressAsked(address),
      detail: say.addressDetail,
      buttons: [say.addressUse, say.addressKeep],
      defaultId: 1,
      cancelId: 1,
      // On Windows the buttons would else be links with explanations (Electron: docs/api/dialog.md).
      noLink: true,
    }),
  );
  return response === 0;
}

/** Reports why the app cannot start, before there is a window. */
export function tell(say: (texts: Texts) => string): void {
  dialog.showErrorBox('Raze Quick Stage', say(shellTexts[systemLanguage()]));
}
