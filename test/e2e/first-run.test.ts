import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Dialect } from '../../main/contract/model.ts';
import { allow } from './automation/allow.ts';
import { onEachDialect, onOneDialect } from './dialects.ts';
import type { Scene } from './scene.ts';

let scene: Scene;

/** Every file below the folder that contains the text. */
const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(file => statSync(file).isFile() && readFileSync(file).includes(text));

/** Every file of the user's data, by its path in the folder. */
const written = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(folder, name)).isFile())
    .sort();

/** A digit, and the stage that it is in the first row's pipeline; none is that pipeline's first. */
const digits: Readonly<Record<Dialect, readonly [string, string]>> = {
  documented: ['5', 'negotiation'],
  status: ['4', 'qualifying'],
  stage_id: ['5', 'won'],
};

/** The documentation does not say that permission is looked at before the rest of a PATCH. */
const leave: Readonly<Record<Dialect, RegExp>> = {
  documented: /^Move stages\s+not tried yet$/,
  status: /^Move stages\s+allowed$/,
  stage_id: /^Move stages\s+allowed$/,
};

onEachDialect('first run', ({ dialect, start }) => {
  test('key, search, pick won: the server sees exactly one PATCH with the key', async () => {
    scene = await start();
    await scene.signIn();
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.page.getByText('Saved here').first().waitFor();
    expect(scene.patches()).toEqual([]);
    await scene.patched(1);
    await scene.page.getByText('Delivered').first().waitFor();

    const [patch] = scene.patches();
    const target = scene.server.book.all().find(row => row.id === patch?.id);
    const body = dialect === 'stage_id' ? { stage_id: expect.any(String) } : { status: 'won' };
    expect(scene.patches()).toEqual([
      { id: target?.id, stage: 'won', body, key: scene.server.key, status: 200 },
    ]);
    expect(target).toMatchObject({ name: 'João Silva' });
  });

  test('says of the key what its answers have shown, and no more', async () => {
    scene = await start();
    scene.reopen(/João Silva/);
    const permissions = scene.page.locator('.permissions');
    await scene.hands.write(scene.page.getByRole('textbox', { name: 'API key' }), scene.server.key);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Connect' }));
    await permissions.waitFor();
    expect(await permissions.locator('li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Read opportunities\s+allowed$/),
      expect.stringMatching(leave[dialect]),
    ]);
  });

  test('hotkey, three letters, Enter, a digit: by keyboard alone', async () => {
    scene = await start();
    scene.reopen(/Acme/);
    await scene.signIn();
    await scene.undoSeconds(0);
    await scene.app.send({ do: 'blur' });
    await scene.press();
    await scene.page.keyboard.type('acme');
    await scene.page.locator('.pane[data-answers="acme"]').waitFor();
    await scene.page.getByRole('option', { name: /Acme/ }).first().waitFor();
    await scene.page.keyboard.press('Enter');
    await scene.page.getByRole('listbox', { name: /^Stage/ }).waitFor();
    const hidden = scene.app.next('window', ({ visible }) => !visible);
    const [digit, stage] = digits[dialect];
    await scene.page.keyboard.press(digit);
    await hidden;
    await scene.patched(1);
    expect(scene.patches()).toMatchObject([{ stage, status: 200 }]);
  });

  test('a key is replaced and removed in the settings', async () => {
    const other = { key: 'lr_live_another', permissions: ['opportunities:read', 'opportunities:write'] };
    scene = await start({ server: { keys: [other] } });
    await scene.signIn();
    await scene.openSettings();
    await scene.hands.press(scene.page.getByRole('button', { name: 'Replace' }));
    await scene.hands.write(scene.page.getByRole('textbox', { name: 'API key' }), other.key);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Connect' }));
    await scene.page.getByRole('button', { name: 'Replace' }).waitFor();
    expect(scene.server.requests.at(-1)?.headers['x-api-key']).toBe(other.key);

    await scene.hands.press(scene.page.getByRole('button', { name: 'Remove' }));
    await scene.hands.press(scene.page.getByRole('button', { name: 'Remove key only' }));
    await scene.page.getByRole('button', { name: 'Use my key' }).waitFor();
    await scene.restart();
    await scene.page.getByRole('textbox', { name: 'API key' }).waitFor();
  });

  test.each([
    ['gr_live_wrong', 'does not accept this key'],
    ['two words', 'does not look like'],
  ])('the key %s is refused in words and stays in the box', async (key, words) => {
    scene = await start();
    await scene.hands.write(scene.page.getByRole('textbox', { name: 'API key' }), key);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Connect' }));
    await scene.page.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await scene.page.getByRole('textbox', { name: 'API key' }).inputValue()).toBe(key);
  });
});

onOneDialect('a key and this machine', ({ start }) => {
  test('the key is read back after a restart, and is nowhere but in the keychain', async () => {
    scene = await start();
    await scene.signIn();
    await scene.restart();
    await scene.search('joao', /João/);
    expect(filesWith(scene.folder, scene.server.key)).toEqual([]);
    expect(scene.app.log()).not.toContain(scene.server.key);
    const page = await scene.page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as { call(name: string, request: null): Promise<unknown> };
      return JSON.stringify(await bridge.call('session.get', null)) + document.documentElement.outerHTML;
    });
    expect(page).not.toContain(scene.server.key);
    expect(page).toMatch(/"fingerprint":"[0-9A-F]{4}"/);
  });

  test('a key in a locked keychain is not said to be removed, and not to be missing at the next start', async () => {
    scene = await start();
    await scene.signIn();
    await scene.service?.lock();
    await scene.openSettings();
    await scene.hands.press(scene.page.getByRole('button', { name: 'Remove' }));
    await scene.hands.press(scene.page.getByRole('button', { name: 'Remove key only' }));
    await scene.page.getByRole('alert').filter({ hasText: 'Nothing was changed: unlock it' }).waitFor();
    await scene.page.getByText('kept in the keychain').waitFor();
    await scene.restart();
    await scene.page.getByText('The keychain is locked').waitFor();
    await scene.page.getByRole('textbox', { name: 'API key' }).waitFor();
  });

  test('everything erased is a first run in the same run, and nothing but that is left on the computer', async () => {
    scene = await start();
    await scene.page.getByRole('textbox', { name: 'API key' }).waitFor();
    const first = written(scene.folder);
    await scene.signIn();
    await scene.search('joao', /João/);
    const addresses = scene.server.book.all().map(({ email }) => email);
    const kept = () => addresses.slice(0, 5).filter(address => filesWith(scene.folder, address).length > 0);
    await expect.poll(kept).not.toEqual([]);
    await allow(scene, 'move');
    const { secret } = JSON.parse(readFileSync(join(scene.folder, 'automation.json'), 'utf8'));
    // What the updater of an installed app and older runs would have left.
    const brought = join(scene.env.XDG_CACHE_HOME ?? '', 'raze-quick-stage-updater');
    mkdirSync(join(brought, 'pending'), { recursive: true });
    for (const file of [join(brought, 'pending', 'temp-installer'), join(scene.folder, '.updaterId')]) {
      writeFileSync(file, 'left');
    }
    writeFileSync(join(scene.folder, 'logs', 'main.1.log'), 'left');
    await scene.openSettings();
    await scene.hands.press(scene.page.getByRole('button', { name: 'Erase…' }));
    await scene.hands.press(scene.page.getByRole('button', { name: 'Erase everything' }));
    await scene.page.getByRole('textbox', { name: 'API key' }).waitFor();
    expect(kept()).toEqual([]);
    expect(written(scene.folder)).toEqual(first);
    expect(filesWith(scene.folder, secret)).toEqual([]);
    expect(existsSync(brought)).toBe(false);
    const [line, ...more] = readFileSync(join(scene.folder, 'logs', 'main.log'), 'utf8').split('\n');
    expect(line).toMatch(/^\S+ info erased version=\S+ left=0$/);
    expect(more.filter(later => / (started|attempt|account kind=key)/.test(later))).toEqual([]);
    await scene.restart();
    await scene.page.getByRole('textbox', { name: 'API key' }).waitFor();
  });

  test('a key copied with what is around it is accepted', async () => {
    scene = await start();
    const copied = `X-API-Key:\u00A0“${scene.server.key}\u200B”\nUse it within 30 days`;
    await scene.page.getByRole('textbox', { name: 'API key' }).focus();
    await scene.page.keyboard.insertText(copied);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Connect' }));
    await scene.hands.press(scene.page.getByRole('button', { name: 'Start' }));
    await scene.search('joao', /João/);
  });

  test('without a keychain the key serves this session and the app says so', async () => {
    scene = await start({ keychain: 'none' });
    await scene.hands.write(scene.page.getByRole('textbox', { name: 'API key' }), scene.server.key);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Connect' }));
    await scene.page.getByText('This computer offers no keychain').waitFor();
    await scene.hands.press(scene.page.getByRole('button', { name: 'Start' }));
    await scene.search('joao', /João/);
    expect(filesWith(scene.folder, scene.server.key)).toEqual([]);
    await scene.restart();
    await scene.page.getByRole('textbox', { name: 'API key' }).waitFor();
  });

  test('sample data needs no key, and a moved deal stays moved', async () => {
    scene = await start();
    await scene.hands.press(scene.page.getByRole('button', { name: 'Try with sample data' }));
    await scene.box.waitFor();
    await scene.undoSeconds(0);
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.page.getByText('Delivered').first().waitFor();
    expect(scene.server.requests).toEqual([]);
    await scene.restart('kill');
    const row = await scene.search('joao silva acme', /João Silva/);
    expect(await row.textContent()).toContain('Won');
  });
});
