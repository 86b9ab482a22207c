import { expect, test } from 'vitest';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';

let scene: Scene;

/** Three opportunities that the sample data has, and where they go. */
const picks = [
  ['joao silva acme', /João Silva/, 'Won', 'won'],
  ['maria', /Maria/, 'Lost', 'lost'],
  ['garcia', /García/, 'Won', 'won'],
] as const;

const pickThree = async (): Promise<void> => {
  for (const [text, name, stage] of picks) await scene.pick(text, name, stage);
};

onEachDialect('offline', ({ start }) => {
  test.each(['quit', 'kill'] as const)(
    'three picks, %s and restart, reconnect: three PATCHes in order, nothing twice',
    async how => {
      scene = await start();
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
    scene = await start();
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
    scene = await start();
    scene.reopen(/Maria/);
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(30);
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.press();
    await scene.page.keyboard.press('Control+z');
    await scene.page
      .getByText(/^Put back to /)
      .first()
      .waitFor();
    await scene.undoSeconds(0);
    await scene.pick('maria', /Maria/, 'Lost');
    await scene.patched(1);
    expect(scene.patches()).toMatchObject([{ stage: 'lost' }]);
  });

  test('a colleague’s newer change is never overwritten: the popup asks', async () => {
    scene = await start();
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    await scene.app.send({ do: 'network', online: false });
    const id = scene.server.book.all().find(({ name }) => name === 'João Silva')?.id ?? '';
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    scene.server.move(id, scene.stageOf(id, 'lost'));
    await scene.app.send({ do: 'network', online: true });
    // What the user asks for does not wait until the reconnect's half minute is over.
    await scene.app.send({ do: 'menu', path: ['sync'] });
    await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
    expect(scene.patches()).toEqual([]);
    await scene.press();
    await scene.hands.go(scene.page, 'Pending');
    await scene.hands.press(scene.page.getByRole('button', { name: 'Send mine' }));
    await scene.patched(1);
    expect(scene.patches()).toMatchObject([{ id, stage: 'won', status: 200 }]);
  });
});
