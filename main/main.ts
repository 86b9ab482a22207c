import './environment.ts';
import { join } from 'node:path';
import { app } from 'electron';
import { readCommand } from './automation/command-line.ts';
import { watchInterruption } from './command/interruption.ts';
import { createLeaving } from './command/leave.ts';
import { runCommand } from './command/run.ts';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { takesWrites } from './files.ts';
import { errorFacts } from './log/error-facts.ts';
import { createLog } from './log/log.ts';
import { openLogFile } from './log/log-file.ts';
import { outliveOutput } from './log/output.ts';
import { introduce } from './shell/desktop/identity.ts';
import { tell } from './shell/dialogs.ts';
import { refuseDebuggers } from './shell/lifecycle/debuggers.ts';
import { receiveVisits } from './shell/lifecycle/lifecycle.ts';
import { linkScheme } from './shell/links/link.ts';
import { declareScheme } from './shell/page/protocol.ts';

outliveOutput();
const introduced = introduce(linkScheme);
declareScheme();
// It would undo the switch, which root needs on Linux; the window is sandboxed without it (`popup/popup-window`).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const refused = refuseDebuggers();
const command = readCommand(process.argv.slice(app.isPackaged ? 1 : 2));

if (refused.length > 0) {
  app.whenReady().then(() => {
    tell(say => say.noDebugger(refused.join(' ')));
    app.exit(1);
  });
} else if (command !== null) {
  // It asks the instance that runs, and leaves the lock to instances with a window.
  const execve = process.platform === 'win32' ? null : (process.execve ?? null);
  const { leave, onKeychainCall } = createLeaving(code => app.exit(code), execve);
  // Its output is for whoever called it.
  const log = createLog([openLogFile(join(app.getPath('userData'), 'logs'))], Date.now);
  const end = (fault: unknown): void => {
    log.warn('bug', errorFacts(fault));
    leave(70);
  };
  // Electron only warns of a rejection that nobody handles, and goes on (electron/electron#37464).
  for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, end);
  app
    .whenReady()
    .then(() => runCommand(command, { interruption: watchInterruption(), onKeychainCall, log }))
    .then(leave);
} else if (app.requestSingleInstanceLock()) {
  const visits = receiveVisits();
  // Not awaited at the top level: an ES module that waits for `ready` would prevent it.
  app.whenReady().then(() => compose(readConfig(process.env), visits, introduced));
} else if (takesWrites(app.getPath('userData'))) {
  // The running instance has our arguments and shows itself.
  app.quit();
} else {
  // If the lock cannot be written, it counts as taken (electron/electron#33547).
  app.whenReady().then(() => {
    tell(say => say.diskRefuses(app.getPath('userData')));
    app.exit(1);
  });
}
