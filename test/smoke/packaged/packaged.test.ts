import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { desktopFile } from '../../../main/shell/desktop/desktop-entry.ts';
import { linkScheme } from '../../../main/shell/links/link.ts';
import { fuseNames } from '../../package/fuses.ts';
import { type Launched, launch } from '../launch.ts';
import { display, packaged, packagedProgram, skipped } from '../needs.ts';

/** What is there in a packaged program only: its archive, its fuses, its links, start at login. */
describe.skipIf(skipped('the packaged program', packaged, display))('packaged', () => {
  let app: Launched;

  beforeAll(async () => {
    app = await launch();
    await app.connect();
  });
  afterAll(() => app?.close());

  test('its fuses are those of electron-builder.yml, but for the one that lets a test driver in', async () => {
    const { electronFuses } = parse(readFileSync('electron-builder.yml', 'utf8')) as {
      readonly electronFuses: Readonly<Record<string, boolean>>;
    };
    const wanted = Object.entries({ ...electronFuses, enableNodeCliInspectArguments: true });
    const wire = await getCurrentFuseWire(packagedProgram);
    const isOn = Object.fromEntries(
      fuseNames.map(name => [
        name.charAt(0).toLowerCase() + name.slice(1),
        Number(wire[FuseV1Options[name]]) === '1'.charCodeAt(0),
      ]),
    );
    const { resetAdHocDarwinSignature: _signing, ...fuses } = Object.fromEntries(wanted);
    expect(isOn).toEqual({ ...fuses, wasmTrapHandlers: true });
  });

  test('it looks for no newer version while its feed has no address', async () => {
    const because = process.platform === 'linux' ? 'package' : 'no-feed';
    expect((await app.call('session.get', null)).update).toEqual({ state: 'off', because });
  });

  test('it runs from its archive', async () => {
    const { isPackaged, path } = await app.app.evaluate(({ app: running }) => ({
      isPackaged: running.isPackaged,
      path: running.getAppPath(),
    }));
    expect([isPackaged, path.endsWith('app.asar')]).toEqual([true, true]);
  });

  test('a link handed to a second start fills the popup in, and moves nothing', async () => {
    const [deal] = app.server.book.all().filter(({ stage }) => stage === 'proposal');
    if (deal === undefined) throw new Error('The sample has no deal in proposal');
    expect(await app.startAgain(`${linkScheme}://opportunity/${deal.id}?stage=won`)).toBe(0);
    await app.page.getByText(deal.name).first().waitFor();
    expect(app.server.book.get(deal.id)?.stage).toBe('proposal');
  });

  test.runIf(process.platform === 'win32')('its links are registered', async () => {
    const isOurs = (scheme: string) =>
      app.app.evaluate(({ app: running }, name) => running.isDefaultProtocolClient(name), scheme);
    expect(await isOurs(linkScheme)).toBe(true);
  });

  test.runIf(process.platform === 'linux')(
    'start at login names this program, and is taken back',
    async () => {
      const file = join(app.session?.env.XDG_CONFIG_HOME ?? '', 'autostart', desktopFile);
      const program = await app.app.evaluate(() => process.execPath);
      expect(await app.call('settings.change', { startAtLogin: true })).toMatchObject({ ok: true });
      expect(readFileSync(file, 'utf8')).toContain(`Exec="${program}" --hidden\n`);
      expect(await app.call('settings.change', { startAtLogin: false })).toMatchObject({ ok: true });
      expect(existsSync(file)).toBe(false);
    },
  );

  test.runIf(process.platform === 'win32')('start at login is on, and is taken back', async () => {
    const isOn = () =>
      app.app.evaluate(
        ({ app: running }) => running.getLoginItemSettings({ args: ['--hidden'] }).openAtLogin,
      );
    await app.call('settings.change', { startAtLogin: true });
    expect(await isOn()).toBe(true);
    await app.call('settings.change', { startAtLogin: false });
    expect(await isOn()).toBe(false);
  });
});
