import type { DealPage } from '../../../main/contract/crm.ts';
import { one, press, type, until } from '../support/hands.ts';
import { changeOf, opportunities, snapshot } from '../support/samples.ts';
import type { Story } from './stories.ts';

const dealPage: DealPage = { host: 'app.getraze.co', path: ['deals', ':id'], query: [] };
const [first, ...others] = opportunities;
if (first === undefined) throw new Error('no samples');
const hour = 3_600_000;
const long = 'Maria Aparecida Fernandes de Albuquerque Cavalcanti do Nascimento e Silva';
const longNamed = { ...first, name: long, company: `${long.slice(0, 40)} Consultoria Empresarial Ltda.` };

/** Opens the menu of the selected row. */
async function openRowMenu(): Promise<void> {
  await one('[role=option]');
  press('Ctrl+k');
  await until(() => document.activeElement?.matches('.menu button'));
}

/** A row's menu, and what it leads to. */
export const rowStories: readonly Story[] = [
  {
    name: 'row-menu',
    world: () => ({ snapshot: { ...snapshot, dealPage }, opportunities: [longNamed, ...others] }),
    act: openRowMenu,
  },
  {
    name: 'row-menu-alone',
    act: async () => {
      await one('#search');
      type('#search', 'joão');
      await until(() => document.querySelector('[role=option] mark'));
      await openRowMenu();
    },
  },
  {
    name: 'row-details',
    world: () => ({
      snapshot: { ...snapshot, dealPage },
      opportunities: [
        { ...longNamed, owner: 'Beatriz Nogueira', position: 'Diretora de compras' },
        ...others,
      ],
    }),
    act: async bridge => {
      const now = Date.now();
      const ended = (hours: number) => ({ markedAt: now - hours * hour, undoUntil: null });
      bridge.answer('opportunity.changes', () => [
        changeOf(first, 'won', { state: 'parked', reason: 'conflict', ...ended(2) }),
        changeOf(first, 'proposal', { state: 'delivered', endedAt: now - 20 * hour, ...ended(70) }),
        changeOf(first, 'lost', { state: 'cancelled', endedAt: now - 71 * hour, ...ended(71) }),
      ]);
      await one('[role=option]');
      press('Ctrl+i');
      await one('.past');
    },
  },
  {
    name: 'row-settings-hotkeys',
    world: () => ({
      snapshot: {
        ...snapshot,
        hotkeys: { hotkey: 'works', clipboardHotkey: 'works' },
        settings: { ...snapshot.settings, clipboardHotkey: 'CommandOrControl+Shift+V' },
      },
    }),
    act: async () => {
      await one('#search');
      press('Ctrl+,');
      await one('.settings');
    },
  },
  {
    name: 'row-pinned',
    world: () => ({
      opportunities: [longNamed, ...others],
      pins: others.slice(2, 4).map(({ id }) => id),
    }),
    act: async () => {
      await one(`#row-${longNamed.id}`);
      press('ArrowDown');
      press('ArrowDown');
      press('Ctrl+d');
      await until(() => document.querySelectorAll('.pinned').length === 3);
    },
  },
  {
    name: 'row-copied',
    act: async bridge => {
      bridge.answer('row.copy', () => 'joao.silva@acme.example');
      await one('[role=option]');
      press('Ctrl+Shift+E');
      await one('.notice');
    },
  },
];
