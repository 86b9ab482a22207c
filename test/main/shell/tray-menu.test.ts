import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OpportunityId } from '../../../main/contract/model.ts';
import {
  barIsDark,
  recentLabel,
  type TrayActions,
  type TrayState,
  trayIcon,
  trayMenu,
  trayPicture,
  trayTooltip,
} from '../../../main/shell/tray/tray-menu.ts';

const calm: TrayState = {
  language: 'en',
  pending: 0,
  needsYou: 0,
  online: true,
  recent: [],
  update: null,
  hotkey: 'Alt+Shift+Space',
  untold: [],
};
const some = (name: string) => ({ id: name as OpportunityId, label: name });

/** The menu, and what was done when items were clicked. */
function menuOf(state: TrayState) {
  const done: unknown[] = [];
  const act = (name: string) => () => done.push(name);
  const actions: TrayActions = {
    open: act('open'),
    openRecent: id => done.push(id),
    openUntold: view => done.push(view),
    showPending: act('pending'),
    sync: act('sync'),
    settings: act('settings'),
    restart: act('restart'),
    quit: act('quit'),
  };
  const items = trayMenu(state, actions);
  return {
    items,
    done,
    click: (id: string) => (items.find(item => item.id === id)?.click as (() => void) | undefined)?.(),
  };
}

test('every item does its own thing', () => {
  const { click, done } = menuOf(calm);
  for (const id of ['open', 'pending', 'sync', 'settings', 'quit']) click(id);
  expect(done).toEqual(['open', 'pending', 'sync', 'settings', 'quit']);
});

test('a newer version that is ready can be restarted to, and no other is offered', () => {
  expect(menuOf(calm).items.some(({ id }) => id === 'update')).toBe(false);
  const { items, click, done } = menuOf({ ...calm, update: '1.3.0' });
  expect(items.find(({ id }) => id === 'update')?.label).toBe('Restart and update to version 1.3.0');
  click('update');
  expect(done).toEqual(['restart']);
});

describe('recent opportunities', () => {
  const recentOf = (state: TrayState) => {
    const { items, done } = menuOf(state);
    const submenu = items.find(item => item.id === 'recent')?.submenu;
    return { list: Array.isArray(submenu) ? submenu : [], done };
  };

  test('are eight at most and open the one that was clicked', () => {
    const { list, done } = recentOf({ ...calm, recent: 'abcdefghij'.split('').map(some) });
    expect(list.map(item => item.label).join('')).toBe('abcdefgh');
    (list[2]?.click as (() => void) | undefined)?.();
    expect(done).toEqual(['c']);
  });

  test('say so when there are none', () => {
    const { list } = recentOf(calm);
    expect(list).toEqual([{ label: 'None yet', enabled: false }]);
  });

  test('keep an ampersand and lose the end of an endless name', () => {
    const { list } = recentOf({ ...calm, recent: [some('Silva & Filhos'), some('á'.repeat(300))] });
    expect(list[0]?.label).toBe('Silva && Filhos');
    expect([...(list[1]?.label ?? '')]).toHaveLength(48);
  });
});

test('a recent opportunity is one line, and one without a name is told by what else is known', () => {
  const row = { id: 'opp_1', name: 'Silva\n& Filhos', company: 'Acme', email: 's@acme.example' };
  expect(recentLabel(row, 'en')).toBe('Silva & Filhos · Acme');
  expect(recentLabel({ ...row, company: ' ' }, 'en')).toBe('Silva & Filhos');
  expect(recentLabel({ ...row, company: '\u200B\n' }, 'en')).toBe('Silva & Filhos');
  expect(recentLabel({ ...row, name: '\t' }, 'pt-BR')).toBe('(sem nome) Acme');
  const { items } = menuOf({ ...calm, recent: [some('A\tB\r\nC\u202ED')] });
  expect(items.find(({ id }) => id === 'recent')?.submenu).toMatchObject([{ label: 'A B CD' }]);
});

test('the menu tells the hotkey only where one is held, and never registers it itself', () => {
  expect(menuOf(calm).items[0]).toMatchObject({
    accelerator: 'Alt+Shift+Space',
    registerAccelerator: false,
  });
  expect(menuOf({ ...calm, hotkey: null }).items[0]).not.toHaveProperty('accelerator');
});

test('offline and counts are said in the menu and in the tooltip', () => {
  const state: TrayState = { ...calm, language: 'pt-BR', pending: 3, needsYou: 1, online: false };
  const labels = menuOf(state).items.map(item => item.label);
  expect(labels).toContain('Pendentes: 3 · 1 requer sua atenção');
  expect(labels).toContain('Sem conexão: as mudanças ficam salvas neste computador');
  expect(trayTooltip(state).split('\n')).toEqual([
    'Raze Quick Stage',
    '1 requer sua atenção',
    'Sem conexão: as mudanças ficam salvas neste computador',
    'Pendentes: 3',
  ]);
  expect(trayTooltip(calm)).toBe('Raze Quick Stage');
});

test.each([
  [{}, 'idle'],
  [{ pending: 2 }, 'pending'],
  [{ pending: 2, online: false }, 'offline'],
  [{ pending: 2, online: false, needsYou: 1 }, 'needs-you'],
] as const)('%j shows %s', (part, icon) => {
  expect(trayIcon({ ...calm, ...part })).toBe(icon);
});

test('every picture that can be asked for is there', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'assets', 'tray');
  const missing = (['idle', 'pending', 'offline', 'needs-you'] as const)
    .flatMap(icon =>
      (['darwin', 'win32', 'linux'] as const).flatMap(platform =>
        [true, false].map(dark => trayPicture(icon, platform, dark)),
      ),
    )
    .filter(file => !existsSync(join(folder, file)));
  expect(missing).toEqual([]);
});

test.each([
  ['linux', false, 'ubuntu:GNOME', true],
  ['linux', false, 'KDE', false],
  ['linux', true, 'KDE', true],
  ['win32', false, '', false],
  ['win32', true, '', true],
] as const)(
  'on %s with a dark system %s and desktop “%s” the bar is dark: %s',
  (platform, system, desktop, dark) => {
    expect(barIsDark(platform, system, desktop)).toBe(dark);
  },
);

test('what no notification has told stands above everything else, in the tooltip too, and leads to its view', () => {
  const untold = [{ title: 'Delivered', body: 'Ana → won\nBia → won', view: 'history' as const }];
  const { items, done, click } = menuOf({ ...calm, untold });
  expect([items[0]?.label, items[1]?.type]).toEqual(['Delivered: Ana → won Bia → won', 'separator']);
  click('untold-0');
  expect(done).toEqual(['history']);
  expect(trayTooltip({ ...calm, untold })).toBe('Raze Quick Stage\nDelivered');
  expect(menuOf(calm).items[0]?.id).toBe('open');
});
