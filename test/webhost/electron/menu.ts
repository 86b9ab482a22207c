import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron';
import * as v from 'valibot';
import type { MenuLine } from '../lines.ts';
import { checked, constructible, emitting } from '../strict.ts';

const template: v.GenericSchema = v.array(
  v.strictObject({
    id: v.exactOptional(v.string()),
    label: v.exactOptional(v.string()),
    sublabel: v.exactOptional(v.string()),
    toolTip: v.exactOptional(v.string()),
    type: v.exactOptional(v.picklist(['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header'])),
    role: v.exactOptional(v.string()),
    accelerator: v.exactOptional(v.string()),
    registerAccelerator: v.exactOptional(v.boolean()),
    icon: v.exactOptional(v.any()),
    enabled: v.exactOptional(v.boolean()),
    visible: v.exactOptional(v.boolean()),
    checked: v.exactOptional(v.boolean()),
    click: v.exactOptional(v.function()),
    submenu: v.exactOptional(v.lazy(() => template)),
  } satisfies { [K in keyof MenuItemConstructorOptions]: v.GenericSchema }),
);

export interface Item {
  readonly id: string | undefined;
  readonly type: string;
  readonly role: string | undefined;
  readonly submenu: MadeMenu | undefined;
  /** As the app may call it, and as a click of the user's does. */
  readonly click: () => void;
  /** What `click` runs; a role does something of its own instead. */
  readonly act: MenuItemConstructorOptions['click'];
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
}

/** An item as a system shows it: as it was when the menu was handed over. */
export interface ShownItem {
  readonly line: MenuLine;
  readonly item: Item;
  readonly submenu: readonly ShownItem[] | null;
}

interface MadeMenu {
  readonly items: readonly Item[];
}

const menus = new WeakMap<object, MadeMenu>();

const makeItem = (options: MenuItemConstructorOptions): Item => {
  const submenu = options.submenu === undefined ? undefined : menus.get(build(options.submenu));
  const type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
  const { label, role } = options;
  if (type !== 'separator' && label === undefined && role === undefined) {
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
  }
  const item: Item = {
    id: options.id,
    type,
    role,
    submenu,
    click: () => {
      if (type === 'checkbox') item.checked = !item.checked;
      if (type === 'radio') item.checked = true;
      item.act?.(item as unknown as MenuItem, undefined, { triggeredByAccelerator: false });
    },
    act: options.click,
    label: label ?? role ?? '',
    enabled: options.enabled ?? true,
    visible: options.visible ?? true,
    checked: options.checked ?? false,
  };
  return item;
};

/** Separators at an edge, and beside another one, are left out; a hidden item stays where it is. */
function withoutExtraSeparators(items: readonly Item[]): Item[] {
  const isExtra = ({ type, visible }: Item, before: Item | undefined): boolean =>
    visible && type === 'separator' && (before === undefined || before.type === 'separator');
  const folded = items.filter((item, at) => at === 0 || !isExtra(item, items[at - 1]));
  return folded.filter(
    (item, at) => !item.visible || item.type !== 'separator' || (at > 0 && at < folded.length - 1),
  );
}

function build(given: unknown): object {
  const items = withoutExtraSeparators(
    (checked('Menu', template, given) as MenuItemConstructorOptions[]).map(makeItem),
  );
  const members = {
    items: items as unknown as MenuItem[],
    getMenuItemById: id => find(items, id) as unknown as MenuItem | null,
    popup: () => undefined,
    closePopup: () => undefined,
  } satisfies Partial<Menu>;
  const { face } = emitting('Menu', ['menu-will-show', 'menu-will-close'], members);
  menus.set(face, { items });
  return face;
}

function find(items: readonly Item[], id: string): Item | null {
  for (const item of items) {
    const found = item.id === id ? item : find(item.submenu?.items ?? [], id);
    if (found !== null) return found;
  }
  return null;
}

/** What a system shows of a menu from now on, whatever becomes of its items; hidden ones are left out. */
export function shownOf(menu: object | null): readonly ShownItem[] | null {
  if (menu === null) return null;
  const made = menus.get(menu);
  if (made === undefined) throw new TypeError('webhost: a menu that Menu.buildFromTemplate did not make');
  const show = ({ items }: MadeMenu): ShownItem[] =>
    items
      .filter(({ visible }) => visible)
      .map(item => {
        const submenu = item.submenu === undefined ? null : show(item.submenu);
        const line: MenuLine = {
          // `&&` shows as one `&`, a single one underlines the next letter.
          label: item.label.replaceAll(/&(.?)/g, '$1'),
          type: item.type,
          enabled: item.enabled,
          ...(item.type === 'checkbox' || item.type === 'radio' ? { checked: item.checked } : {}),
          ...(item.id === undefined ? {} : { id: item.id }),
          ...(submenu === null ? {} : { submenu: linesOf(submenu) }),
        };
        return { line, item, submenu };
      });
  return show(made);
}

/** The menu as the outside is told of it. */
export const linesOf = (shown: readonly ShownItem[]): readonly MenuLine[] => shown.map(({ line }) => line);

/** Clicks the item at the end of the path as a user would. Throws when it cannot be seen or clicked. */
export function clickMenu(
  shown: readonly ShownItem[] | null,
  [step, ...rest]: readonly string[],
  roles: Readonly<Record<string, () => void>>,
): void {
  const found = shown?.find(({ line }) => line.label === step || line.id === step);
  if (found === undefined) throw new Error(`webhost: the menu has no '${step}'`);
  const { line, item, submenu } = found;
  if (!line.enabled) throw new Error(`webhost: the menu's '${step}' is disabled`);
  const act = item.act === undefined ? roles[item.role ?? ''] : item.click;
  if (rest.length > 0) clickMenu(submenu, rest, roles);
  else if (act === undefined) throw new Error(`webhost: the menu's '${step}' does nothing`);
  else act();
}

/** `Menu`, made from templates only. */
export function createMenus() {
  let application: object | null = null;
  const refuse = (): object => {
    throw new Error('webhost: build menus with Menu.buildFromTemplate');
  };
  return constructible('Menu', refuse, {
    buildFromTemplate: build,
    setApplicationMenu: (menu: object | null) => {
      shownOf(menu);
      application = menu;
    },
    getApplicationMenu: () => application,
  });
}
