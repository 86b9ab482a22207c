import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf, type SandboxPipeline } from '../../main/sandbox/record.ts';
import { launchBrowser } from '../support/browser.ts';
import { dialects } from '../support/sandbox.ts';
import { type Scene, startScene } from './scene.ts';

let browser: Browser;
let scene: Scene;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => scene.end());

/** Three opportunities that the sample data has, and where they go. */
const picks = [
  ['joao silva acme', /João Silva/, 'Won', 'won'],
  ['maria', /Maria/, 'Lost', 'lost'],
  ['garcia', /García/, 'Won', 'won'],
] as const;

/** What the wire calls the lost stage of this pipeline. */
const lost = (pipeline: string | undefined): string => {
  const pipelines: readonly SandboxPipeline[] = pipelinesOf[scene.dialect];
  const stages = pipelines.find(({ id }) => id === pipeline)?.stages ?? [];
  return stages.find(({ name }) => name === 'lost')?.id ?? '';
};

const pickThree = async (): Promise<void> => {
  for (const [text, name, stage] of picks) await scene.pick(text, name, stage);
};

describe.each(dialects)('offline, %s', dialect => {
  test.each(['quit', 'kill'] as const)(
    'three picks, %s and restart, reconnect: three PATCHes in order, nothing twice',
    async how => {
      scene = await startScene({ browser, dialect });
      scene.reopen(/Maria|García/);
      await scene.signIn();
      await scene.loaded();
      await scene.undoSeconds(0);
      await scene.app.send({ do: 'network', online: false });
      await pickThree();
      await scene.server.offline();
      await scene.restart(how);
      await scene.app.until('tray', ({ tooltip }) => tooltip.includes('Pending: 3'));
      await scene.page.getByRole('button', { name: /^Pending.*3/ }).waitFor();
      expect(scene.patches()).toEqual([]);

      await scene.server.online();
      await scene.app.send({ do: 'menu', path: ['sync'] });
      await scene.patched(3);
      await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
      expect(scene.patches().map(({ stage }) => stage)).toEqual(picks.map(([, , , stage]) => stage));
      expect(new Set(scene.patches().map(({ id }) => id)).size).toBe(3);
    },
  );

  test('a pick made offline says saved here, waits, and goes out by itself when the network is back', async () => {
    scene = await startScene({ browser, dialect });
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    await scene.app.send({ do: 'network', online: false });
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.press();
    await scene.page.getByText('saved here').first().waitFor();
    await scene.app.send({ do: 'network', online: true });
    // Reconnecting machines spread over half a minute, so that a fleet does not stampede.
    await scene.patched(1);
    expect(scene.patches()).toMatchObject([{ stage: 'won', status: 200 }]);
  });

  test('undo within the window withdraws the pick: nothing is ever sent', async () => {
    scene = await startScene({ browser, dialect });
    scene.reopen(/Maria/);
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(30);
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.press();
    await scene.page.keyboard.press('Control+z');
    await scene.page.getByText('Undone').first().waitFor();
    await scene.undoSeconds(0);
    await scene.pick('maria', /Maria/, 'Lost');
    await scene.patched(1);
    expect(scene.patches()).toMatchObject([{ stage: 'lost' }]);
  });

  test('a colleague’s newer change is never overwritten: the popup asks', async () => {
    scene = await startScene({ browser, dialect });
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    await scene.app.send({ do: 'network', online: false });
    const row = [...scene.server.book.all()].find(({ name }) => name === 'João Silva');
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    scene.server.move(row?.id ?? '', lost(row?.pipeline));
    await scene.app.send({ do: 'network', online: true });
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Offline'));
    await scene.app.send({ do: 'menu', path: ['sync'] });
    await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
    expect(scene.patches()).toEqual([]);
    await scene.press();
    await scene.hands.go(scene.page, 'Pending');
    await scene.hands.press(scene.page.getByRole('button', { name: 'Send mine' }));
    await scene.patched(1);
    expect(scene.patches()).toMatchObject([{ id: row?.id, stage: 'won', status: 200 }]);
  });
});
