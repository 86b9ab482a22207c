import type { GlobalShortcut } from 'electron';
import type { Doers } from '../lines.ts';
import { strict } from '../strict.ts';
import type { World } from '../world.ts';
import { normalise } from './accelerator.ts';

/** `globalShortcut`: one holder a hotkey, on this machine as `{"do":"clash"}` describes it. */
export function createShortcuts(world: World) {
  const held = new Map<string, { accelerator: string; press: () => void }>();
  const clashing = new Set<string>();

  const tell = (): void => {
    const accelerators = [...held.values()].map(({ accelerator }) => accelerator);
    world.controls.accelerators = accelerators;
    world.tell({ event: 'shortcut', accelerators });
    for (const { contents } of world.windows) contents.post({ t: 'controls', controls: world.controls });
  };
  const register = (accelerator: string, press: () => void): boolean => {
    world.needsReady('globalShortcut');
    const key = normalise(accelerator);
    if (held.has(key) || clashing.has(key)) return false;
    held.set(key, { accelerator, press });
    tell();
    return true;
  };

  const globalShortcut = strict('globalShortcut', {
    register,
    isRegistered: accelerator => {
      world.needsReady('globalShortcut');
      return held.has(normalise(accelerator));
    },
    unregister: accelerator => {
      world.needsReady('globalShortcut');
      if (held.delete(normalise(accelerator))) tell();
    },
    unregisterAll: () => {
      world.needsReady('globalShortcut');
      if (held.size === 0) return;
      held.clear();
      tell();
    },
  } satisfies Partial<GlobalShortcut>);

  const doers: Pick<Doers, 'shortcut' | 'clash'> = {
    shortcut: ({ accelerator }) => {
      const [only, ...others] = held.values();
      const one = accelerator === undefined ? others.length === 0 && only : held.get(normalise(accelerator));
      if (!one) throw new Error(`webhost: the app holds ${held.size} hotkeys, not ${accelerator ?? 'one'}`);
      one.press();
    },
    clash: ({ accelerator, held: taken = true }) => {
      if (taken) clashing.add(normalise(accelerator));
      else clashing.delete(normalise(accelerator));
    },
  };
  return { globalShortcut, doers };
}
