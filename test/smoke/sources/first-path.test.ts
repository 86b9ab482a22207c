import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { click } from '../../support/pointer.ts';
import { type Launched, launch } from '../launch.ts';
import { display, electron, skipped } from '../needs.ts';

/**
 * The first path on the real Electron: start, key, search, pick, and the server has it. Needs Electron's program, the built app
 * and, on Linux, a display. `RAZE_SMOKE_APP` names a packaged program to try instead of the sources' own.
 */
describe.skipIf(skipped('the first path on real Electron', electron, display))('on real Electron', () => {
  let app: Launched;

  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app?.close());

  test('one window, shown on the first run, from the app’s own address', async () => {
    await app.page.getByRole('textbox', { name: 'API key' }).waitFor();
    await expect
      .poll(app.popup)
      .toEqual({ title: 'Raze Quick Stage', visible: true, address: 'app://ui/index.html', windows: 1 });
  });

  test('the page is shut in', async () => {
    expect(
      await app.page.evaluate(async () => ({
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
    const { page, server } = app;
    await app.connect();
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

  test('Escape hides the popup; a second start shows it and ends', async () => {
    await app.page.keyboard.press('Escape');
    await expect.poll(async () => (await app.popup()).visible).toBe(false);
    expect(await app.startAgain('--toggle')).toBe(0);
    await expect.poll(async () => (await app.popup()).visible).toBe(true);
  });

  test('quitting ends the program', async () => {
    const gone = new Promise(resolve => app.app.process().once('exit', resolve));
    await app.app.evaluate(({ app: running }) => setImmediate(() => running.quit()));
    expect(await gone).toBe(0);
  });
});
