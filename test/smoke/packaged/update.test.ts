import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { launch } from '../launch.ts';
import { display, packaged, packagedProgram, skipped } from '../needs.ts';

/**
 * Looking for a newer version, in the packaged program: its updater's bundle, its list's address, its own version. A copy whose
 * address is a feed of the test's. A Mac does not start a copy that was changed.
 */
const why =
  process.platform === 'darwin'
    ? 'a changed bundle does not start'
    : skipped('a look for a newer version', packaged, display);

/** A feed on loopback, whatever list is asked for, with this version as the newest. */
async function feedOf(version: string): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const file = `raze-quick-stage-${version}.bin`;
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end(
      `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: AAAA\n    size: 1\npath: ${file}\nsha512: AAAA\nreleaseDate: '2026-12-01T00:00:00.000Z'\n`,
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe.skipIf(why)('packaged', () => {
  test('it asks its feed, and finds that it is the newest', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'raze-smoke-update-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    cpSync(dirname(packagedProgram), folder, { recursive: true, verbatimSymlinks: true });
    const program = join(folder, basename(packagedProgram));
    const manifest = await import('../../../package.json', { with: { type: 'json' } });
    const feed = await feedOf(manifest.default.version);
    writeFileSync(
      join(folder, 'resources', 'app-update.yml'),
      `provider: generic\nurl: ${feed.url}\nupdaterCacheDirName: raze-quick-stage-updater\n`,
    );
    // On Linux only an AppImage replaces itself, and this is how a program knows that it is one.
    const app = await launch({ program, env: { APPIMAGE: join(folder, 'raze-quick-stage.AppImage') } });
    onTestFinished(() => app.close());
    await app.call('update.look', null);
    await expect
      .poll(async () => (await app.call('session.get', null)).update, { timeout: 20_000 })
      .toMatchObject({ state: 'none' });
    expect(feed.asked.length).toBeGreaterThan(0);
  });
});
