import { expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../../main/contract/bridge.ts';
import { startApp } from '../../support/app.ts';
import { openWindow, sharedBrowser } from '../../support/browser.ts';
import { noSession } from '../../support/secret-service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

// Without a key no server is asked, so that its dialect makes no difference here.

const apiUrl = 'https://stolen-words.way-out.test/more';

test('an address of the API that nobody agrees to outside of the page is not taken, and nobody is asked there', async () => {
  // In the end the user agrees to that address, which is then asked: not by the app's own choice (`npm run hosts`).
  const env = { ...(await noSession()), RAZE_API_URL: undefined, CONTACTS_FILE: undefined };
  const app = await startApp({ userDataDir: tempFolder(), env, args: ['--lang=en-US'] });
  onTestFinished(() => app.kill());
  const page = await openWindow(await sharedBrowser(), await app.url());
  onTestFinished(() => page.context().close());
  const script = (apiUrl: string) =>
    page.evaluate(async apiUrl => {
      const bridge = Reflect.get(window, 'bridge') as Bridge;
      const setting = bridge.call('settings.change', { apiUrl, undoSeconds: 7 });
      const again = await bridge.call('settings.change', { apiUrl });
      const used = await bridge.call('session.use-key', { key: 'stolen-words', apiUrl });
      const set = await setting;
      return { set, again, used, now: await bridge.call('session.get', null) };
    }, apiUrl);

  const asked = app.next('dialog', ({ kind }) => kind === 'message');
  const denied = script(apiUrl);
  expect((await asked).text).toContain(apiUrl);
  await app.send({ do: 'dialog', button: 1 });
  expect(await denied).toMatchObject({
    set: { value: { ok: false, failure: { code: 'api-declined' } } },
    again: { value: { ok: false, failure: { code: 'api-declined' } } },
    used: { value: { ok: false, failure: { code: 'api-changed' } } },
    now: { value: { settings: { apiUrl: null, undoSeconds: 7 } } },
  });
  expect(app.events.filter(({ event }) => event === 'dialog')).toHaveLength(1);
  expect(app.strangers()).toEqual([]);

  // Nobody is asked until he gives in.
  expect(await script(`${apiUrl}/again`)).toMatchObject({
    set: { value: { ok: false, failure: { code: 'api-declined' } } },
  });
  expect(app.events.filter(({ event }) => event === 'dialog')).toHaveLength(1);

  const hidden = app.next('window', ({ visible }) => !visible);
  await page.evaluate(() => (Reflect.get(window, 'bridge') as Bridge).call('popup.hide', null));
  await hidden;
  const shown = app.next('window', ({ visible }) => visible);
  await app.send({ do: 'shortcut' });
  await shown;
  const agreed = script(apiUrl);
  await app.next('dialog');
  await app.send({ do: 'dialog', button: 0 });
  expect(await agreed).toMatchObject({ set: { value: { ok: true, value: { apiUrl } } } });
});
