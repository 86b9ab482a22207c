import { app, powerMonitor } from 'electron';

/** That this process is asked to end: by a signal, or by macOS as the user's session ends. */
export interface Interruption {
  /** From then on nothing more is begun. */
  readonly hasCome: () => boolean;
  /** Settles when it comes. */
  readonly comes: Promise<'interrupted'>;
}

/**
 * From now on whoever asks this process to end has it end by itself, with what it has to say and its files closed. Electron would quit
 * it with exit code 0, as if it had done what it was asked (shell/browser/electron_browser_main_parts_posix.cc,
 * `InstallShutdownSignalHandlers`, in place before `ready`). The end of the session on macOS is not held up, since it would be called off:
 * it leaves no time to say anything (`shell/lifecycle/lifecycle`, `shell/desktop/power`). Windows asks nobody then
 * (docs/api/app.md, `before-quit`). Call it after `ready`.
 */
export function watchInterruption(): Interruption {
  const { promise: comes, resolve } = Promise.withResolvers<'interrupted'>();
  let hasCome = false;
  let sessionEnds = false;
  const interrupt = (): void => {
    hasCome = true;
    resolve('interrupted');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  app.on('before-quit', event => {
    if (!sessionEnds) event.preventDefault();
    interrupt();
  });
  if (process.platform === 'darwin') {
    powerMonitor.on('shutdown', () => {
      sessionEnds = true;
      interrupt();
    });
  }
  return { hasCome: () => hasCome, comes };
}
