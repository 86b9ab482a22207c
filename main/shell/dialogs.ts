import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { Language } from '../contract/language.ts';
import type { createTrayPopup } from './popup/popup.ts';
import { systemLanguage } from './words/locale.ts';
import { shellTexts, type Texts } from './words/texts.ts';

/** Asks where to write the history. Null when the dialog was dismissed. */
export async function askExportPath(
  popup: ReturnType<typeof createTrayPopup>,
  language: Language,
): Promise<string | null> {
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

/** Reports why the app cannot start, before there is a window. */
export function tell(say: (texts: Texts) => string): void {
  dialog.showErrorBox('Raze Quick Stage', say(shellTexts[systemLanguage()]));
}
