import { app, powerMonitor } from 'electron';

/** Settles when this process is asked to end: by a signal, or by macOS as the user's session ends. */
export type Interruption = Promise<'interrupted'>;

/**
 * From now on whoever asks this process to end has it end by itself, with what it has to say and its files closed. Electron would quit
 * it with exit code 0, as if it had done what it was asked (shell/browser/electron_browser_main_parts_posix.cc,
 * `InstallShutdownSignalHandlers`, in place before `ready`). The end of the session on macOS is not held up, since it would be called off:
 * it leaves no time to say anything (`shell/lifecycle/lifecycle`, `shell/desktop/power`). Windows asks nobody then
 * (docs/api/app.md, `before-quit`). Call it after `ready`.
 */
export function watchInterruption(): Interruption {
  return new Promise(resolve => {
    let sessionEnds = false;
    const interrupt = (): void => resolve('interrupted');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
    app.on('before-quit', event => {
      if (!sessionEnds) event.preventDefault();
      interrupt();
    });
    if (process.platform !== 'darwin') return;
    powerMonitor.on('shutdown', () => {
      sessionEnds = true;
      interrupt();
    });
  });
}
