import { arch, release } from 'node:os';
import type { MachineFacts } from '../../usecase/diagnostics.ts';

/** What this machine is: the system, the desktop and what the program runs on. */
export function machineFacts(): MachineFacts {
  const { XDG_CURRENT_DESKTOP: desktop, XDG_SESSION_TYPE: session } = process.env;
  const { electron = 'none', chrome = 'none', node } = process.versions;
  return {
    system: `${process.platform} ${release()} ${arch()}`,
    desktop: [desktop, session].filter(Boolean).join(', ') || 'not told',
    runtime: `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
  };
}
