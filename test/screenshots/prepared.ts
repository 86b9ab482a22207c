import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { readPlace } from '../../main/automation/place.ts';
import type { Bridge } from '../../main/contract/bridge.ts';
import { commandIn } from '../e2e/automation/command.ts';
import { openFeed } from '../update-test/feed.ts';
import { type HostedStudio, openStudio, type StudioOptions } from './studio.ts';

/** One picture of an app on a machine that was prepared for it; at the web host only. */
export interface PreparedScene {
  readonly name: string;
  readonly shoot: (options: StudioOptions) => Promise<Buffer>;
}

const openSettings = async ({ page }: HostedStudio): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+,');
  await page.locator('#updates').evaluate(element => element.scrollIntoView({ block: 'center' }));
};

async function pictured(
  options: StudioOptions,
  play: (studio: HostedStudio) => Promise<void>,
): Promise<Buffer> {
  const studio = await openStudio(options);
  try {
    await play(studio);
    return await studio.still();
  } finally {
    await studio.close();
  }
}

/** An assistant proposes to mark the first row that is open as won. */
async function propose(
  { app, page, folder, server }: HostedStudio,
  env: StudioOptions['env'],
): Promise<void> {
  await page.evaluate(
    patch => (window as unknown as { bridge: Bridge }).bridge.call('settings.change', patch),
    { automation: 'propose' } as const,
  );
  while (readPlace(folder)?.state !== 'on') await page.evaluate(() => new Promise(requestAnimationFrame));
  const [row] = [...server.book.all()].filter(({ stage }) => stage === 'negotiation');
  await app.send({ do: 'blur' });
  const [command, args] = commandIn(folder, ['mcp']);
  const client = new Client({ name: 'gallery', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({ command, args, env: { ...process.env, ...env } as never, stderr: 'ignore' }),
  );
  await client.callTool({ name: 'propose_move', arguments: { text: row?.id ?? '', stage: 'won' } });
  await client.close();
  await page.locator('#stages').waitFor();
  await page.locator('.notice').waitFor();
}

export const preparedScenes: readonly PreparedScene[] = [
  {
    name: '21-proposed',
    shoot: options =>
      pictured(options, async studio => {
        await studio.begin();
        await propose(studio, options.env);
      }),
  },
  {
    name: '22-newer-version',
    async shoot(options) {
      const folder = mkdtempSync(join(tmpdir(), 'raze-newer-'));
      const feed = await openFeed();
      const image = join(folder, 'quick-stage.AppImage');
      mkdirSync(join(folder, 'resources'));
      writeFileSync(
        join(folder, 'resources', 'app-update.yml'),
        `provider: generic\nurl: ${feed.url}\nupdaterCacheDirName: raze-quick-stage-updater\n`,
      );
      writeFileSync(image, 'the old program');
      chmodSync(image, 0o755);
      feed.publish('latest', { version: '9.9.9', bytes: Buffer.from('the new program') });
      const homes = { XDG_CACHE_HOME: 'cache', XDG_CONFIG_HOME: 'config', XDG_DATA_HOME: 'share' };
      const env = Object.fromEntries(Object.entries(homes).map(([name, at]) => [name, join(folder, at)]));
      try {
        return await pictured(
          {
            ...options,
            args: ['--mode', 'packaged', '--resources', join(folder, 'resources')],
            env: { ...options.env, ...env, APPIMAGE: image },
          },
          async studio => {
            await studio.begin();
            await openSettings(studio);
            await studio.page.locator('.field:has(#updates) button').press('Enter');
            await studio.page.locator('.field:has(#updates) .muted', { hasText: '9.9.9' }).waitFor();
            await studio.page.keyboard.press('Escape');
            await studio.page.locator('.notice').waitFor();
          },
        );
      } finally {
        await feed.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },
  {
    name: '23-locked',
    async shoot(options) {
      const folder = mkdtempSync(join(tmpdir(), 'raze-policy-'));
      const policy = join(folder, 'policy.json');
      writeFileSync(policy, JSON.stringify({ automation: 'propose', updates: 'latest', sendReasons: false }));
      try {
        return await pictured(
          { ...options, env: { ...options.env, RAZE_POLICY_FILE: policy } },
          async studio => {
            await studio.begin();
            await openSettings(studio);
          },
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },
];
