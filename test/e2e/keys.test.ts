import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { ServerRecord } from '../deployed/record.ts';
import { keyText } from '../deployed/world.ts';
import { startApp } from '../support/app.ts';
import { openWindow, sharedBrowser } from '../support/browser.ts';
import { noSession } from '../support/secret-service.ts';
import { deployedForThisTest } from '../support/servers/deployed.ts';
import { httpServer } from '../support/servers/loopback.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { onEachDialect } from './dialects.ts';
import { keyboard as hands } from './hands.ts';
import type { Scene } from './scene.ts';

/** A machine whose environment names no address: the settings do. */
async function machine(): Promise<Page> {
  const env = { ...(await noSession()), RAZE_API_URL: undefined };
  const app = await startApp({ userDataDir: tempFolder(), env, args: ['--lang=en-US'] });
  onTestFinished(() => app.kill());
  const page = await openWindow(await sharedBrowser(), await app.url(), {
    viewport: { width: 640, height: 640 },
  });
  onTestFinished(() => page.context().close());
  page.setDefaultTimeout(20_000);
  return page;
}

const enter = async (page: Page, label: string): Promise<void> => {
  await hands.write(page.getByRole('textbox', { name: 'API key' }), keyText({ label }));
  await hands.press(page.getByRole('button', { name: 'Connect' }));
};

const writer = { key: keyText({ label: 'write-only' }), permissions: ['opportunities:write'] };

onEachDialect('a write-only key’s first move', ({ dialect, start }) => {
  const begin = async (): Promise<{ scene: Scene; deal: ServerRecord }> => {
    const scene = await start({ server: { keys: [writer] } });
    await enter(scene.page, 'write-only');
    const deal = scene.server.book.all().find(({ wonAt }) => wonAt === null);
    if (deal === undefined) throw new Error('no open deal');
    return { scene, deal };
  };
  const paste = async ({ page }: Scene, id: string): Promise<void> => {
    await hands.press(page.getByRole('button', { name: 'Start' }));
    await page.getByRole('combobox', { name: 'Search opportunities' }).fill(id);
    await page.getByRole('option', { name: new RegExp(id) }).waitFor();
    await page.getByText('Pasted ID').waitFor();
    await page.keyboard.press('Enter');
  };

  test.runIf(dialect !== 'stage_id')('a pasted id, a pick, delivered', async () => {
    const { scene, deal } = await begin();
    await paste(scene, deal.id);
    await hands.commit(scene.page.getByRole('option', { name: /^\d? ?Won$/ }));
    await scene.page.getByText('Delivered').first().waitFor();
    expect(scene.server.book.get(deal.id)?.stage).toBe('won');
  });

  // This revision tells no key which stages there are.
  test.runIf(dialect === 'stage_id')('before a pick it is said that no stages are known', async () => {
    const { scene, deal } = await begin();
    await scene.page.getByText('No stages are known to this key yet').waitFor();
    await paste(scene, deal.id);
    await scene.page.getByRole('button', { name: 'Keys in GetRaze' }).waitFor();
    expect(await scene.page.getByRole('listbox', { name: /^Stage/ }).count()).toBe(0);
    expect(scene.server.book.get(deal.id)).toEqual(deal);
  });
});

test('the address choice: no key is shown to a web page, and another address is chosen where the key is entered', async () => {
  const shown: string[] = [];
  const site = await httpServer((request, response) => {
    shown.push(JSON.stringify(request.headers));
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
  });
  const api = await deployedForThisTest('status');
  const page = await machine();
  await page.getByText('The key goes to app.getraze.com').waitFor();
  const choose = async (address: string): Promise<void> => {
    await hands.press(page.getByRole('button', { name: 'Another address' }));
    await hands.write(page.getByRole('textbox', { name: 'API address' }), address);
    await hands.press(page.getByRole('button', { name: 'Save' }));
    await page.getByText(`The key goes to ${address}`).waitFor();
  };
  await choose(site);
  await enter(page, 'rw');
  await page.getByRole('alert').filter({ hasText: 'not the API' }).waitFor();
  expect(shown.join()).not.toContain(keyText({ label: 'rw' }));
  await choose(api.url);
  await enter(page, 'rw');
  await page.getByRole('button', { name: 'Start' }).waitFor();
});
