import { expect, test } from 'vitest';
import type { Dialect } from '../../../main/contract/model.ts';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';

/** The moves that Enter, Enter makes: to the open stage that certainly follows, and none where nobody knows the order. */
const certain: Readonly<Record<Dialect, readonly string[]>> = {
  documented: ['new → contacted', 'contacted → qualified', 'qualified → proposal', 'proposal → negotiation'],
  // From qualifying it would be `qualified`, which the board of the web application calls Won.
  status: ['leads → invite_sent', 'invite_sent → accepted', 'accepted → qualifying'],
  stage_id: [],
};

onEachDialect('stages', ({ dialect, start }) => {
  const stagesOf = (scene: Scene) => scene.page.getByRole('listbox', { name: /^Stage/ });
  const signedIn = async (scene: Scene): Promise<Scene> => {
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    return scene;
  };

  /** One opportunity in every stage of every pipeline, and the name of the stage it stands in. */
  const onePerStage = (scene: Scene): ReadonlyMap<string, string> => {
    const rows = scene.server.book.all();
    return new Map(
      scene.server.pipelines.flatMap(({ id, stages }) => {
        const own = rows.filter(({ pipeline }) => pipeline === id);
        return stages.map((stage, at) => {
          const row = own[at];
          if (row === undefined) throw new Error(`no row for ${stage.name}`);
          scene.server.move(row.id, stage.id);
          return [row.id, stage.name] as const;
        });
      }),
    );
  };

  test('Enter and Enter again end no deal, whatever stage it stands in', { timeout: 180_000 }, async () => {
    const scene = await start();
    const rows = onePerStage(scene);
    await signedIn(scene);
    for (const [id] of rows) {
      await scene.search(id);
      await scene.page.keyboard.press('Enter');
      await stagesOf(scene).waitFor();
      // Another key than the one that has opened the stages: this Enter is meant.
      await scene.page.keyboard.press('NumpadEnter');
      await scene.page.waitForFunction(
        () => document.querySelector('.notice:not(.lasting)') || !document.querySelector('#stages'),
      );
      if (await stagesOf(scene).isVisible()) await scene.page.keyboard.press('Escape');
      else await scene.app.until('window', ({ visible }) => !visible);
    }
    await scene.patched(certain[dialect].length);
    await scene.loaded();
    const moves = scene.patches().map(({ id, stage }) => `${rows.get(id)} → ${stage}`);
    expect(moves.toSorted()).toEqual(certain[dialect].toSorted());
  });

  test('letters typed on among the stages choose one and move nothing', async () => {
    const scene = await signedIn(await start());
    await scene.search('silva');
    await scene.page.keyboard.press('Enter');
    await stagesOf(scene).waitFor();
    await scene.page.keyboard.type('ganho lost perdido discarded maria');
    await scene.page.keyboard.press('Home');
    await scene.page.keyboard.type('ganho lost perdido won');
    await stagesOf(scene).getByRole('option', { name: 'Won', selected: true }).waitFor();
    await scene.loaded();
    expect(scene.patches()).toEqual([]);
  });

  test('what the user says of a stage and of the order holds over a restart, and digits follow it', async () => {
    const scene = await signedIn(await start());
    const { hands } = scene;
    const columns = () => scene.page.locator('.order-list').first().locator('li');
    const openStages = async (): Promise<void> => {
      await scene.openSettings();
      await hands.press(scene.page.locator('.order > summary'));
      const [board] = await scene.page.locator('.board > summary').all();
      if (board !== undefined) await hands.press(board);
      await columns().first().waitFor();
    };
    await openStages();
    const [first = '', second = '', third = ''] = await columns().locator('.name').allTextContents();
    await hands.press(scene.page.getByRole('button', { name: `Move ${first} down`, exact: true }).first());
    await columns().first().filter({ hasText: second }).waitFor();
    const meaning = scene.page.getByRole('combobox', { name: `What ${third} means`, exact: true }).first();
    await hands.take(meaning, 'Lost');
    await columns().filter({ hasText: third }).filter({ hasText: 'Your choice' }).waitFor();
    await scene.check();
    await scene.restart();
    await scene.loaded();
    await openStages();
    const names = await columns().locator('.name').allTextContents();
    expect(names.slice(0, 2)).toEqual([second, first]);
    const ends = scene.page.locator('.order-list').first().locator('.first-end, .first-end ~ li');
    await ends.filter({ hasText: third }).filter({ hasText: 'Your choice' }).waitFor();

    // Where stages have ids they are called as at the server; elsewhere there is one pipeline, of which this is the second.
    const { pipelines, book } = scene.server;
    const own = pipelines.find(({ stages }) => stages.some(({ name }) => name === second)) ?? pipelines[0];
    const row = book
      .all()
      .find(({ pipeline, stage }) => pipeline === own?.id && stage === own.stages.at(-1)?.id);
    await hands.back(scene.page);
    await scene.search(row?.id ?? '');
    await scene.page.keyboard.press('Enter');
    await stagesOf(scene).waitFor();
    await scene.page.keyboard.press('Digit1');
    await scene.patched(1);
    const wanted = own?.stages.find(({ name }) => name === second) ?? own?.stages[1];
    expect(scene.patches()).toMatchObject([{ id: row?.id, stage: wanted?.name }]);
  });
});
