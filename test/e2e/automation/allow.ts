import { readPlace } from '../../../main/automation/place.ts';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { Settings } from '../../../main/contract/settings.ts';
import { type Scene, until } from '../scene.ts';

/** Sets what other programs may do, and how long a pick is held, and waits until the app can be asked, or no longer. */
export async function allow(
  scene: Scene,
  automation: Settings['automation'],
  undoSeconds = 0,
): Promise<void> {
  await scene.page.evaluate(
    async patch => {
      const bridge = Reflect.get(window, 'bridge') as Bridge;
      await bridge.call('settings.change', patch);
    },
    { automation, undoSeconds },
  );
  await listens(scene, automation !== 'off');
}

/** Settles when the app can be asked, or no longer. */
export const listens = (scene: Scene, on: boolean): Promise<void> =>
  until(() => readPlace(scene.folder)?.state === (on ? 'on' : 'off'));

/** Signs in, waits for the list, in which João Silva is open, and lets other programs do this much. */
export async function signInAndAllow(
  scene: Scene,
  automation: Settings['automation'],
  undoSeconds = 0,
): Promise<void> {
  scene.reopen(/João Silva/);
  await scene.signIn();
  await scene.loaded();
  await allow(scene, automation, undoSeconds);
}

/** Ends the app, its page first: what follows is asked where no instance runs. */
export async function endApp(scene: Scene): Promise<void> {
  await scene.page.context().close();
  await scene.app.stop();
}
