import { join } from 'node:path';
import type { MenuItemConstructorOptions, Tray } from 'electron';
import { type Area, later, refusal } from '../case.ts';
import type { Host } from '../host.ts';

const pictures = join(import.meta.dirname, '../../../assets/tray');
const picture = join(pictures, 'idle-on-light.png');

/** A tray of its own for one case. */
async function withTray<T>({ electron }: Host, act: (tray: Tray) => T | Promise<T>): Promise<T> {
  const tray = new electron.Tray(electron.nativeImage.createFromPath(picture));
  try {
    return await act(tray);
  } finally {
    if (!tray.isDestroyed()) tray.destroy();
  }
}

const template = (clicked: string[] = []): MenuItemConstructorOptions[] => [
  {
    id: 'open',
    label: 'Open',
    click: () => clicked.push('open'),
    accelerator: 'Alt+F7',
    registerAccelerator: false,
  },
  {
    id: 'recent',
    label: 'Recent',
    submenu: [{ id: 'deal', label: 'A && B', click: () => clicked.push('deal') }],
  },
  { type: 'separator' },
  { id: 'greyed', label: 'Offline', enabled: false, click: () => clicked.push('greyed') },
  { id: 'hidden', label: 'Hidden', visible: false },
  { id: 'check', label: 'Check', type: 'checkbox', click: item => clicked.push(`check ${item.checked}`) },
  { id: 'quit', label: 'Quit', click: () => clicked.push('quit') },
];

export const menus: Area = {
  area: 'tray and menus',
  cases: [
    {
      says: 'a menu is made of a template: labels, types and states are read back',
      from: 'docs/api/menu.md#menubuildfromtemplatetemplate',
      see: ({ electron: { Menu } }) =>
        Menu.buildFromTemplate(template()).items.map(({ label, type, enabled, visible }) => [
          label,
          type,
          enabled,
          visible,
        ]),
      is: [
        ['Open', 'normal', true, true],
        ['Recent', 'submenu', true, true],
        ['', 'separator', true, true],
        ['Offline', 'normal', false, true],
        ['Hidden', 'normal', true, false],
        ['Check', 'checkbox', true, true],
        ['Quit', 'normal', true, true],
      ],
    },
    {
      says: 'an item is found by its id, in submenus too, and an unknown id is null',
      from: 'lib/browser/api/menu.ts:145',
      see: ({ electron: { Menu } }) => {
        const menu = Menu.buildFromTemplate(template());
        return [
          menu.getMenuItemById('quit')?.label,
          menu.getMenuItemById('deal')?.label,
          menu.getMenuItemById('none'),
        ];
      },
      is: ['Quit', 'A && B', null],
    },
    {
      says: 'an item that is clicked runs its function with itself',
      from: 'lib/browser/api/menu-item.ts:104',
      see: ({ electron: { Menu } }) => {
        const clicked: string[] = [];
        const menu = Menu.buildFromTemplate(template(clicked));
        menu.getMenuItemById('open')?.click();
        menu.getMenuItemById('check')?.click();
        menu.getMenuItemById('check')?.click();
        return clicked;
      },
      is: ['open', 'check true', 'check false'],
    },
    {
      says: 'an item needs a label, a role or to be a separator; a template is a list',
      from: 'lib/browser/api/menu.ts:233',
      see: ({ electron: { Menu } }) => [
        refusal(() => Menu.buildFromTemplate([{ id: 'x' }])),
        refusal(() => Menu.buildFromTemplate({} as never)) !== '',
        refusal(() => Menu.buildFromTemplate([{ role: 'copy' }])),
      ],
      is: ['Invalid template for MenuItem: must have at least one of label, role or type', true, ''],
    },
    {
      says: 'separators at an edge and beside another one are left out',
      from: 'lib/browser/api/menu.ts:290',
      see: ({ electron: { Menu } }) => {
        const line = { type: 'separator' } as const;
        const made = Menu.buildFromTemplate([line, { label: 'a' }, line, line, { label: 'b' }, line]);
        return made.items.map(({ type }) => type);
      },
      is: ['normal', 'separator', 'normal'],
    },
    {
      says: 'the application has the menu that it was given, and none after null',
      from: 'docs/api/menu.md#menusetapplicationmenumenu',
      see: ({ electron: { Menu } }) => {
        const menu = Menu.buildFromTemplate(template());
        Menu.setApplicationMenu(menu);
        const had = Menu.getApplicationMenu() === menu;
        Menu.setApplicationMenu(null);
        return [had, Menu.getApplicationMenu()];
      },
      is: [true, null],
    },
    {
      says: 'a tray has a picture, a tooltip and a menu, each of which may be set anew',
      from: 'docs/api/tray.md',
      see: host =>
        withTray(host, tray => {
          const { Menu, nativeImage } = host.electron;
          tray.setToolTip('One\nTwo');
          tray.setImage(nativeImage.createFromPath(picture));
          tray.setContextMenu(Menu.buildFromTemplate(template()));
          tray.setContextMenu(Menu.buildFromTemplate(template()));
          return tray.isDestroyed();
        }),
      is: false,
    },
    {
      says: 'a file that there is not is an empty picture, and refused as a tray’s',
      from: 'shell/common/api/electron_api_native_image.cc:194',
      see: ({ electron: { Tray: Made, nativeImage } }) => [
        nativeImage.createFromPath('/nowhere/tray.png').isEmpty(),
        refusal(() => new Made('/nowhere/tray.png')),
      ],
      is: [true, "Failed to load image from path '/nowhere/tray.png'"],
      on: ['macos', 'x11', 'wayland'],
    },
    {
      says: 'the tray’s own pictures are read',
      from: 'docs/api/native-image.md',
      see: ({ electron: { nativeImage } }) => {
        const image = nativeImage.createFromPath(picture);
        return [image.isEmpty(), image.getSize().width > 0];
      },
      is: [false, true],
    },
    {
      says: 'a destroyed tray is used no more, and says that it is destroyed',
      from: 'docs/api/tray.md#trayisdestroyed',
      see: host =>
        withTray(host, tray => {
          tray.destroy();
          return [tray.isDestroyed(), refusal(() => tray.setToolTip('x')) !== ''];
        }),
      is: [true, true],
    },
    {
      says: 'the user clicks an item of the tray’s menu: its function runs, and that of a disabled one does not',
      from: 'docs/api/tray.md#traysetcontextmenumenu',
      needs: ['clickMenu'],
      see: host =>
        withTray(host, async tray => {
          const clicked: string[] = [];
          tray.setContextMenu(host.electron.Menu.buildFromTemplate(template(clicked)));
          await later();
          await host.hands.clickMenu?.(['open']);
          await host.hands.clickMenu?.(['recent', 'deal']);
          const refused = await Promise.resolve()
            .then(() => host.hands.clickMenu?.(['greyed']))
            .then(
              () => false,
              () => true,
            );
          return [...clicked, refused];
        }),
      is: ['open', 'deal', true],
    },
    {
      says: 'a menu counts as it was when it was set: a label that is changed later does not show on Linux',
      from: 'docs/api/tray.md#traysetcontextmenumenu',
      on: ['x11', 'wayland'],
      needs: ['clickMenu'],
      see: host =>
        withTray(host, async tray => {
          const menu = host.electron.Menu.buildFromTemplate(template());
          tray.setContextMenu(menu);
          await later();
          const item = menu.getMenuItemById('open');
          if (item !== null) item.label = 'Other';
          await later();
          return Promise.resolve()
            .then(() => host.hands.clickMenu?.(['Other']))
            .then(
              () => 'shown',
              () => 'not shown',
            );
        }),
      is: 'not shown',
    },
    {
      says: 'a click on the tray is told, where the system tells of it',
      from: 'docs/api/tray.md#event-click',
      needs: ['clickTray'],
      see: host =>
        withTray(host, async tray => {
          const clicked: string[] = [];
          tray.on('click', (_event, bounds) => clicked.push(typeof bounds.width));
          await host.hands.clickTray?.();
          return clicked;
        }),
      is: ['number'],
    },
  ],
};
