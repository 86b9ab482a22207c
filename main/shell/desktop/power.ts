import { net, powerMonitor } from 'electron';
import { createGapDetector } from './clock-gap.ts';

/**
 * Reasons to try again, or to wait. They only trigger an attempt: `online` means that there is a network interface, not
 * that the server can be reached.
 */
export type PowerSignal = 'suspend' | 'resume' | 'unlock' | 'online' | 'offline' | 'gap';

export interface PowerWatch {
  /** Whether the system has any network, as last seen. */
  online(): boolean;
  stop(): void;
}

/** How often network and clocks are read, in milliseconds. Both take a few microseconds. */
const every = 2_000;

/** Watches sleep, unlocking and the network. `listener` is called for changes only. Valid after `ready`. */
export function watchPower(listener: (signal: PowerSignal) => void): PowerWatch {
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

  const suspend = (): void => listener('suspend');
  // The event already reported what would also be noticed as a gap.
  const resume = (): void => {
    gap();
    listener('resume');
    lookAtNetwork();
  };
  const unlock = (): void => {
    gap();
    listener('unlock');
    lookAtNetwork();
  };
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  powerMonitor.on('unlock-screen', unlock);
  const timer = setInterval(look, every);
  gap();

  return {
    online: () => online,
    stop() {
      clearInterval(timer);
      powerMonitor.removeListener('suspend', suspend);
      powerMonitor.removeListener('resume', resume);
      powerMonitor.removeListener('unlock-screen', unlock);
    },
  };
}
