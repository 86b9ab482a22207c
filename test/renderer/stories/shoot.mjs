/**
 * Draws stories to PNG files for looking at:
 * `node test/renderer/stories/shoot.mjs OUT [stories] [languages] [themes] [width] [zoom] [forced]`. `forced`: in the system's own colours.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { createServer } from 'vite';
import { launchBrowser } from '../../support/browser.ts';

const [
  out = 'dist/stories',
  names = 'all',
  languages = 'en',
  themes = 'light',
  width = '640',
  zoom = '1',
  colours,
] = process.argv.slice(2);
const server = await createServer({
  configFile: false,
  root: '.',
  plugins: [preact()],
  server: { port: 0, hmr: false, ws: false },
  define: {},
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true, include: ['preact', 'preact/hooks', 'preact/jsx-dev-runtime'] },
  cacheDir: 'dist/.vite-stories',
});
await server.listen();
const { port } = server.httpServer.address();
const browser = await launchBrowser();
await mkdir(out, { recursive: true });
const context = await browser.newContext({
  viewport: { width: Number(width), height: 720 },
  deviceScaleFactor: Number(zoom),
  reducedMotion: 'reduce',
  forcedColors: colours === 'forced' ? 'active' : 'none',
});
const page = await context.newPage();
page.on('pageerror', error => console.error('pageerror', error.message));
page.on(
  'console',
  message =>
    message.type() === 'error' &&
    !message.text().includes('ebSocket') &&
    !message.text().includes('websocket') &&
    console.error('console', message.text()),
);
const base = `http://localhost:${port}/test/renderer/stories/index.html`;
await page.goto(`${base}?story=none`);
const all = await page.evaluate(() =>
  import('/test/renderer/stories/stories.ts').then(({ stories }) => stories.map(({ name }) => name)),
);
const chosen =
  names === 'all' ? all : all.filter(name => names.split(',').some(part => name.startsWith(part)));
for (const language of languages.split(','))
  for (const theme of themes.split(','))
    for (const story of chosen) {
      await page.goto(`${base}?story=${story}&language=${language}&theme=${theme}`);
      try {
        await page.waitForSelector('body[data-ready]', { timeout: 6000 });
      } catch {
        console.error('not ready', story, language, theme);
      }
      await page.locator('.popup').screenshot({ path: join(out, `${story}.${language}.${theme}.png`) });
    }
await browser.close();
await server.close();
