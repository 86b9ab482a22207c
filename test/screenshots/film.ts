import type { Browser } from 'playwright-core';
import { openStudio } from './studio.ts';
import { type Frame, film } from './webp.ts';

type Env = Readonly<Record<string, string>>;
const viewport = { width: 800, height: 620 };

/** One quick update from the hotkey to "delivered", as an animated WebP. */
export async function shootFilm(browser: Browser, env: Env): Promise<Buffer> {
  const studio = await openStudio({ browser, env, language: 'en', theme: 'light', viewport });
  const frames: Frame[] = [];
  const shoot = async (ms: number) => frames.push({ still: await studio.still(true), ms });
  try {
    await studio.begin();
    const { page } = studio;
    await shoot(1200);
    for (const text of ['s', 'sil', 'silv']) {
      await studio.search(text);
      await shoot(220);
    }
    await shoot(700);
    await page.keyboard.press('Enter');
    await page.locator('#stages').waitFor();
    await shoot(1100);
    await page.keyboard.press('Shift+Digit6');
    await page.locator('.toast').waitFor();
    await shoot(1500);
    await page.locator('.toast.delivered').waitFor();
    await shoot(2200);
  } finally {
    await studio.close();
  }
  return film(frames, viewport.width, viewport.height);
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
