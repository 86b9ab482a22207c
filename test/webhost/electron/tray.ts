import type { NativeImage, Tray } from 'electron';
import type { Doers, HostEvent } from '../lines.ts';
import { constructible, type Emitting, emitting } from '../strict.ts';
import type { World } from '../world.ts';
import { imageFromPath, imageName } from './image.ts';
import { clickMenu, linesOf, type ShownItem, shownOf } from './menu.ts';

const events = ['click', 'right-click', 'double-click', 'middle-click', 'mouse-enter', 'mouse-leave'];

/** `Tray`, one at a time. Its menu is what was last set, as on Linux, where later changes of items do not show. */
export function createTrays(world: World, quit: () => void) {
  let shown: readonly ShownItem[] | null = null;
  let current: Emitting<object> | null = null;

  const make = (given: NativeImage | string): object => {
    world.needsReady('Cannot create Tray before app is ready');
    if (current !== null) throw new Error('webhost: one tray at a time');
    let image = typeof given === 'string' ? imageFromPath(given) : given;
    const path = typeof given === 'string' ? given : (imageName(given) ?? '');
    let tooltip = '';
    let destroyed = false;
    if (image.isEmpty()) throw new Error(`Failed to load image from path '${path}'`);
    let told = '';
    /** What changes together is told once, and only when it is something new. */
    const tell = (): void =>
      queueMicrotask(() => {
        if (destroyed) return;
        const lines = shown === null ? null : linesOf(shown);
        world.controls.menu = lines;
        const news: HostEvent = { event: 'tray', tooltip, image: imageName(image), menu: lines };
        if (told === JSON.stringify(news)) return;
        told = JSON.stringify(news);
        world.tell(news);
        for (const { contents } of world.windows) contents.post({ t: 'controls', controls: world.controls });
      });
    const alive = (): void => {
      if (destroyed) throw new Error('Tray is destroyed');
    };
    const members = {
      setImage: next => {
        alive();
        image = typeof next === 'string' ? imageFromPath(next) : next;
        tell();
      },
      setPressedImage: () => undefined,
      setToolTip: text => {
        alive();
        tooltip = text;
        tell();
      },
      setTitle: () => undefined,
      getTitle: () => '',
      setIgnoreDoubleClickEvents: () => undefined,
      setContextMenu: next => {
        alive();
        shown = shownOf(next);
        tell();
      },
      popUpContextMenu: () => undefined,
      getBounds: () => ({ x: 0, y: 0, width: 24, height: 24 }),
      isDestroyed: () => destroyed,
      destroy: () => {
        destroyed = true;
        current = null;
        shown = null;
      },
    } satisfies Partial<Tray>;
    const tray = emitting('Tray', events, members);
    current = tray;
    tell();
    return tray.face;
  };

  const doers: Pick<Doers, 'menu' | 'click-tray'> = {
    menu: ({ path }) => clickMenu(shown, path, { quit }),
    'click-tray': () => {
      if (current === null) throw new Error('webhost: there is no tray');
      current.fire('click', { x: 0, y: 0, width: 24, height: 24 }, { x: 12, y: 12 });
    },
  };
  return { Tray: constructible('Tray', make, {}), doers };
}
