import type { GlobalShortcut } from 'electron';
import type { Doers } from '../lines.ts';
import { strict } from '../strict.ts';
import type { World } from '../world.ts';
import { normalise } from './accelerator.ts';
import { createPortal } from './portal.ts';

const early = 'globalShortcut cannot be used before the app is ready';

/** `globalShortcut`: one holder a hotkey, on this machine as `{"do":"clash"}` describes it, or the desktop's portal. */
export function createShortcuts(world: World) {
  const held = new Map<string, { accelerator: string; press: () => void }>();
  const clashing = new Set<string>();

  let suspended = false;

  const tell = (): void => {
    const accelerators = portal?.accelerators() ?? [...held.values()].map(({ accelerator }) => accelerator);
    world.controls.accelerators = accelerators;
    world.tell({ event: 'shortcut', accelerators });
    for (const { contents } of world.windows) contents.post({ t: 'controls', controls: world.controls });
  };
  const portal = world.mode.has('portal') ? createPortal(world, key => clashing.has(key), tell) : null;
  const register = (accelerator: string, press: () => void): boolean => {
    world.needsReady(early);
    const key = normalise(accelerator);
    if (portal !== null) return portal.register(accelerator, press);
    if (suspended || held.has(key) || clashing.has(key)) return false;
    held.set(key, { accelerator, press });
    tell();
    return true;
  };

  const globalShortcut = strict('globalShortcut', {
    register,
    isRegistered: accelerator => {
      world.needsReady(early);
      return portal?.isRegistered(accelerator) ?? held.has(normalise(accelerator));
    },
    unregister: accelerator => {
      world.needsReady(early);
      if (held.delete(normalise(accelerator))) tell();
    },
    unregisterAll: () => {
      world.needsReady(early);
      portal?.unregisterAll();
      if (held.size === 0) return;
      held.clear();
      tell();
    },
    setSuspended: next => {
      world.needsReady(early);
      suspended = next;
    },
    isSuspended: () => suspended,
  } satisfies Partial<GlobalShortcut>);

  const doers: Pick<Doers, 'shortcut' | 'clash' | 'consent'> = {
    shortcut: ({ accelerator }) => {
      if (portal !== null) return portal.press(accelerator);
      if (suspended) throw new Error('webhost: the app has suspended its hotkeys');
      const [only, ...others] = held.values();
      const one = accelerator === undefined ? others.length === 0 && only : held.get(normalise(accelerator));
      if (!one) throw new Error(`webhost: the app holds ${held.size} hotkeys, not ${accelerator ?? 'one'}`);
      one.press();
    },
    consent: ({ granted }) => {
      if (portal === null) throw new Error('webhost: only a portal asks for consent');
      portal.consent(granted);
    },
    clash: ({ accelerator, held: taken = true }) => {
      if (taken) clashing.add(normalise(accelerator));
      else clashing.delete(normalise(accelerator));
    },
  };
  return { globalShortcut, doers };
}
