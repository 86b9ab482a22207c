import { expect, test } from 'vitest';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';
import { meet, said } from './trouble.ts';

let scene: Scene;

onEachDialect('what passes is waited for', ({ start }) => {
  // Refused once, the app asks again after a minute at the earliest, whatever the server says.
  test('429: nothing is lost, the popup says when it goes on', { timeout: 150_000 }, async () => {
    scene = await start();
    const error = { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests', retry_after: 4 };
    const body = JSON.stringify({ success: false, error });
    const headers = { 'Content-Type': 'application/json' };
    await meet(scene, () =>
      scene.server.faults.add({ kind: 'raw', status: 429, body, headers }, { method: 'PATCH' }),
    );
    await scene.press();
    await said(scene, /Request limit reached/);
    await scene.syncUntil(() => scene.patches().length >= 2);
    expect(scene.patches()).toMatchObject([{ status: 429 }, { stage: 'won', status: 200 }]);
  });

  test('500: looked at again, then sent once more', async () => {
    scene = await start();
    await meet(scene, () => scene.server.faults.add({ kind: 'error', status: 500 }, { method: 'PATCH' }));
    await scene.patched(2);
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect(scene.patches()).toMatchObject([{ status: 500 }, { stage: 'won', status: 200 }]);
  });

  test('a timeout after the server has acted is not sent again', async () => {
    scene = await start();
    await meet(scene, () => scene.server.faults.add({ kind: 'silence', acted: true }, { method: 'PATCH' }));
    await scene.press();
    await said(scene, 'saved here');
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect(scene.patches()).toHaveLength(1);
  });

  test('a hotel’s sign-in page is not taken for the API', async () => {
    scene = await start();
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    await scene.restart();
    scene.server.faults.add({ kind: 'captive' }, { times: Number.POSITIVE_INFINITY });
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.press();
    await said(scene, /The network may ask for a login/);
    scene.server.faults.clear();
    await scene.syncUntil(() => scene.patches().some(({ status }) => status === 200));
    // What the sign-in page swallowed never reached the API.
    const acted = scene.patches().filter(({ status }) => status === 200);
    expect(acted).toMatchObject([{ stage: 'won' }]);
  });
});
