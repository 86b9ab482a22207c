import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { keyOf } from '../keyring.ts';
import { type Launched, launch } from '../launch.ts';
import { electron, skipped, x11 } from '../needs.ts';
import { focused, openTerminal, press } from '../x11.ts';

/**
 * What only a desktop can tell: the hotkey under an X server, the focus that comes and goes back, and the key in a keyring. The
 * session and its keyring are the test's own and go with it. `test/smoke/desk.sh` makes the desktop.
 */
const onLinux = process.platform === 'linux';
const why = onLinux ? skipped('the hotkey, the focus and the keyring', electron, x11) : 'it is Linux’s';

describe.skipIf(why)('on a desktop', () => {
  let app: Launched;

  beforeAll(async () => {
    app = await launch();
    await app.page.getByRole('textbox', { name: 'API key' }).waitFor();
  });
  afterAll(() => app?.close());

  const isShown = async (): Promise<boolean | undefined> => (await app.popup()).visible;

  test('the hotkey opens the popup with the focus, and Escape gives the focus back', async () => {
    await press('Escape');
    await expect.poll(isShown).toBe(false);
    const terminal = await openTerminal('somebody else');
    onTestFinished(() => terminal.close());
    await expect.poll(focused).toBe('somebody else');
    await press(defaultSettings.hotkey);
    await expect.poll(focused).toBe('Raze Quick Stage');
    expect(await app.page.evaluate(() => document.hasFocus())).toBe(true);
    await press('Escape');
    await expect.poll(isShown).toBe(false);
    await expect.poll(focused).toBe('somebody else');
  });

  test('the hotkey pressed again hides it; what takes the focus hides it too', async () => {
    await press(defaultSettings.hotkey);
    await expect.poll(isShown).toBe(true);
    await expect.poll(focused).toBe('Raze Quick Stage');
    await press(defaultSettings.hotkey);
    await expect.poll(isShown).toBe(false);
    await press(defaultSettings.hotkey);
    await expect.poll(focused).toBe('Raze Quick Stage');
    const terminal = await openTerminal('somebody else');
    onTestFinished(() => terminal.close());
    await expect.poll(isShown).toBe(false);
  });

  test('the key is kept in this session’s keyring, and removing it leaves none behind', async () => {
    await press(defaultSettings.hotkey);
    await expect.poll(isShown).toBe(true);
    await app.connect();
    expect(await keyOf(app.session, app.server.url)).toBe(app.server.key);
    expect(await app.call('session.remove-key', { erase: true })).toMatchObject({ ok: true });
    expect(await keyOf(app.session, app.server.url)).toBeNull();
    expect(await keyOf(app.session, 'trial')).toBeNull();
  });
});
