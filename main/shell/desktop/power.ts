import { net, powerMonitor } from 'electron';
import { createGapDetector } from './clock-gap.ts';

/**
 * Reasons to try again, to wait, or to end. They only trigger an attempt: `online` means that there is a network interface, not
 * that the server can be reached. `shutdown` is told on macOS only, at a logout too (Electron: `willPowerOff:` in
 * electron_application_delegate.mm). Linux ends a program by SIGTERM, and listening there would hold the shutdown up
 * (lib/browser/api/power-monitor.ts); Windows ends it without a question, when everything is on disk already.
 */
export type PowerSignal = 'suspend' | 'resume' | 'unlock' | 'online' | 'offline' | 'gap' | 'shutdown';

/** How often network and clocks are read, in milliseconds. Both take a few microseconds. */
const every = 2_000;

/** Watches sleep, unlocking, the network and the end of the session. `listener` is called for changes only. Valid after `ready`. */
export function watchPower(listener: (signal: PowerSignal) => void) {
  const isGap = createGapDetector(every);
  let online = net.isOnline();

  const lookAtNetwork = (): void => {
    const now = net.isOnline();
    if (now === online) return;
    online = now;
    listener(now ? 'online' : 'offline');
  };
  const gap = (): boolean => isGap({ wall: Date.now(), steady: performance.now() });
  const look = (): void => {
    if (gap()) listener('gap');
    lookAtNetwork();
  };

  // The event already reported what would also be noticed as a gap.
  const heard = (signal: 'resume' | 'unlock') => (): void => {
    gap();
    listener(signal);
    lookAtNetwork();
  };
  const suspend = (): void => listener('suspend');
  const resume = heard('resume');
  const unlock = heard('unlock');
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  powerMonitor.on('unlock-screen', unlock);
  const shutdown = (): void => listener('shutdown');
  if (process.platform === 'darwin') powerMonitor.on('shutdown', shutdown);
  const timer = setInterval(look, every);
  gap();

  return {
    /** Whether the system has any network, as last seen. */
    online: () => online,
    stop(): void {
      clearInterval(timer);
      powerMonitor.removeListener('suspend', suspend);
      powerMonitor.removeListener('resume', resume);
      powerMonitor.removeListener('unlock-screen', unlock);
      powerMonitor.removeListener('shutdown', shutdown);
    },
  };
}
