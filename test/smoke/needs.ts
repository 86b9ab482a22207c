import { execFileSync } from 'node:child_process';

/** What a suite cannot do without. */
export interface Need {
  readonly met: boolean;
  /** How its lack is told, after “because”. */
  readonly lack: string;
}

const { electronBinary } = (await import('../../script/setup/electron.mjs' as string)) as {
  electronBinary: () => string | null;
};

/**
 * A program packaged with `npm run package -- --dir --e2e`, which a test driver may drive; '' to drive Electron from the sources.
 */
export const packagedProgram = process.env.RAZE_SMOKE_APP ?? '';
/** A program installed as a user installs it, which nothing may drive. */
export const installedProgram = process.env.RAZE_SMOKE_INSTALLED ?? '';
export const electronProgram: string | null = packagedProgram || electronBinary();

const onLinux = process.platform === 'linux';
const has = (program: string, argument: string): boolean => {
  try {
    execFileSync(program, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

export const electron: Need = {
  met: electronProgram !== null,
  lack: 'Electron’s program is not here (it could not be downloaded)',
};
export const packaged: Need = {
  met: packagedProgram !== '',
  lack: 'RAZE_SMOKE_APP names no packaged program',
};
export const installed: Need = {
  met: installedProgram !== '',
  lack: 'RAZE_SMOKE_INSTALLED names no installed program',
};
export const display: Need = {
  met: !onLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
  lack: 'there is no display to show a window on (test/smoke/desk.sh makes one)',
};
/** An X server whose keys are pressed by xdotool; a window manager gives the focus. */
export const x11: Need = {
  met: onLinux && Boolean(process.env.DISPLAY) && has('xdotool', 'version') && has('xterm', '-version'),
  lack: 'there is no X server with xdotool and xterm',
};

/**
 * Why a suite is skipped, said once; null when it runs. Where `RAZE_SMOKE` is `required`, as at the project's own workflows, a
 * suite that would skip fails.
 */
export function skipped(suite: string, ...needs: readonly Need[]): string | null {
  const lack = needs.find(({ met }) => !met)?.lack;
  if (lack === undefined) return null;
  if (process.env.RAZE_SMOKE === 'required') throw new Error(`${suite} must run, and cannot: ${lack}`);
  console.log(`\n  SKIPPED: ${suite}, because ${lack}.\n`);
  return lack;
}
