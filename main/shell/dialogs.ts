import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { Language } from '../contract/language.ts';
import type { TrayPopup } from './popup/popup.ts';
import { shellTexts } from './words/texts.ts';

/** Asks where to write the history. Null when the dialog was dismissed. */
export async function askExportPath(popup: TrayPopup, language: Language): Promise<string | null> {
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

/** Reports an API address that cannot be used, before there is a window. */
export function tellBadApiAddress(address: string, language: Language): void {
  dialog.showErrorBox('Raze Quick Stage', shellTexts[language].badApiAddress(address));
}

/** Reports that another process has the database open, so that this one must send nothing. */
export function tellAlreadyRunning(language: Language): void {
  dialog.showErrorBox('Raze Quick Stage', shellTexts[language].alreadyRunning);
}

/** Reports that the disk is full, fails or is read-only, so that nothing can be kept in this folder. */
export function tellDiskRefuses(folder: string, language: Language): void {
  dialog.showErrorBox('Raze Quick Stage', shellTexts[language].diskRefuses(folder));
}
