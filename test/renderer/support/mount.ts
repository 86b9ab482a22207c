import { onTestFinished } from 'vitest';
import { start } from '../../../renderer/app.tsx';
import '../../../renderer/style.css';
import { type FakeBridge, fakeBridge, type World } from './fake-bridge.ts';
import { one } from './hands.ts';

/** The popup on the page with a fake bridge, shown and ready for keys; gone again when the test ends. */
export async function mounted(
  world: Partial<World> = {},
  arrange?: (bridge: FakeBridge) => void,
): Promise<FakeBridge> {
  const bridge = fakeBridge(world);
  arrange?.(bridge);
  await mountedWith(bridge);
  return bridge;
}

export async function mountedWith(bridge: FakeBridge): Promise<void> {
  const root = document.createElement('div');
  root.id = 'app';
  document.body.append(root);
  const end = start(root, bridge);
  onTestFinished(() => {
    end();
    root.remove();
  });
  await one('.popup .bar');
  bridge.push('shown', { view: null, fill: null });
  // The push has had the rest of the popup read; its own answer to that came first.
  await import('../../../renderer/view/places.ts');
}
