import type { Life } from '../case.ts';
import type { Lived } from '../run.ts';
import { standInHands } from './hands.ts';
import { asProcess, createStandIn, dataFolder, type Played } from './world.ts';

/** Lives one life in the stand-in, in this process. */
export async function liveInStandIn({ args = [], live }: Life, played: Played): Promise<Lived> {
  const folder = dataFolder();
  const notes: unknown[] = [];
  try {
    return await asProcess(played, args, async () => {
      const app = createStandIn(folder.path, args, played);
      await live({
        electron: app.electron,
        hands: standInHands(app),
        note: seen => notes.push(JSON.parse(JSON.stringify(seen))),
        async again(more) {
          const second = createStandIn(folder.path, more, played);
          await asProcess(played, more, () => second.electron.app.requestSingleInstanceLock());
          second.electron.app.quit();
          await second.ended;
        },
      });
      app.start();
      return { notes, code: await app.ended };
    });
  } finally {
    folder.remove();
  }
}
