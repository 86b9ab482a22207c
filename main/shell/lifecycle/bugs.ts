import { app, dialog } from 'electron';
import { errorFacts } from '../../log/error-facts.ts';
import type { Log } from '../../log/log.ts';
import { systemLanguage } from '../words/locale.ts';
import { shellTexts } from '../words/texts.ts';

/**
 * An uncaught exception or rejection is a bug, and half a program that looks alive would be worse than none. Logs it,
 * tells the user that nothing is lost, and ends the program with 70. Call it once, before everything else.
 */
export function endOnBugs(log: Log): void {
  let ending = false;
  const end = (error: unknown): void => {
    log.warn('bug', errorFacts(error));
    if (ending) return;
    ending = true;
    if (app.isReady()) dialog.showErrorBox('Raze Quick Stage', shellTexts[systemLanguage()].bug);
    app.exit(70);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
