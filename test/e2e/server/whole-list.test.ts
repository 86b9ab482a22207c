import { describe, expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../../main/contract/bridge.ts';
import { sharedBrowser } from '../../support/browser.ts';
import { type DeployedWays, deployedForThisTest } from '../../support/servers/deployed.ts';
import { bulkKey, withRows } from '../../support/servers/deployed-rows.ts';
import { type Scene, startScene } from '../scene.ts';

describe.each(['status', 'stage_id'] as const)('a deployed server, %s', dialect => {
  /** Signs in at one with so many rows that are alike in every time, and waits until all of them are here. */
  async function loaded(rows: number, ways: DeployedWays = {}): Promise<Scene> {
    const server = await deployedForThisTest(dialect, withRows(rows), ways);
    const scene = await startScene({ browser: await sharedBrowser(), dialect, address: server.url });
    onTestFinished(() => scene.end());
    await scene.signIn(bulkKey);
    await scene.loaded();
    return scene;
  }

  const directory = (scene: Scene) =>
    scene.page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as Bridge;
      const reply = await bridge.call('session.get', null);
      if (!reply.ok) throw new Error('no snapshot');
      const { known, total, missing, failure } = reply.value.directory;
      return { known, total, missing, failure };
    });

  test('two thousand rows that were changed at the same moment arrive whole', async () => {
    const scene = await loaded(2_000);
    expect(await directory(scene)).toEqual({ known: 2_000, total: 2_000, missing: 0, failure: null });
    for (const number of ['000000', '001234', '001999']) {
      await scene.search(`carteira ${number}`, new RegExp(`Carteira ${number}`));
    }
  });

  test('so do they from a server that gives twenty at once, whatever is asked for', async () => {
    const scene = await loaded(250, { most: 20 });
    expect(await directory(scene)).toEqual({ known: 250, total: 250, missing: 0, failure: null });
    await scene.search('carteira 000249', /Carteira 000249/);
  });
});
