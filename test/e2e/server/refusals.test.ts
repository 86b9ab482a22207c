import { expect, test } from 'vitest';
import type { ErrorStatus } from '../../support/servers/faults.ts';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';
import { meet, said, showPending } from './trouble.ts';

let scene: Scene;

onEachDialect('what the server refuses is told in words and kept', ({ dialect, start }) => {
  test.each<[ErrorStatus, string]>([
    [400, 'The server does not accept this stage.'],
    [403, 'This key may not move the opportunity.'],
    [404, 'The server cannot find this opportunity.'],
    [418, 'The server gave an answer we did not expect.'],
  ])('%i: %s Retry delivers it', async (status, words) => {
    scene = await start();
    await meet(scene, () => scene.server.faults.add({ kind: 'error', status }, { method: 'PATCH' }));
    await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
    await showPending(scene);
    await said(scene, words);
    expect(scene.patches()).toMatchObject([{ status }]);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Retry' }));
    await scene.patched(2);
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('needs you'));
    expect(scene.patches()).toMatchObject([{ status }, { stage: 'won', status: 200 }]);
  });

  test('401: sending waits for another key and says so; the new key delivers it after a confirmation', async () => {
    scene = await start();
    await meet(scene, () =>
      scene.server.faults.add({ kind: 'error', status: 401 }, { times: Number.POSITIVE_INFINITY }),
    );
    await scene.press();
    await said(scene, 'The server no longer accepts the key');
    scene.server.faults.clear();
    await scene.openSettings();
    await scene.hands.press(scene.page.getByRole('button', { name: 'Replace' }));
    await scene.hands.write(scene.page.getByRole('textbox', { name: 'API key' }), scene.server.key);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Connect' }));
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect(scene.patches().at(-1)).toMatchObject({ stage: 'won', status: 200 });
  });

  test('a key without write permission: told before the first pick, which is not taken', async () => {
    const reader = { key: 'gr_live_reader', permissions: ['opportunities:read'] };
    scene = await start({ server: { keys: [reader] } });
    scene.reopen(/João Silva/);
    await scene.signIn(reader.key);
    await scene.loaded();
    await scene.hands.open(await scene.search('joao silva acme', /João Silva/));
    const won = scene.page.locator('.name', { hasText: 'Won' });
    await scene.hands.commit(scene.page.getByRole('option').filter({ has: won }));
    await said(scene, 'This key may not move stages');
    expect(scene.patches()).toEqual([]);
  });

  test('a key whose write permission was taken away: refused, kept, told', async () => {
    const key = { key: 'gr_live_robbed', permissions: ['opportunities:read', 'opportunities:write'] };
    scene = await start({ server: { keys: [key] } });
    scene.reopen(/João Silva/);
    await scene.signIn(key.key);
    await scene.loaded();
    await scene.undoSeconds(0);
    key.permissions.pop();
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
    await showPending(scene);
    await said(scene, 'This key may not move the opportunity.');
    expect(scene.patches()).toMatchObject([{ status: 403 }]);
  });

  // The other two name all of their stages; only here they are learnt from rows, and have to be unlearnt.
  test.runIf(dialect === 'stage_id')(
    'a stage that the server has done away with fails there, leaves the picker and parks the change',
    async () => {
      scene = await start();
      scene.reopen(/João Silva/);
      await scene.signIn();
      await scene.loaded();
      await scene.undoSeconds(0);
      const stages = scene.server.pipelines[0]?.stages ?? [];
      const [, met] = stages;
      const proposed = stages.find(({ name }) => name === 'Proposta enviada')?.id;
      for (const row of scene.server.book.all()) {
        if (row.stage === proposed) scene.server.move(row.id, met?.id ?? '');
      }
      scene.server.world?.stages.delete(proposed ?? '');
      await scene.pick('joao silva acme', /João Silva/, 'Proposta enviada');
      await scene.syncUntil(() => scene.patches().length >= 3);
      await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
      expect(new Set(scene.patches().map(({ status }) => status))).toEqual(new Set([500]));
      await showPending(scene);
      await said(scene, 'The server does not accept this stage.');
      await scene.page.keyboard.press('s');
      const picker = scene.page.getByRole('listbox', { name: /^Stage/ });
      await picker.getByRole('option', { name: 'Qualificação' }).waitFor();
      expect(await picker.getByRole('option', { name: 'Proposta enviada' }).count()).toBe(0);
    },
  );
});
