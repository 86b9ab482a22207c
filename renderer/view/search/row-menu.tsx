import { useLayoutEffect, useRef } from 'preact/hooks';
import { crmPageOf } from '../../../main/contract/crm.ts';
import type { Hit } from '../../../main/contract/find.ts';
import { copyables, copyText } from '../../../main/contract/row-copy.ts';
import type { Speech } from '../../i18n/speak.ts';
import { bindings } from '../../state/bindings.ts';
import type { Intent, PagePoint } from '../../state/model/event.ts';
import { activeHit, isMarked } from '../../state/model/selection.ts';
import type { RowMenuState, State } from '../../state/model/state.ts';
import { Combo } from '../parts/combo.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useUi } from '../parts/ui.ts';

interface Item {
  readonly icon: IconName;
  readonly word: string;
  readonly intent: Intent;
}

/** What can be done with a row, with what it has. */
function itemsOf(speech: Speech, { snapshot, search }: State, { opportunity, pinned }: Hit): readonly Item[] {
  const { id: row } = opportunity;
  const markWord = isMarked(search.marks, row) ? 'clearMarks' : 'menuMark';
  const dealPage = snapshot?.dealPage ?? null;
  const { of } = crmPageOf(opportunity.id, opportunity.pipeline, dealPage);
  return [
    { icon: 'arrow', word: speech.t('menuMove'), intent: { type: 'choose-stage' } },
    { icon: 'link', word: speech.t(`open_${of}`), intent: { type: 'open-in-browser' } },
    { icon: 'pin', word: speech.t(pinned ? 'unpin' : 'pin'), intent: { type: 'pin' } },
    { icon: 'check', word: speech.t(markWord), intent: { type: 'mark-row', row } },
    { icon: 'details', word: speech.t('details'), intent: { type: 'details' } },
    ...copyables
      .filter(what => copyText(opportunity, what, dealPage) !== '')
      .map(
        what => ({ icon: 'copy', word: speech.t(`copy_${what}`), intent: { type: 'copy', what } }) as const,
      ),
  ];
}

/** The key that does the same without the menu. */
function keyFor(intent: Intent): string | undefined {
  const same = JSON.stringify(intent);
  return bindings.find(one => one.group === 'search' && JSON.stringify(one.intent) === same)?.keys[0];
}

/** The least distance of the menu to the edges of what it lies over, in CSS pixels. */
const edge = 8;

/** Puts the menu where it was asked for, else at the end of its row. A list that is lower than the menu is made as high. */
function place(menu: HTMLElement, room: HTMLElement, row: Element | null, at: PagePoint | null): void {
  const { left, top, width, height } = room.getBoundingClientRect();
  const beside = row?.getBoundingClientRect();
  const { x, y } = at ?? {
    x: (beside?.right ?? width) - menu.offsetWidth - edge,
    y: (beside?.bottom ?? 0) - edge,
  };
  const within = (wanted: number, most: number) => Math.max(edge, Math.min(wanted, most - edge));
  const upper = within(y - top, height - menu.offsetHeight);
  menu.style.left = `${within(x - left, width - menu.offsetWidth)}px`;
  menu.style.top = `${upper}px`;
  room.style.minHeight = `${upper + menu.offsetHeight + edge}px`;
}

/** The menu of the selected row, as the ARIA authoring practices describe one. It takes the focus; Esc gives it back. */
export function RowMenu({ menu }: { readonly menu: RowMenuState }) {
  const { state, send, speech } = useUi();
  const own = useRef<HTMLDivElement>(null);
  const hit = activeHit(state);
  useLayoutEffect(() => {
    const room = own.current?.closest<HTMLElement>('.top');
    if (!own.current || !room) return;
    place(own.current, room, document.getElementById(`row-${state.search.active}`), menu.at);
    own.current.querySelector('button')?.focus();
    return () => {
      room.style.minHeight = '';
    };
  }, [menu]);
  if (!hit) return null;
  const { opportunity } = hit;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc closes it too */}
      <div
        class="menu-veil"
        onMouseDown={event => {
          event.preventDefault();
          send({ type: 'back' });
        }}
        onContextMenu={event => event.preventDefault()}
      />
      <div
        class="menu"
        ref={own}
        role="menu"
        tabIndex={-1}
        aria-label={speech.t('menuOf', { name: opportunity.name || opportunity.id })}
        onKeyDown={event => {
          if (event.key === 'Tab') send({ type: 'back' });
          const to = focusAfter(event, [...event.currentTarget.querySelectorAll('button')]);
          to?.focus();
          if (to || event.key === 'Tab') event.preventDefault();
        }}
      >
        {itemsOf(speech, state, hit).map(({ icon, word, intent }) => {
          const keys = keyFor(intent);
          return (
            <button key={word} type="button" role="menuitem" tabIndex={-1} onClick={() => send(intent)}>
              <Icon name={icon} />
              <span class="act">{word}</span>
              {keys && <Combo keys={keys} isUnread />}
            </button>
          );
        })}
      </div>
    </>
  );
}

const plain = (text: string): string => text.normalize('NFD').toLowerCase();

/** The item to which a key moves the focus: arrows go round, a letter goes to the next item that begins with it. */
function focusAfter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, items: readonly HTMLElement[]) {
  const at = items.findIndex(item => item.matches(':focus'));
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (!/^\p{L}$/u.test(key)) return undefined;
  const following = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return following.find(item => plain(item.textContent.trim()).startsWith(plain(key)));
}
