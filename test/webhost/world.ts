import type { Contents } from './electron/contents.ts';
import type { HostEvent, MenuLine } from './lines.ts';
import type { Mode } from './modes.ts';

/** A window as the rest of the host sees it. */
export interface OpenWindow {
  readonly name: string;
  readonly contents: Contents;
  readonly face: object;
  visible(): boolean;
  /** Asks the app; false when it prevented the close. */
  close(): boolean;
  destroy(): void;
  /** Takes the focus away as a click elsewhere would. */
  blur(): void;
  focus(): void;
  focused(): boolean;
  /** The user's session ends, as Windows tells a window. True when the app asked for a delay. */
  sessionEnds(): boolean;
}

/** What all parts of the stand-in share. */
export interface World {
  /** The product's root folder. */
  readonly root: string;
  readonly product: { readonly name: string; readonly version: string };
  readonly userData: string;
  /** The app's arguments, without the host's own. */
  readonly args: readonly string[];
  readonly mode: ReadonlySet<Mode>;
  readonly windows: Set<OpenWindow>;
  /** What a person at the curtain can press. */
  readonly controls: { accelerators: readonly string[]; menu: readonly MenuLine[] | null };
  /** The .desktop file by which a Linux desktop knows the app; null until the app says. */
  desktopName: string | null;
  online: boolean;
  ready: boolean;
  tell(event: HostEvent): void;
  /** Throws before the app's `ready`, in the words that Electron has for it. */
  needsReady(refusal: string): void;
  /** Ends the process once what must still go out has gone. */
  exit(code: number): void;
  /** The system is going down: it will wait for nothing that the process still does when it ends. */
  goDown(): void;
}

export function createWorld(
  given: Pick<World, 'root' | 'product' | 'userData' | 'args' | 'mode' | 'tell' | 'exit' | 'goDown'>,
): World {
  const world: World = {
    ...given,
    windows: new Set(),
    controls: { accelerators: [], menu: null },
    desktopName: null,
    online: true,
    ready: false,
    needsReady: refusal => {
      if (!world.ready) throw new Error(refusal);
    },
  };
  return world;
}
