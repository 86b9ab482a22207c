import { expect, test } from 'vitest';
import { isEnd } from '../../deployed/pipelines.ts';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';
import { meet, said, showPending } from '../server/trouble.ts';

let scene: Scene;

/** A colleague moves João Silva to the other pipeline; its stages by name. */
function relocate(): { readonly id: string; readonly first: string; readonly last: string } {
  const row = scene.server.book.all().find(({ name }) => name === 'João Silva');
  const other = scene.server.pipelines.find(({ id }) => id !== row?.pipeline);
  const open = other?.stages.filter(stage => !isEnd(stage)) ?? [];
  const [first, last] = [open.at(0), open.at(-1)];
  if (row === undefined || other === undefined || first === undefined || last === undefined) {
    throw new Error('nothing to move');
  }
  scene.server.book.put({ ...row, pipeline: other.id, stage: first.id, updatedAt: Date.now() });
  return { id: row.id, first: first.name, last: last.name };
}

// The other two know one pipeline only.
onEachDialect('a moved pipeline', ({ dialect, start }) => {
  test.runIf(dialect === 'stage_id')(
    'is told before anything is sent, and a stage of the new one delivers without another question',
    async () => {
      scene = await start();
      await scene.signIn();
      await scene.loaded();
      await scene.undoSeconds(0);
      await scene.app.send({ do: 'network', online: false });
      await scene.pick('joao silva acme', /João Silva/, 'Won');
      const { id, last } = relocate();
      await scene.app.send({ do: 'network', online: true });
      await scene.app.send({ do: 'menu', path: ['sync'] });
      await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
      expect(scene.patches()).toEqual([]);
      await showPending(scene);
      await said(scene, 'Your change was not made.');
      await scene.check();
      await scene.hands.press(scene.page.getByRole('button', { name: 'Choose the stage' }));
      const stage = scene.page.getByRole('listbox', { name: /^Stage/ }).getByRole('option', { name: last });
      await stage.waitFor();
      await scene.hands.commit(stage);
      await scene.patched(1);
      expect(scene.patches()).toMatchObject([{ id, stage: last, status: 200 }]);
      await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    },
  );

  test.runIf(dialect === 'stage_id')(
    'that only the answer to the change shows is told as what it is, and what was there is put back',
    async () => {
      scene = await start();
      let moved = { id: '', first: '', last: '' };
      await meet(scene, () => {
        moved = relocate();
      });
      await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
      await showPending(scene);
      await said(scene, 'No column of its board shows it');
      await scene.check();
      await scene.hands.press(scene.page.getByRole('button', { name: `Put back to ${moved.first}` }));
      await scene.patched(2);
      expect(scene.patches()).toMatchObject([{ stage: 'won' }, { id: moved.id, stage: moved.first }]);
    },
  );
});
