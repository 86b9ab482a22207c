import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { launchBrowser, openWindow } from '../support/browser.ts';
import { noSession } from '../support/secret-service.ts';

// Without a key no server is asked, so that its dialect makes no difference here.

const folder = mkdtempSync(join(tmpdir(), 'raze-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what whoever manages the computer has set stands in the settings, locked, and what was misspelt is logged without its words', async () => {
  const policy = join(folder, 'policy.json');
  writeFileSync(
    policy,
    JSON.stringify({
      language: 'es',
      notifications: false,
      apiUrl: 'https://crm.acme.example',
      colour: 'red',
      hotkey: 'Strg+K',
    }),
  );
  // Over the policy's address it does not count, though it is none.
  const env = { ...(await noSession()), RAZE_POLICY_FILE: policy, RAZE_API_URL: 'http://no.tls.example' };
  const app = await startApp({ userDataDir: folder, env, args: ['--lang=en-US'] });
  const browser = await launchBrowser();
  try {
    const page = await openWindow(browser, await app.url());
    await page.getByText('La clave va a crm.acme.example').waitFor();
    expect(await page.getByRole('button', { name: 'Otra dirección' }).count()).toBe(0);
    await page.keyboard.press('Control+,');
    const notifications = page.getByRole('switch', { name: 'Notificaciones' });
    await notifications.waitFor();
    expect(await notifications.isDisabled()).toBe(true);
    expect(await notifications.isChecked()).toBe(false);
    expect(await page.getByText('Definido por quien administra este equipo').count()).toBe(3);
    await page.getByText('El valor que definió quien administra este equipo no se puede usar').waitFor();
    expect(await page.locator('#hotkey').isDisabled()).toBe(false);
    expect(app.log()).toContain('warn policy ignored members=2');
    expect(app.log()).toContain('info hotkey name=hotkey outcome=ours');
    expect(app.log()).not.toContain('colour');
  } finally {
    await browser.close();
    await app.kill();
  }
});
