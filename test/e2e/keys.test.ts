import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Seed } from '../deployed/seed.ts';
import { keyText } from '../deployed/world.ts';
import { type RunningApp, startApp } from '../support/app.ts';
import { launchBrowser, openWindow } from '../support/browser.ts';
import { type Deployed, deployedForThisTest } from '../support/deployed.ts';
import { httpServer } from '../support/loopback.ts';
import { noSession } from '../support/secret-service.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { keyboard as hands } from './hands.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A machine whose environment names this address; without one, the settings do. */
async function machine(apiUrl?: string): Promise<{ app: RunningApp; page: Page }> {
  const env = { ...(await noSession()), RAZE_API_URL: apiUrl };
  const app = await startApp({ userDataDir: tempFolder(), env, args: ['--lang=en-US'] });
  onTestFinished(() => app.kill());
  const page = await openWindow(browser, await app.url(), { viewport: { width: 640, height: 640 } });
  page.setDefaultTimeout(20_000);
  return { app, page };
}

const enter = async (page: Page, label: string): Promise<void> => {
  await hands.write(page.getByRole('textbox', { name: 'API key' }), keyText({ label }));
  await hands.press(page.getByRole('button', { name: 'Connect' }));
};

describe('a write-only key’s first move', () => {
  const begin = async (dialect: Seed['dialect']): Promise<{ server: Deployed; page: Page; id: string }> => {
    const server = await deployedForThisTest(dialect);
    const { page } = await machine(server.url);
    await enter(page, 'write-only');
    const [row] = [...server.world.rows.values()].filter(
      one => one.account === 'main' && one.columns.status !== 'won',
    );
    return { server, page, id: row?.id ?? '' };
  };
  const paste = async (page: Page, id: string): Promise<void> => {
    await hands.press(page.getByRole('button', { name: 'Start' }));
    await page.getByRole('combobox', { name: 'Search opportunities' }).fill(id);
    await page.getByRole('option', { name: new RegExp(id) }).waitFor();
    await page.getByText('Pasted ID').waitFor();
    await page.keyboard.press('Enter');
  };

  test('status: a pasted id, a pick, delivered', async () => {
    const { server, page, id } = await begin('status');
    await paste(page, id);
    await hands.commit(page.getByRole('option', { name: /^\d? ?Won$/ }));
    await page.getByText('Delivered').first().waitFor();
    expect(server.world.rows.get(id)?.columns.status).toBe('won');
  });

  test('stage_id: before a pick it is said that no stages are known', async () => {
    const { server, page, id } = await begin('stage_id');
    await page.getByText('No stages are known to this key yet').waitFor();
    const before = { ...server.world.rows.get(id)?.columns };
    await paste(page, id);
    await page.getByRole('button', { name: 'Keys in GetRaze' }).waitFor();
    expect(await page.getByRole('listbox', { name: /^Stage/ }).count()).toBe(0);
    expect(server.world.rows.get(id)?.columns).toEqual(before);
  });
});

test('the address choice: no key is shown to a web page, and another address is chosen where the key is entered', async () => {
  const shown: string[] = [];
  const site = await httpServer((request, response) => {
    shown.push(JSON.stringify(request.headers));
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
  });
  const api = await deployedForThisTest('status');
  const { page } = await machine();
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
