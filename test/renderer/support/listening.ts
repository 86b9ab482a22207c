import { onTestFinished } from 'vitest';
import type { FakeBridge } from './fake-bridge.ts';
import { until } from './hands.ts';
import { mounted } from './mount.ts';

/** All that a screen reader is given to say: every element and every text that comes into a live region. */
export function listening(): string[] {
  const heard: string[] = [];
  const observer = new MutationObserver(records => {
    for (const { addedNodes, type, target } of records) {
      const live = (target instanceof Element ? target : target.parentElement)?.closest(
        '[role=status], [role=alert]',
      );
      if (!live) continue;
      if (type === 'characterData' && target.textContent) heard.push(target.textContent);
      for (const node of addedNodes) if (node.textContent) heard.push(node.textContent);
    }
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  onTestFinished(() => observer.disconnect());
  return heard;
}

/** The popup on the page, everything it has to say at the beginning said. */
export async function calm(
  world: Parameters<typeof mounted>[0] = {},
): Promise<{ bridge: FakeBridge; heard: string[] }> {
  const bridge = await mounted(world);
  // What is said comes with the places, behind the first picture.
  await import('../../../renderer/view/places.ts');
  await until(() => document.querySelector('[role=option] .money')?.textContent?.trim());
  await settled();
  return { bridge, heard: listening() };
}

/** Lets everything that is on its way be drawn. */
export const settled = () => new Promise(resolve => setTimeout(() => requestAnimationFrame(resolve), 50));
