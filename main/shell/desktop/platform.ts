import type { Snapshot } from '../../contract/snapshot.ts';

/** Node's platform name as the page knows it; the BSDs behave as Linux does. */
export function platformOf(platform: NodeJS.Platform): Snapshot['platform'] {
  if (platform === 'darwin') return 'mac';
  return platform === 'win32' ? 'windows' : 'linux';
}
