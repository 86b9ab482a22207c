import type { Browser, Page } from 'playwright-core';
import { defaultSettings } from '../../main/contract/settings.ts';
import { capsOf } from '../../renderer/state/model/accelerator.ts';
import { openStudio } from './studio.ts';
import { type Frame, film } from './webp.ts';

type Env = Readonly<Record<string, string>>;
const viewport = { width: 800, height: 640 };
const screen = { width: 800, height: 880 };

/** Writes under the popup which keys were just pressed; drawn by the camera, no part of the product. */
async function caption(page: Page, keys: readonly string[]): Promise<void> {
  await page.evaluate(caps => {
    const line =
      document.getElementById('caption') ?? document.body.appendChild(document.createElement('div'));
    line.id = 'caption';
    line.ariaHidden = 'true';
    Object.assign(line.style, {
      position: 'fixed',
      insetInline: '0',
      bottom: '20px',
      display: 'flex',
      justifyContent: 'center',
      gap: '8px',
    });
    line.replaceChildren(
      ...caps.map(cap => {
        const key = document.createElement('kbd');
        key.textContent = cap;
        Object.assign(key.style, {
          font: '600 18px/32px system-ui',
          height: '34px',
          padding: '0 12px',
          borderRadius: '8px',
        });
        return key;
      }),
    );
  }, keys);
}

/** One quick update from the hotkey to "delivered", as an animated WebP. */
export async function shootFilm(browser: Browser, env: Env): Promise<Buffer> {
  const studio = await openStudio({ browser, env, language: 'en', theme: 'light', viewport: screen });
  const frames: Frame[] = [];
  const shoot = async (ms: number, ...keys: string[]) => {
    await caption(studio.page, keys);
    frames.push({ still: await studio.still(true), ms });
  };
  try {
    await studio.begin();
    const { page } = studio;
    await shoot(1500, ...capsOf(defaultSettings.hotkey, 'linux', 'Space'));
    for (const text of ['s', 'si', 'sil']) {
      await studio.search(text);
      await shoot(text === 'sil' ? 1100 : 260, ...text);
    }
    await page.keyboard.press('Enter');
    await page.locator('#stages').waitFor();
    await shoot(1400, 'Enter');
    await page.keyboard.press('Shift+Digit6');
    await page.locator('.toast').waitFor();
    await shoot(1600, '6');
    await page.locator('.toast.delivered').waitFor();
    await shoot(2600);
  } finally {
    await studio.close();
  }
  return film(frames, screen.width, screen.height);
}

/** The picture a reader sees first: results at twice the density. */
export async function shootHero(browser: Browser, env: Env, theme: 'light' | 'dark'): Promise<Buffer> {
  const studio = await openStudio({ browser, env, language: 'en', theme, viewport, scale: 2 });
  try {
    await studio.begin();
    await studio.search('acme');
    return await studio.still(true);
  } finally {
    await studio.close();
  }
}
