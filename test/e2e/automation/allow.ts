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
