import * as v from 'valibot';
import type { MenuLine } from '../lines.ts';
import type { Wire } from '../wire.ts';

/** Host → page. */
export type ToPage =
  | { readonly t: 'reply'; readonly id: number; readonly value: Wire }
  | { readonly t: 'refusal'; readonly id: number; readonly error: string }
  | { readonly t: 'push'; readonly channel: string; readonly args: readonly Wire[] }
  | { readonly t: 'visible'; readonly visible: boolean }
  | { readonly t: 'network'; readonly online: boolean }
  /** The app let a navigation pass. */
  | { readonly t: 'go'; readonly url: string }
  /** The app has put this into the clipboard. */
  | { readonly t: 'copied'; readonly text: string }
  | { readonly t: 'controls'; readonly controls: Controls };

/** What a person at the curtain can press. */
export interface Controls {
  readonly accelerators: readonly string[];
  readonly menu: readonly MenuLine[] | null;
}

/** What the page is started with. It comes with the app's files, so nothing of the user's is in it. */
export interface PageStart {
  readonly window: number;
  readonly title: string;
  readonly visible: boolean;
  readonly online: boolean;
  /** The host will be started again and let this browser in: the page waits for it. */
  readonly returns: boolean;
}

const wire = v.custom<Wire>(
  value => typeof value === 'object' && value !== null && ('plain' in value || 'tagged' in value),
);

/** Page → host. `at` is the page's address when it spoke. */
export const fromPage = v.variant('t', [
  v.strictObject({
    t: v.literal('invoke'),
    id: v.number(),
    channel: v.string(),
    args: v.array(wire),
    at: v.string(),
  }),
  v.strictObject({ t: v.literal('send'), channel: v.string(), args: v.array(wire), at: v.string() }),
  v.strictObject({ t: v.literal('loaded'), at: v.string() }),
  v.strictObject({ t: v.literal('navigate'), url: v.string() }),
  v.strictObject({ t: v.literal('open'), url: v.string() }),
  v.strictObject({ t: v.literal('shortcut'), accelerator: v.string() }),
  v.strictObject({ t: v.literal('menu'), path: v.array(v.string()) }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;
