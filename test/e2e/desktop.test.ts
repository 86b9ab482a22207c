import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '../../main/contract/bridge.ts';
import { onOneDialect } from './dialects.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-desktop-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const visible = (wanted: boolean) => scene.app.until('window', told => told.visible === wanted);
const hide = async (): Promise<void> => {
  await scene.app.send({ do: 'blur' });
  await visible(false);
};
const isVisible = (): boolean | undefined =>
  scene.app.events.findLast(told => told.event === 'window')?.visible;

onOneDialect('the desktop', ({ start }) => {
  beforeAll(async () => {
    scene = await start({ keychain: 'none' });
    const last = scene.server.book.all().at(-1);
    if (last !== undefined) scene.server.book.put({ ...last, name: '<b>R&D</b>\nLtda' });
    await scene.signIn();
  });

  describe('changing the hotkey', () => {
    const change = (hotkey: string) =>
      scene.page.evaluate(
        wanted =>
          (window as unknown as { bridge: Bridge }).bridge.call('settings.change', { hotkey: wanted }),
        hotkey,
      );
    const held = (): readonly (readonly string[])[] =>
      scene.app.events.flatMap(told => (told.event === 'shortcut' ? [told.accelerators] : []));

    test('takes the new one before it lets the old one go', async () => {
      const before = held().length;
      expect(await change('Control+Alt+K')).toMatchObject({ ok: true, value: { ok: true } });
      expect(held().slice(before)).toEqual([['Alt+Shift+Space', 'Control+Alt+K'], ['Control+Alt+K']]);
    });

    test('keeps the old one when another program holds the new one, or when it is none', async () => {
      await scene.app.send({ do: 'clash', accelerator: 'Control+Alt+J' });
      expect(await change('Control+Alt+J')).toMatchObject({
        value: { ok: false, failure: { code: 'hotkey-taken', accelerator: 'Control+Alt+J' } },
      });
      expect(await change('K')).toMatchObject({
        value: { ok: false, failure: { code: 'hotkey-malformed', accelerator: 'K' } },
      });
      expect(held().at(-1)).toEqual(['Control+Alt+K']);
    });
  });

  test('the first press of a newly recorded hotkey proves it and leaves the popup open, the next hides it', async () => {
    await scene.app.send({ do: 'menu', path: ['settings'] });
    await visible(true);
    await scene.hands.press(scene.page.locator('#hotkey'));
    await scene.page.locator('#hotkey.recording').waitFor();
    await scene.page.keyboard.press('Control+Alt+L');
    await scene.page.getByText(/^Press .* now to test it\.$/).waitFor();
    await scene.app.send({ do: 'shortcut' });
    await scene.page.getByText('It works.').waitFor();
    expect(isVisible()).toBe(true);
    await scene.app.send({ do: 'shortcut' });
    await visible(false);
  });

  describe('the hotkey for what was copied', () => {
    const press = () => scene.app.send({ do: 'shortcut', accelerator: 'Control+Alt+V' });
    const copied = async (text: string): Promise<void> => {
      await scene.app.send({ do: 'clipboard', text });
      await press();
      await visible(true);
    };

    test('opens the popup with the copied text, selected, and Enter moves nothing', async () => {
      await scene.page.evaluate(() =>
        (window as unknown as { bridge: Bridge }).bridge.call('settings.change', {
          clipboardHotkey: 'Control+Alt+V',
        }),
      );
      const { name = '' } = scene.server.book.all()[0] ?? {};
      await copied(`  ${name} won\n`);
      await scene.page.getByRole('option').first().waitFor();
      await scene.page.waitForFunction(text => {
        const box = document.activeElement;
        return box instanceof HTMLInputElement && box.value === text && box.selectionEnd === text.length;
      }, `${name} won`);
      await scene.page.keyboard.press('Enter');
      await scene.page.getByRole('listbox', { name: /^Stage/ }).waitFor();
      expect(scene.patches()).toEqual([]);
      await scene.page.keyboard.press('Escape');
      await hide();
    });

    test('opens it as it was left where several things or nothing was copied', async () => {
      await copied(
        'a@b.example and c@d.example, which are two addresses and too long a line to be offered as it is',
      );
      expect(await scene.box.inputValue()).not.toContain('@');
      await hide();
    });

    test('is let go when it is turned off', async () => {
      await scene.page.evaluate(() =>
        (window as unknown as { bridge: Bridge }).bridge.call('settings.change', { clipboardHotkey: null }),
      );
      await expect(press()).rejects.toThrow('hotkeys');
    });
  });

  describe('a click on the tray', () => {
    test('shows the popup, and the click’s own blur does not hide it again', async () => {
      await scene.app.send({ do: 'menu', path: ['open'] });
      await visible(true);
      await scene.app.send({ do: 'shortcut' });
      await visible(false);
      await scene.app.send({ do: 'click-tray' });
      await visible(true);
      await scene.app.send({ do: 'blur' });
      expect(isVisible()).toBe(true);
    });

    test('that has just taken the focus from the popup leaves it hidden', async () => {
      await scene.app.send({ do: 'menu', path: ['open'] });
      await hide();
      await scene.app.send({ do: 'click-tray' });
      expect(isVisible()).toBe(false);
    });
  });

  test('the tray’s icon follows the system’s colours', async () => {
    await scene.app.send({ do: 'theme', dark: true });
    await scene.app.until('tray', ({ image }) => image?.includes('on-dark') ?? false);
    await scene.app.send({ do: 'theme', dark: false });
    await scene.app.until('tray', ({ image }) => image?.includes('on-light') ?? false);
  });

  test('the export’s dialog does not hide the popup, and the file is written where it was chosen, for its user alone', async () => {
    await scene.app.send({ do: 'menu', path: ['open'] });
    await visible(true);
    const answer = scene.page.evaluate(() =>
      (window as unknown as { bridge: Bridge }).bridge.call('history.export', { zone: 'America/Sao_Paulo' }),
    );
    const { text } = await scene.app.next('dialog', told => told.kind === 'save');
    expect(text).toMatch(/raze-history\.csv$/);
    await scene.app.send({ do: 'blur' });
    expect(isVisible()).toBe(true);
    const path = join(folder, 'history.csv');
    await scene.app.send({ do: 'dialog', path });
    expect(await answer).toEqual({ ok: true, value: { ok: true, value: { path } } });
    expect(readFileSync(path, 'utf8').charCodeAt(0)).toBe(0xfeff);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test('what needs the user is notified, and a click leads to it', async () => {
    const gone = scene.server.book.all().at(-1);
    if (gone === undefined) throw new Error('The sample is empty');
    const to = scene.stageOf(gone.id, 'won');
    scene.server.book.remove(gone.id);
    const moved = await scene.page.evaluate(
      async ({ id, to, stage }) => {
        const { bridge } = window as unknown as { bridge: Bridge };
        await bridge.call('settings.change', { undoSeconds: 0 });
        type Move = Parameters<typeof bridge.call<'move'>>[1];
        return bridge.call('move', { opportunity: id, to, seen: stage } as Move);
      },
      { id: gone.id, to, stage: gone.stage },
    );
    expect(moved).toMatchObject({ ok: true, value: { ok: true } });
    const told = await scene.app.next('notification');
    expect(told.title).toBe('Needs you');
    expect(told.body).toContain('<b>R&D</b> Ltda');
    expect(told.body).toMatch(/won/i);
    await scene.app.until('tray', ({ image }) => image?.startsWith('needs-you') ?? false);
    await hide();
    await scene.app.send({ do: 'notification-click' });
    await visible(true);
    await scene.page.getByRole('heading', { name: 'Pending changes' }).waitFor();
  });
});
