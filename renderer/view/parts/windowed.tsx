import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import * as anchors from './anchors.ts';
import { offsetsOf, placesIn } from './window.ts';

/** Attributes for an item's `<li>`: its place, and its number among all items, drawn or not. */
export interface Placed {
  readonly style: { readonly top: string };
  readonly 'aria-setsize': number;
  readonly 'aria-posinset': number;
}

interface Props<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** The index of the item that is always drawn, so that it can have the focus; -1: none. */
  readonly active: number;
  /** The assumed height of an item that was never drawn, in CSS pixels. */
  readonly usual: number;
  readonly draw: (item: Item, placed: Placed) => ComponentChildren;
}

/** Between two items, in CSS pixels. */
const gap = 8;
/** How far beyond the edge items are drawn, so that scrolling finds them, in CSS pixels. */
const beyond = 400;

/**
 * A list of any length within a scrolling `.pane`: only the items in view are drawn, each with its measured height.
 * `draw` makes one `<li>`.
 */
export function Windowed<Item>({ label, items, keyOf, active, usual, draw }: Props<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const heights = useRef(new Map<string, number>());
  const view = useRef({ from: 0, to: 2 * beyond });
  const [, redraw] = useReducer((times: number) => times + 1, 0);

  const offsets = offsetsOf(
    items.map(item => heights.current.get(keyOf(item)) ?? usual),
    gap,
  );
  const drawn = placesIn(offsets, view.current, active);

  /** The drawn items now have their real heights and the list its real place; both may differ from what was assumed. */
  const correct = (): void => {
    const ul = list.current;
    const pane = ul?.closest('.pane');
    if (!ul || !pane) return;
    const placeOf = (key: string): number | null => {
      const offset = offsets[items.findIndex(item => keyOf(item) === key)];
      return offset === undefined ? null : topIn(pane, ul) + offset;
    };
    anchors.settle(pane, ul, placeOf);
    const learnt = drawn.filter((place, nth) => learn(place, ul.children[nth])).length > 0;
    const before = view.current;
    view.current = inView(ul, pane);
    const read = [active, ...drawn].find(place => isInside(place, offsets, view.current));
    const item = read === undefined ? undefined : items[read];
    anchors.read(pane, ul, item === undefined ? null : keyOf(item), read === active);
    const moved = Math.abs(view.current.from - before.from) + Math.abs(view.current.to - before.to) > 1;
    if (learnt || moved) redraw(null);
  };
  /** Measures an item. Returns whether its height differs from the known one. */
  const learn = (at: number, element: Element | undefined): boolean => {
    const height = element?.getBoundingClientRect().height ?? 0;
    const thought = (offsets[at + 1] ?? 0) - (offsets[at] ?? 0) - gap;
    const item = items[at];
    if (item === undefined || height === 0 || Math.abs(height - thought) < 0.5) return false;
    heights.current.set(keyOf(item), height);
    return true;
  };
  useLayoutEffect(correct);
  useLayoutEffect(() => {
    const pane = list.current?.closest('.pane');
    const scrolled = () => redraw(null);
    pane?.addEventListener('scroll', scrolled, { passive: true });
    return () => pane?.removeEventListener('scroll', scrolled);
  }, []);

  return (
    <ul
      class="cards"
      aria-label={label}
      ref={list}
      style={{ height: `${Math.max(0, (offsets.at(-1) ?? 0) - gap)}px` }}
    >
      {drawn.map(at => {
        const item = items[at];
        return (
          item !== undefined &&
          draw(item, {
            style: { top: `${offsets[at]}px` },
            'aria-setsize': items.length,
            'aria-posinset': at + 1,
          })
        );
      })}
    </ul>
  );
}

/** Whether the top of an item is in view. */
function isInside(at: number, offsets: readonly number[], view: { from: number; to: number }): boolean {
  const offset = offsets[at];
  return offset !== undefined && offset >= view.from + beyond && offset < view.to - beyond;
}

/** The top of the list within the pane's scrolled content, in CSS pixels. */
function topIn(pane: Element, list: Element): number {
  return list.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
}

function inView(list: Element, pane: Element): { from: number; to: number } {
  const { top, height } = pane.getBoundingClientRect();
  const from = top - list.getBoundingClientRect().top;
  return { from: from - beyond, to: from + height + beyond };
}
