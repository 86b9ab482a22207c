import type { Life } from '../case.ts';
import type { Lived } from '../run.ts';
import { appFolder, createStandIn, dataFolder } from './world.ts';

/** Runs `act` with the arguments of a process that was started like this; the stand-in reads them from the process. */
function withArguments<T>(args: readonly string[], act: () => T): T {
  const own = process.argv;
  process.argv = [process.execPath, appFolder, ...args];
  try {
    return act();
  } finally {
    process.argv = own;
  }
}

/** Lives one life in the stand-in, in this process. */
export async function liveInStandIn({ args = [], live }: Life): Promise<Lived> {
  const folder = dataFolder();
  const notes: unknown[] = [];
  const app = createStandIn(folder.path, args);
  try {
    await withArguments(args, () =>
      live({
        electron: app.electron,
        note: seen => notes.push(JSON.parse(JSON.stringify(seen))),
        async again(more) {
          const second = createStandIn(folder.path, more);
          withArguments(more, () => second.electron.app.requestSingleInstanceLock());
          second.electron.app.quit();
          await second.ended;
        },
      }),
    );
    app.start();
    const code = await app.ended;
    return { notes, code };
  } finally {
    folder.remove();
  }
}
