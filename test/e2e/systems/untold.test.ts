import { describe, expect, test } from 'vitest';
import type { Bridge } from '../../../main/contract/bridge.ts';
import { onOneDialect } from '../dialects.ts';

onOneDialect('what no notification can show', ({ start }) => {
  describe.each([
    ['where every one fails', ['--mode', 'failing-notifications']],
    ['on Windows for a build from sources', ['--platform', 'win32']],
  ])('%s', (_, system) => {
    test('the tray says, above its menu and beside the pointer, until the popup was opened', async () => {
      const scene = await start({ keychain: 'none', system });
      await scene.signIn();
      const gone = scene.server.book.all().at(-1);
      if (gone === undefined) throw new Error('The sample is empty');
      const to = scene.stageOf(gone.id, 'won');
      scene.server.book.remove(gone.id);
      await scene.app.send({ do: 'blur' });
      await scene.page.evaluate(
        async ({ id, to, stage }) => {
          const { bridge } = window as unknown as { bridge: Bridge };
          await bridge.call('settings.change', { undoSeconds: 0 });
          type Move = Parameters<typeof bridge.call<'move'>>[1];
          return bridge.call('move', { opportunity: id, to, seen: stage } as Move);
        },
        { id: gone.id, to, stage: gone.stage },
      );
      const { menu, tooltip } = await scene.app.until(
        'tray',
        told => told.menu?.[0]?.id === 'untold-0' && told.tooltip.includes('Needs you'),
      );
      expect(menu?.[0]?.label).toMatch(/^Needs you: ./);
      expect(tooltip.split('\n')[1]).toBe('Needs you');
      expect(scene.app.events.filter(({ event }) => event === 'notification')).toEqual([]);
      await scene.app.send({ do: 'menu', path: ['untold-0'] });
      await scene.page.getByRole('heading', { name: 'Pending changes' }).waitFor();
      await scene.app.until('tray', told => told.menu?.[0]?.id === 'open');
    });
  });
});
