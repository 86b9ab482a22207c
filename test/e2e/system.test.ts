import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '../../main/contract/bridge.ts';
import type { CallName, Envelope, Request } from '../../main/contract/calls.ts';
import { filesIn, filesWith } from '../support/secret-forms.ts';
import { onEachDialect } from './dialects.ts';
import { type Scene, until } from './scene.ts';

let scene: Scene;

/** What the page may ask of the main process, asked in the page. */
const call = <K extends CallName>(name: K, request: Request<K>): Promise<Envelope<K>> =>
  scene.page.evaluate(
    ([name, request]) =>
      (window as unknown as { bridge: Bridge }).bridge.call(name as never, request as never),
    [name, request] as const,
  ) as Promise<Envelope<K>>;

onEachDialect('the system', ({ start }) => {
  beforeAll(async () => {
    scene = await start({ keychain: 'none' });
    await scene.signIn();
  });

  describe('settings reach the system', () => {
    test('the theme', async () => {
      await call('settings.change', { theme: 'dark' });
      await scene.app.until('theme', ({ source, dark }) => source === 'dark' && dark);
      await call('settings.change', { theme: 'system' });
      await scene.app.until('theme', ({ source, dark }) => source === 'system' && !dark);
    });

    test('the language, in the tray too', async () => {
      await call('settings.change', { language: 'pt-BR' });
      await scene.app.until(
        'tray',
        ({ menu }) => menu?.some(({ label }) => label === 'Configurações…') ?? false,
      );
      await call('settings.change', { language: 'en' });
      await scene.app.until('tray', ({ menu }) => menu?.some(({ label }) => label === 'Settings…') ?? false);
    });
  });

  describe('what leaves the popup', () => {
    test('links open in the user’s own browser, at known addresses only', async () => {
      await call('link.open', { page: 'api-keys' });
      const { url } = await scene.app.until('open-external');
      expect(new URL(url).protocol).toBe('https:');
      expect(await call('link.open', { page: 'https://evil.example' as never })).toMatchObject({ ok: false });
      expect(scene.app.events.filter(({ event }) => event === 'open-external')).toHaveLength(1);
    });

    test('once the link of one deal was pasted, each deal leads to its own page', async () => {
      const { hands, page } = scene;
      const [one, other] = [...scene.server.book.all()].map(({ id }) => id);
      await scene.search(`https://app.getraze.co/deals/${one}?token=s3cret`);
      await hands.open(await scene.search(other ?? ''));
      await hands.press(page.getByRole('button', { name: 'Open it in the CRM' }));
      const { url } = await scene.app.until('open-external', ({ url }) => url.includes('/deals/'));
      expect(url).toBe(`https://app.getraze.co/deals/${other}`);
      await hands.back(page);
      await scene.box.waitFor();
    });

    test('an export that is dismissed writes nothing', async () => {
      await scene.app.send({ do: 'dialog', path: null });
      expect(await call('history.export', { zone: 'Etc/UTC' })).toEqual({
        ok: true,
        value: { ok: true, value: null },
      });
    });

    test('a disk that cannot be written is a failure, not a crash', async () => {
      await scene.app.send({ do: 'dialog', path: join(scene.folder, 'no', 'such', 'folder.csv') });
      const answer = await call('history.export', { zone: 'Etc/UTC' });
      expect(answer).toMatchObject({ value: { ok: false, failure: { code: 'disk-failing' } } });
    });
  });

  describe('what the main process does not take', () => {
    test.each([
      ['move', { opportunity: '../../admin', to: 'won', seen: null }],
      ['move', { opportunity: 'opp_1', to: '', seen: null }],
      ['find', { seq: -1, text: 'x', limit: 10 }],
      ['find', { seq: 1, text: 'x'.repeat(501), limit: 10 }],
      ['settings.change', { undoSeconds: 31 }],
      ['popup.resize', { height: Number.NaN }],
      ['session.use-key', 'key'],
      ['popup.hide', { now: true }],
    ] as const)('%s with %j', async (name, request) => {
      expect(await call(name, request as never)).toMatchObject({
        ok: false,
        failure: { code: 'malformed-request', at: expect.stringContaining(name) },
      });
    });

    test('a call outside of the contract', async () => {
      await expect(call('session.key' as never, null as never)).rejects.toThrow('Unknown call');
      expect(scene.patches()).toEqual([]);
    });
  });

  describe('the running app', () => {
    test('brings a crashed page back by itself', async () => {
      const back = scene.app.next('page');
      await scene.app.send({ do: 'crash' });
      await back;
      await scene.box.waitFor();
    });

    test('keeps a log that says what became of a change and nothing of whose it is', async () => {
      const { server, app, folder } = scene;
      const row = server.book.all().find(({ name }) => name.length > 3);
      await scene.undoSeconds(0);
      await scene.pick(row?.id ?? '', /./, 'Lost');
      await scene.patched(1);
      await until(() => app.log().includes('transition to=delivered'));
      const kept = readFileSync(join(folder, 'logs', 'main.log'), 'utf8');
      expect(kept).toMatch(/ info attempt what=send outcome=done ms=\d+\n/);
      expect(kept).toMatch(/ info transition to=delivered\n/);
      const told = server.book.all().flatMap(({ id, name, company }) => [id, name, company]);
      expect(told.filter(text => text.length > 3 && kept.includes(text))).toEqual([]);
    });

    test('diagnostics go to the clipboard without a word of a customer, and the log is shown in its folder', async () => {
      const { server, app, folder } = scene;
      await call('diagnostics.copy', null);
      const { text } = await app.until('clipboard', ({ text }) => text.startsWith('Raze Quick Stage'));
      expect(text).toMatch(/\nlist: 150 of 150 opportunities, /);
      expect(text).toContain('\naddress: another\n');
      const told = server.book.all().flatMap(({ id, name, company }) => [id, name, company]);
      expect([server.key, ...told].filter(word => word.length > 3 && text.includes(word))).toEqual([]);
      await call('logs.show', null);
      expect((await app.until('open-path')).path).toBe(join(folder, 'logs'));
    });

    test('never tells the page the key, nor writes it down', async () => {
      const { value } = (await call('session.get', null)) as unknown as { value: object };
      expect(JSON.stringify(value)).not.toContain(scene.server.key);
      expect(scene.app.log()).not.toContain(scene.server.key);
      const named = filesIn(scene.folder).map(file => relative(scene.folder, file));
      expect(named).toEqual(expect.arrayContaining(['quick-stage.db', join('logs', 'main.log')]));
      expect(filesWith(scene.server.key, scene.folder)).toEqual([]);
    });
  });
});
