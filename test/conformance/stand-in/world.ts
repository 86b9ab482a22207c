import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createElectron } from '../../webhost/electron/electron.ts';
import { provideInput } from '../../webhost/input.ts';
import type { HostEvent } from '../../webhost/lines.ts';
import type { Mode } from '../../webhost/modes.ts';
import { provideResources } from '../../webhost/resources.ts';
import { createSingleInstance } from '../../webhost/single-instance.ts';
import { createWorld } from '../../webhost/world.ts';
import type { Circumstance, Desktop, ElectronModule } from '../host.ts';

export const root = resolve(import.meta.dirname, '../../..');
/** The app that the cases are: its folder has the package.json that Electron is started with. */
export const appFolder = resolve(import.meta.dirname, '../electron');

/** The system that the stand-in plays. */
export interface Played {
  readonly desktop: Desktop;
  readonly circumstances: readonly Circumstance[];
}

const systems: Readonly<Record<Desktop, { platform: NodeJS.Platform; modes: readonly Mode[] }>> = {
  x11: { platform: 'linux', modes: [] },
  wayland: { platform: 'linux', modes: ['portal', 'unmovable'] },
  windows: { platform: 'win32', modes: ['smaller-bounds'] },
  macos: { platform: 'darwin', modes: [] },
};

/** Does `act` as a process of that system, with these arguments: the stand-in reads both from the process. */
export async function asProcess<T>(
  { desktop }: Played,
  args: readonly string[],
  act: () => T | Promise<T>,
): Promise<T> {
  const { platform, argv } = process;
  Object.defineProperty(process, 'platform', { value: systems[desktop].platform });
  process.argv = [process.execPath, appFolder, ...args];
  provideResources();
  const takeInputBack = provideInput();
  try {
    return await act();
  } finally {
    takeInputBack();
    Object.defineProperty(process, 'platform', { value: platform });
    process.argv = argv;
    Reflect.deleteProperty(process, 'resourcesPath');
  }
}

/** A folder for one app's data, removed by `remove`. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'conformance-')));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** One app in the stand-in, in this process: nothing is shared with another but the process itself. */
export function createStandIn(userData: string, args: readonly string[], played: Played) {
  const told: HostEvent[] = [];
  let exited = (_code: number): void => undefined;
  const ended = new Promise<number>(settle => {
    exited = settle;
  });
  const single = createSingleInstance(userData);
  const world = createWorld({
    root: appFolder,
    product: { name: 'Conformance', version: '1.0.0' },
    userData,
    args,
    mode: new Set([...systems[played.desktop].modes, ...played.circumstances.filter(one => one !== 'asar')]),
    tell: event => void told.push(event),
    // The process is that of all cases.
    goDown: () => undefined,
    exit: code => {
      void single.handedOver().then(() => {
        single.release();
        exited(code);
      });
    },
  });
  const { electron, doers, hosted, fetch } = createElectron(world, single, () => undefined);
  return {
    electron: electron as unknown as ElectronModule,
    world,
    doers,
    fetch,
    /** Everything that the stand-in has told, oldest first. */
    told,
    /** The entry has been evaluated. */
    start: () => hosted.start(),
    /** The exit code. */
    ended,
  };
}

export type StandIn = ReturnType<typeof createStandIn>;
