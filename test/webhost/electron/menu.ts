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

interface Item {
  readonly id: string | undefined;
  readonly type: string;
  readonly role: string | undefined;
  readonly submenu: MadeMenu | undefined;
  readonly click: MenuItemConstructorOptions['click'];
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
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
    throw new TypeError("Template and MenuItem must have label, role or type 'separator'");
  }
  return {
    id: options.id,
    type,
    role,
    submenu,
    click: options.click,
    // `&&` shows as one `&`, a single one underlines the next letter.
    label: (label ?? role ?? '').replaceAll(/&(.?)/g, '$1'),
    enabled: options.enabled ?? true,
    visible: options.visible ?? true,
    checked: options.checked ?? false,
  };
};

function build(given: unknown): object {
  const items = (checked('Menu', template, given) as MenuItemConstructorOptions[]).map(makeItem);
  const members = {
    items: items as unknown as MenuItem[],
    getMenuItemById: id => (items.find(item => item.id === id) as unknown as MenuItem | undefined) ?? null,
    popup: () => undefined,
    closePopup: () => undefined,
  } satisfies Partial<Menu>;
  const { face } = emitting('Menu', ['menu-will-show', 'menu-will-close'], members);
  menus.set(face, { items });
  return face;
}

/** The menu as the outside is told of it; hidden items are left out. */
export function linesOf(menu: object | null): readonly MenuLine[] | null {
  const made = menu === null ? null : menus.get(menu);
  if (made === undefined) throw new TypeError('webhost: a menu that Menu.buildFromTemplate did not make');
  const line = (item: Item): MenuLine => ({
    label: item.label,
    type: item.type,
    enabled: item.enabled,
    ...(item.type === 'checkbox' || item.type === 'radio' ? { checked: item.checked } : {}),
    ...(item.id === undefined ? {} : { id: item.id }),
    ...(item.submenu === undefined
      ? {}
      : { submenu: item.submenu.items.filter(({ visible }) => visible).map(line) }),
  });
  return made === null ? null : made.items.filter(item => item.visible).map(line);
}

/** Clicks the item at the end of the path as a user would. Throws when it cannot be seen or clicked. */
export function clickMenu(
  menu: object | null,
  path: readonly string[],
  roles: Record<string, () => void>,
): void {
  const walk = (from: MadeMenu | undefined, [step, ...rest]: readonly string[]): void => {
    const item = from?.items.find(({ visible, label, id }) => visible && (label === step || id === step));
    if (item === undefined) throw new Error(`webhost: the menu has no '${step}'`);
    if (!item.enabled) throw new Error(`webhost: the menu's '${step}' is disabled`);
    if (rest.length > 0) {
      walk(item.submenu, rest);
      return;
    }
    if (item.type === 'checkbox') item.checked = !item.checked;
    if (item.type === 'radio') item.checked = true;
    if (item.click !== undefined) {
      item.click(item as unknown as MenuItem, undefined, { triggeredByAccelerator: false });
      return;
    }
    const role = roles[item.role ?? ''];
    if (role === undefined) throw new Error(`webhost: the menu's '${step}' does nothing`);
    role();
  };
  walk(menu === null ? undefined : menus.get(menu), path);
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
      linesOf(menu);
      application = menu;
    },
    getApplicationMenu: () => application,
  });
}
