import { dirname, join, resolve } from 'node:path';

/** Gives this process the package's own folder, as Electron does (`process.resourcesPath`); without one, the folder beside its program. */
export function provideResources(folder: string = join(dirname(process.execPath), 'resources')): void {
  Object.assign(process, { resourcesPath: resolve(folder) });
}
