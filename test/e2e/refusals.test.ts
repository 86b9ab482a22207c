import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorStatus } from '../../main/sandbox/faults.ts';
import { pipelinesOf } from '../../main/sandbox/record.ts';
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

/** One pick of João Silva → Won that meets trouble at the server, and the list of pending changes afterwards. */
const meet = async (prepare: () => void): Promise<void> => {
  await scene.signIn();
  await scene.loaded();
  await scene.undoSeconds(0);
  prepare();
  await scene.pick('joao silva acme', /João Silva/, 'Won');
};
const showPending = async (): Promise<void> => {
  await scene.press();
  await scene.page.keyboard.press('Control+p');
  await scene.page.getByRole('list', { name: 'Pending changes' }).waitFor();
};
const said = (words: string | RegExp) => scene.page.getByText(words).first().waitFor();

describe.each(dialects)('what the server refuses is told in words and kept, %s', dialect => {
  test.each<[ErrorStatus, string]>([
    [400, 'The server does not accept this stage.'],
    [403, 'This key may not move the opportunity.'],
    [404, 'The server cannot find this opportunity.'],
    [418, 'The server gave an answer we did not expect.'],
  ])('%i: %s Retry delivers it', async (status, words) => {
    scene = await startScene({ browser, dialect });
    await meet(() => scene.server.faults.add({ kind: 'error', status }, { method: 'PATCH' }));
    await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
    await showPending();
    await said(words);
    expect(scene.patches()).toMatchObject([{ status }]);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Retry' }));
    await scene.patched(2);
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('needs you'));
    expect(scene.patches()).toMatchObject([{ status }, { stage: 'won', status: 200 }]);
  });

  test('401: sending waits for another key and says so; the new key delivers it after a confirmation', async () => {
    scene = await startScene({ browser, dialect });
    await meet(() =>
      scene.server.faults.add({ kind: 'error', status: 401 }, { times: Number.POSITIVE_INFINITY }),
    );
    await scene.press();
    await said('The key is no longer accepted.');
    scene.server.faults.clear();
    await scene.openSettings();
    await scene.hands.press(scene.page.getByRole('button', { name: 'Replace' }));
    await scene.hands.write(scene.page.getByRole('textbox', { name: 'API key' }), scene.server.key);
    await scene.hands.press(scene.page.getByRole('button', { name: 'Connect' }));
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect(scene.patches().at(-1)).toMatchObject({ stage: 'won', status: 200 });
  });

  test('a key without write permission: refused, kept, told', async () => {
    const reader = { key: 'gr_live_reader', permissions: ['opportunities:read'] };
    scene = await startScene({ browser, dialect, sandbox: { keys: [reader] } });
    await scene.signIn(reader.key);
    await scene.loaded();
    await scene.undoSeconds(0);
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
    await showPending();
    await said('This key may not move the opportunity.');
    expect(scene.patches()).toMatchObject([{ status: 403 }]);
  });
});

test('a stage that the server has done away with fails there, leaves the picker and parks the change', async () => {
  scene = await startScene({ browser, dialect: 'stage_id' });
  scene.reopen(/João Silva/);
  await scene.signIn();
  await scene.loaded();
  await scene.undoSeconds(0);
  const [pipeline] = pipelinesOf.stage_id;
  const [, met] = pipeline.stages;
  const proposed = pipeline.stages.find(({ name }) => name === 'Proposta enviada')?.id;
  for (const row of [...scene.server.book.all()]) {
    if (row.stage === proposed) scene.server.move(row.id, met?.id ?? '');
  }
  const fails = { times: Number.POSITIVE_INFINITY, method: 'PATCH' } as const;
  scene.server.faults.add({ kind: 'error', status: 500 }, fails);
  await scene.pick('joao silva acme', /João Silva/, 'Proposta enviada');
  await scene.syncUntil(() => scene.patches().length >= 3);
  await scene.app.until('tray', ({ tooltip }) => tooltip.includes('needs you'));
  scene.server.faults.clear();
  await showPending();
  await said('The server does not accept this stage.');
  await scene.page.keyboard.press('s');
  const stages = scene.page.getByRole('listbox', { name: /^Stage/ });
  await stages.getByRole('option', { name: 'Qualificação' }).waitFor();
  expect(await stages.getByRole('option', { name: 'Proposta enviada' }).count()).toBe(0);
});

describe.each(dialects)('what passes is waited for, %s', dialect => {
  test('429: nothing is lost, the popup says when it goes on', async () => {
    scene = await startScene({ browser, dialect });
    const error = { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests', retry_after: 4 };
    const body = JSON.stringify({ success: false, error });
    const headers = { 'Content-Type': 'application/json' };
    await meet(() =>
      scene.server.faults.add({ kind: 'raw', status: 429, body, headers }, { method: 'PATCH' }),
    );
    await scene.press();
    await said(/Request limit reached/);
    await scene.syncUntil(() => scene.patches().length >= 2);
    expect(scene.patches()).toMatchObject([{ status: 429 }, { stage: 'won', status: 200 }]);
  });

  test('500: looked at again, then sent once more', async () => {
    scene = await startScene({ browser, dialect });
    await meet(() => scene.server.faults.add({ kind: 'error', status: 500 }, { method: 'PATCH' }));
    await scene.patched(2);
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect(scene.patches()).toMatchObject([{ status: 500 }, { stage: 'won', status: 200 }]);
  });

  test('a timeout after the server has acted is not sent again', async () => {
    scene = await startScene({ browser, dialect });
    await meet(() => scene.server.faults.add({ kind: 'silence', acted: true }, { method: 'PATCH' }));
    await scene.press();
    await said('saved here');
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect(scene.patches()).toHaveLength(1);
  });

  test('a hotel’s sign-in page is not taken for the API', async () => {
    scene = await startScene({ browser, dialect });
    await scene.signIn();
    await scene.loaded();
    await scene.undoSeconds(0);
    await scene.restart();
    scene.server.faults.add({ kind: 'captive' }, { times: Number.POSITIVE_INFINITY });
    await scene.pick('joao silva acme', /João Silva/, 'Won');
    await scene.press();
    await said(/The network may ask for a login/);
    scene.server.faults.clear();
    await scene.syncUntil(() => scene.patches().some(({ status }) => status === 200));
    expect(scene.patches()).toMatchObject([{ stage: 'won', status: 200 }]);
  });
});
