import type { Page } from 'playwright-core';
import type { Bridge } from '../../main/contract/bridge.ts';
import type { Language } from '../../main/contract/language.ts';
import type { SandboxRecord } from '../../main/sandbox/record.ts';
import type { Studio } from './studio.ts';

/** One picture of the gallery: what is done to get there from the scene before. */
export interface Scene {
  readonly name: string;
  readonly play: (studio: Studio) => Promise<void>;
}

const trusted = 31_000;
const won: Readonly<Record<Language, string>> = { 'pt-BR': 'ganho', en: 'won', es: 'ganado' };
const whyLost: Readonly<Record<Language, string>> = {
  'pt-BR': 'Fechou com o concorrente',
  en: 'Signed with a competitor',
  es: 'Firmó con la competencia',
};

/** The n-th opportunity in a stage whose name no other shares, so that a search for it has one answer. */
function actor({ server }: Studio, stage: string, nth = 0): SandboxRecord {
  const all = [...server.book.all()];
  const alone = all.filter(
    record => record.stage === stage && all.filter(({ name }) => name === record.name).length === 1,
  );
  const found = alone[nth];
  if (!found) throw new Error(`No opportunity in ${stage} has a name of its own`);
  return found;
}

const gone = async ({ page }: Studio, selector: string) =>
  page.locator(selector).waitFor({ state: 'detached' });

async function openPicker(studio: Studio, record: SandboxRecord): Promise<void> {
  await studio.search(record.name);
  await studio.page.keyboard.press('Enter');
  await studio.page.locator('#stages').waitFor();
}

/** Picks a stage by its place and stays. */
async function pick(studio: Studio, record: SandboxRecord, place: number): Promise<void> {
  await openPicker(studio, record);
  await studio.page.keyboard.press(`Shift+Digit${place}`);
  await studio.page.locator('.toast', { hasText: record.name }).waitFor();
  // The empty box's own rows, not the answer to what was typed before.
  await studio.page.locator('.pane[data-answers=""]').waitFor();
}

async function toBox(studio: Studio): Promise<void> {
  const { page } = studio;
  if (await page.locator('.head').count()) await page.keyboard.press('Escape');
  await page.locator('#search').waitFor();
}

/** Scrolls a part of the page into view, the middle of it in the middle. */
async function scrollTo(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluate(element => element.scrollIntoView({ block: 'center' }));
}

export const scenes: readonly Scene[] = [
  { name: '01-first-run', play: ({ page }) => page.locator('#key').waitFor() },
  {
    name: '02-wrong-key',
    play: async ({ page }) => {
      await page.locator('#key').fill('gr_live_not_a_key_of_this_account');
      await page.keyboard.press('Enter');
      await page.locator('.wrong').waitFor();
    },
  },
  {
    name: '03-ready',
    play: async ({ page, server }) => {
      await page.locator('#key').fill(server.key);
      await page.keyboard.press('Enter');
      await page.locator('#begin').waitFor();
    },
  },
  {
    name: '04-recent',
    play: async ({ page }) => {
      await page.keyboard.press('Enter');
      await page.locator('[role=option]').first().waitFor();
      await gone({ page } as Studio, '.loading');
    },
  },
  {
    name: '04-stage-list',
    play: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+4');
      await page.locator('.heading').waitFor();
    },
  },
  { name: '05-results', play: studio => studio.search('silva') },
  {
    name: '05-several',
    play: async ({ page }) => {
      for (let pressed = 0; pressed < 3; pressed += 1) await page.keyboard.press('Shift+ArrowDown');
      await page.locator('.row:nth-child(3) .tick .icon').waitFor();
    },
  },
  {
    name: '05-several-stages',
    play: async ({ page }) => {
      await page.keyboard.press('Enter');
      await page.locator('#stages').waitFor();
      await page.keyboard.press('ArrowDown');
      await page.locator('.consequence span').first().waitFor();
    },
  },
  {
    name: '06-one-line',
    play: async studio => {
      await toBox(studio);
      await studio.page.keyboard.press('Escape');
      await gone(studio, '.marks');
      await studio.search(`${actor(studio, 'negotiation').name.toLowerCase()} ${won[studio.language]}`);
    },
  },
  {
    name: '07-pasted-id',
    play: studio =>
      studio
        .search('opp_2f8c1e7a90b4')
        .then(() =>
          studio.page.waitForFunction(
            () => !/…/.test(document.querySelector('.row .below')?.textContent ?? '…'),
          ),
        )
        .then(() => undefined),
  },
  { name: '08-nothing', play: studio => studio.search('xyzzy') },
  { name: '09-stages', play: studio => openPicker(studio, actor(studio, 'qualified')) },
  {
    name: '10-stamp',
    play: async studio => {
      await studio.page.keyboard.press('End');
      await studio.page.keyboard.press('ArrowUp');
      await studio.page.locator('.consequence span').first().waitFor();
    },
  },
  {
    name: '10-note',
    play: async ({ page, language }) => {
      await page.keyboard.press('End');
      await page.keyboard.press('Tab');
      await page.keyboard.type(whyLost[language]);
    },
  },
  {
    name: '11-saved',
    play: async studio => {
      await studio.page.locator('#note').fill('');
      await studio.page.locator('#stages').focus();
      await studio.page.keyboard.press('Shift+Digit4');
      await studio.page.locator('.toast').waitFor();
    },
  },
  { name: '12-delivered', play: ({ page }) => page.locator('.toast.delivered').waitFor() },
  {
    name: '13-offline',
    play: async studio => {
      await studio.network(false);
      await studio.server.offline();
      await studio.page.locator('.net.off').waitFor();
      await pick(studio, actor(studio, 'negotiation', 1), 6);
    },
  },
  {
    name: '14-burst',
    play: async studio => {
      await pick(studio, actor(studio, 'proposal', 1), 5);
      await studio.page.keyboard.press('Escape');
      await studio.page.locator('.summing').waitFor();
    },
  },
  {
    name: '15-waiting',
    play: async studio => {
      await studio.page.keyboard.press('ControlOrMeta+p');
      await studio.page.locator('.card').nth(1).waitFor();
    },
  },
  {
    name: '16-conflict',
    play: async studio => {
      const mine = actor(studio, 'negotiation', 1);
      // What was read half a minute ago is trusted without a second look; a conflict shows only after that.
      await studio.page.waitForTimeout(trusted);
      studio.server.move(mine.id, 'lost');
      await studio.server.online();
      await studio.network(true);
      await studio.page.keyboard.press('ControlOrMeta+r');
      await studio.page.locator('.places').waitFor({ timeout: 60_000 });
      await studio.page.locator('.card').nth(1).waitFor({ state: 'detached', timeout: 60_000 });
      if (await studio.page.locator('.notice').count()) await studio.page.keyboard.press('Escape');
    },
  },
  {
    name: '17-history',
    play: async studio => {
      const { page } = studio;
      await page.keyboard.press('ControlOrMeta+y');
      await gone(studio, '.toast');
      await page.locator('.past').first().waitFor();
    },
  },
  {
    name: '18-settings',
    play: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+,');
      await page.locator('.settings').waitFor();
    },
  },
  {
    name: '18-settings-others',
    play: ({ page }) => scrollTo(page, '#whose'),
  },
  {
    name: '18-settings-end',
    play: async ({ page }) => {
      await page.locator('.settings > .field .danger').press('Enter');
      await page.locator('.sure').waitFor();
      await scrollTo(page, '.sure');
    },
  },
  {
    name: '18-settings-stages',
    play: async ({ page }) => {
      await page.locator('.sure button').first().press('Enter');
      await page.locator('.order > summary').press('Enter');
      await scrollTo(page, '.order-list');
    },
  },
  {
    name: '18-row-menu',
    play: async studio => {
      await toBox(studio);
      await studio.search('');
      await studio.page.keyboard.press('ArrowDown');
      await studio.page.keyboard.press('ControlOrMeta+k');
      await studio.page.locator('.menu button:focus').waitFor();
    },
  },
  {
    name: '18-row-pinned',
    play: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+d');
      await page.locator('.row .pinned').waitFor();
    },
  },
  {
    name: '18-row-details',
    play: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+i');
      await page.locator('.details .past, .details .muted').first().waitFor();
    },
  },
  {
    name: '19-keys',
    play: async studio => {
      await toBox(studio);
      await studio.page.keyboard.press('F1');
      await studio.page.locator('.sheet').waitFor();
    },
  },
  {
    name: '20-sample',
    play: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.evaluate(() =>
        (window as unknown as { bridge: Bridge }).bridge.call('session.remove-key', { erase: true }),
      );
      await page.locator('.or + button').press('Enter');
      await page.locator('.first-lines').waitFor();
      await page.locator('[role=option]').first().waitFor();
      await gone({ page } as Studio, '.loading');
    },
  },
];
