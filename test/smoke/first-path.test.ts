import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { click } from '../support/pointer.ts';
import { type Server, startServer } from '../support/server.ts';

/**
 * The first path on the real Electron: start, key, search, pick, and the server has it. Needs Electron's program,
 * the built app and, on Linux, a display (`xvfb-run npx vitest run --project smoke` will do). `RAZE_SMOKE_APP`
 * names a program packaged with `npm run package -- --dir --e2e` to try instead of the sources' own.
 */
const root = join(import.meta.dirname, '..', '..');
const { electronBinary } = (await import('../../script/setup/electron.mjs' as string)) as {
  electronBinary: () => string | null;
};

const packaged = process.env.RAZE_SMOKE_APP;
const program = packaged ?? electronBinary();
const noDisplay =
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY ? true : undefined;
const why =
  program === null
    ? 'Electron’s program is not here (it could not be downloaded)'
    : noDisplay && 'there is no display to show a window on';
if (why) console.log(`\n  SKIPPED: the smoke test on real Electron, because ${why}.\n`);

describe.skipIf(Boolean(why))('on real Electron', () => {
  let folder: string;
  let server: Server;
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'raze-smoke-'));
    server = await startServer({ count: 60 });
    const own = packaged === undefined ? [root] : [];
    const unsandboxed = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    app = await _electron.launch({
      executablePath: program ?? '',
      args: [...unsandboxed, '--lang=en-US', ...own, `--user-data-dir=${folder}`],
      env: { ...(process.env as Record<string, string>), LANGUAGE: 'en_US', RAZE_API_URL: server.url },
    });
    page = await app.firstWindow();
  });
  afterAll(async () => {
    await app?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The popup as the main process sees it. */
  const popup = () =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return {
        title: window?.getTitle(),
        visible: window?.isVisible(),
        address: window?.webContents.getURL(),
        windows: BrowserWindow.getAllWindows().length,
      };
    });

  test('one window, shown on the first run, from the app’s own address', async () => {
    await page.getByRole('textbox', { name: 'API key' }).waitFor();
    await expect
      .poll(popup)
      .toEqual({ title: 'Raze Quick Stage', visible: true, address: 'app://ui/index.html', windows: 1 });
  });

  test('the page is shut in', async () => {
    expect(
      await page.evaluate(async () => ({
        node: typeof (globalThis as { require?: unknown }).require,
        bridge: Object.keys((globalThis as unknown as { bridge: object }).bridge).sort(),
        opened: window.open('https://example.com') === null,
        network: await fetch('https://example.com').then(
          () => 'reached',
          () => 'refused',
        ),
      })),
    ).toEqual({ node: 'undefined', bridge: ['call', 'on'], opened: true, network: 'refused' });
  });

  test('key, search, pick: the server has the stage', async () => {
    await page.getByRole('textbox', { name: 'API key' }).fill(server.key);
    await click(page.getByRole('button', { name: 'Connect' }));
    await click(page.getByRole('button', { name: 'Start' }));
    const [deal] = server.book.all().filter(({ stage }) => stage === 'proposal');
    if (deal === undefined) throw new Error('The sample has no deal in proposal');
    await page.getByRole('combobox').fill(deal.name);
    await page.getByRole('option', { name: deal.name }).first().waitFor();
    await page.keyboard.press('Enter');
    await click(page.getByRole('option', { name: 'Won' }));
    await expect.poll(() => server.book.get(deal.id)?.stage, { timeout: 20_000 }).toBe('won');
    // Beside the question that a key is tried with.
    expect(server.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
  });

  test('Escape hides the popup, a second start shows it', async () => {
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await popup()).visible).toBe(false);
    await app.evaluate(({ app: running }) => {
      running.emit('second-instance', {}, ['raze-quick-stage', '--toggle'], '', undefined);
    });
    await expect.poll(async () => (await popup()).visible).toBe(true);
  });

  test('quitting ends the program', async () => {
    const gone = new Promise(resolve => app.process().once('exit', resolve));
    await app.evaluate(({ app: running }) => setImmediate(() => running.quit()));
    expect(await gone).toBe(0);
  });
});
