import type { Display, Point, Screen } from 'electron';
import type { Box, Doers } from '../lines.ts';
import { emitting } from '../strict.ts';
import type { World } from '../world.ts';

/** A panel at the top of every display, so that work area and bounds differ. */
const panel = 28;
const early = "The 'screen' module can't be used before the app 'ready' event";

/** `screen`: one display of 1920×1080 until told otherwise, the pointer in its middle. */
export function createScreen(world: World) {
  let cursor: Point = { x: 960, y: 540 };
  let displays: readonly Display[] = [display({ x: 0, y: 0, width: 1920, height: 1080 }, 1, 0)];
  const primary = (): Display => {
    world.needsReady(early);
    const [first] = displays;
    if (first === undefined) throw new Error('webhost: no display');
    return first;
  };
  const nearest = (point: Point): Display => {
    const first = primary();
    const distance = ({ bounds: { x, y, width, height } }: Display): number =>
      Math.hypot(
        Math.max(x - point.x, 0, point.x - (x + width - 1)),
        Math.max(y - point.y, 0, point.y - (y + height - 1)),
      );
    return displays.reduce((best, next) => (distance(next) < distance(best) ? next : best), first);
  };

  const members = {
    getPrimaryDisplay: primary,
    getAllDisplays: () => {
      world.needsReady(early);
      return [...displays];
    },
    getCursorScreenPoint: () => {
      world.needsReady(early);
      // Under Wayland nobody knows (electron_api_screen.cc, `GetCursorScreenPoint`).
      return world.mode.has('unmovable') ? { x: 0, y: 0 } : { ...cursor };
    },
    getDisplayNearestPoint: nearest,
    getDisplayMatching: ({ x, y, width, height }) => nearest({ x: x + width / 2, y: y + height / 2 }),
  } satisfies Partial<Screen>;
  const { face, fire } = emitting(
    'screen',
    ['display-added', 'display-removed', 'display-metrics-changed'],
    members,
  );

  const doers: Pick<Doers, 'cursor' | 'displays'> = {
    cursor: ({ x, y }) => {
      cursor = { x, y };
    },
    displays: command => {
      const before = displays;
      displays = command.displays.map((box, index) => display(box, box.scaleFactor ?? 1, index));
      for (const gone of before.slice(displays.length)) fire('display-removed', gone);
      for (const [index, now] of displays.entries()) {
        if (index < before.length)
          fire('display-metrics-changed', now, ['bounds', 'workArea', 'scaleFactor']);
        else fire('display-added', now);
      }
    },
  };
  return { screen: face, doers };
}

function display({ x, y, width, height }: Box, scaleFactor: number, index: number): Display {
  const known = {
    id: index + 1,
    label: `Display ${index + 1}`,
    bounds: { x, y, width, height },
    size: { width, height },
    workArea: { x, y: y + panel, width, height: height - panel },
    workAreaSize: { width, height: height - panel },
    scaleFactor,
    rotation: 0,
    internal: index === 0,
  } satisfies Partial<Display>;
  return known as unknown as Display;
}
