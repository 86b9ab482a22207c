import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CommandAnswer } from '../../../main/automation/exit-codes.ts';
import type { Bridge } from '../../../main/contract/bridge.ts';
import type { Settings } from '../../../main/contract/settings.ts';
import { onEachDialect } from '../dialects.ts';
import type { Scene } from '../scene.ts';
import { allow, endApp, signInAndAllow } from './allow.ts';
import { commandIn } from './command.ts';

let scene: Scene;

/** An assistant that has started `raze-quick-stage mcp` on the scene's machine, by the protocol's own client. */
async function assistant(mode: 'legacy' | 'auto' = 'auto') {
  const [command, args] = commandIn(scene.folder, ['mcp']);
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...scene.env }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    ),
  );
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(new StdioClientTransport({ command, args, env, stderr: 'ignore' }));
  onTestFinished(() => client.close());
  return {
    client,
    async use(name: string, given: Record<string, unknown> = {}) {
      const { content, isError = false } = await client.callTool({ name, arguments: given });
      const said = content.flatMap(part => (part.type === 'text' ? [part.text] : []));
      expect(said.join()).not.toContain(scene.server.key);
      return { answer: JSON.parse(said[0] ?? '') as CommandAnswer, said: said[1] ?? '', isError };
    },
  };
}

const joao = (): string => scene.server.book.all().find(({ name }) => name === 'João Silva')?.id ?? '';

onEachDialect('an assistant', ({ start }) => {
  const machine = async (automation: Settings['automation']): Promise<void> => {
    scene = await start();
    await signInAndAllow(scene, automation);
  };
  const stages = () => scene.page.getByRole('listbox', { name: /^Stage/ });
  const away = async (): Promise<void> => {
    await scene.app.send({ do: 'blur' });
    await scene.app.until('window', ({ visible }) => !visible);
  };

  test('finds, reads, and proposes; the user decides in the popup', async () => {
    await machine('propose');
    const { client, use } = await assistant();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['find', 'pending', 'history', 'propose_move']);
    const found = await use('find', { text: 'joao silva acme' });
    expect(found.answer).toMatchObject({
      status: 'found',
      opportunities: expect.arrayContaining([expect.objectContaining({ id: joao() })]),
    });

    await away();
    const shown = scene.app.next('window', ({ visible }) => visible);
    const { answer, isError } = await use('propose_move', { text: joao(), stage: 'won' });
    expect([answer.status, isError]).toEqual(['proposed', false]);
    await shown;
    await stages().getByRole('option', { selected: true }).filter({ hasText: 'Won' }).waitFor();
    // What the user goes on typing elsewhere is meant for no stage.
    await scene.page.keyboard.press('Enter');
    await scene.page.keyboard.press('1');
    expect((await use('pending')).answer).toEqual({ status: 'listed', changes: [] });
    expect(scene.patches()).toEqual([]);

    // The hotkey gives it the keys, with the proposal as it was.
    await scene.app.send({ do: 'shortcut' });
    const won = stages().getByRole('option', { selected: true }).filter({ hasText: 'Won' });
    await won.waitFor();
    // A proposal takes no key until the user has paused for a second: they look, and press again.
    const digit = await won.locator('kbd').textContent();
    while (scene.patches().length === 0) {
      await new Promise(resolve => setTimeout(resolve, 1_100));
      await scene.page.keyboard.press(`Digit${digit}`);
    }
    expect(scene.patches()).toMatchObject([{ id: joao(), stage: 'won', status: 200 }]);
    await scene.app.until('tray', ({ tooltip }) => !tooltip.includes('Pending'));
    expect((await use('history', {})).answer).toMatchObject({
      changes: [{ opportunity: { id: joao() }, state: 'delivered' }],
    });
  });

  test('is told what may be meant, and what it may not do', async () => {
    await machine('move');
    const { client, use } = await assistant('legacy');
    const several = await use('propose_move', { text: 'silva', stage: 'won' });
    expect(several).toMatchObject({
      answer: { status: 'unclear', why: 'several-opportunities' },
      isError: false,
    });
    // No tool moves, whatever the user allows to the command line.
    await expect(
      client.callTool({ name: 'move', arguments: { text: joao(), stage: 'won' } }),
    ).rejects.toThrow();
    const wrong = await client.callTool({ name: 'find', arguments: { text: 5 } });
    expect(wrong.isError).toBe(true);
    await allow(scene, 'off');
    const off = await use('find', { text: joao() });
    expect([off.answer, off.isError]).toEqual([{ status: 'off', allows: 'off' }, true]);
    expect(off.said).toContain('Settings');
    expect(scene.patches()).toEqual([]);
  });

  test('may propose only so much within a minute, and the popup is the user’s all the while', async () => {
    await machine('propose');
    const { use } = await assistant();
    await away();
    const flood = (count: number) => {
      const some = scene.server.book.all().slice(0, count);
      return Promise.all(some.map(({ id }) => use('propose_move', { text: id, stage: 'won' })));
    };
    const outcomes = (told: Awaited<ReturnType<typeof flood>>) =>
      told.map(({ answer }) => (answer.status === 'refused' ? answer.code : answer.status));
    const told = await flood(15);
    expect(outcomes(told)).toEqual([...Array(10).fill('proposed'), ...Array(5).fill('too-many-proposals')]);
    const last = told.at(-1);
    expect([last?.isError, last?.said]).toEqual([true, expect.stringContaining('Try again in a minute')]);
    // The hotkey gives it to the user; a proposal takes no key until they have paused for a second.
    await scene.app.send({ do: 'shortcut' });
    await stages().waitFor();
    while (!(await scene.box.isVisible())) {
      await new Promise(resolve => setTimeout(resolve, 1_100));
      await scene.page.keyboard.press('Escape');
    }
    await scene.box.fill('maria');
    expect(outcomes(await flood(15))).not.toContain('proposed');
    expect(await scene.box.inputValue()).toBe('maria');
    expect(scene.patches()).toEqual([]);
  });

  test('does not take the popup from a user who is in it, and opens none where the app does not run', async () => {
    await machine('propose');
    const { use } = await assistant();
    if (!(await scene.app.until('window')).visible) await scene.press();
    await scene.box.fill('maria');
    const busy = await use('propose_move', { text: joao(), stage: 'won' });
    expect([busy.answer, busy.isError]).toEqual([{ status: 'refused', code: 'popup-busy' }, true]);
    expect(await scene.box.inputValue()).toBe('maria');
    // Nor from one who is about to copy something into it, and has the focus elsewhere.
    await scene.page.evaluate(async () => {
      const bridge = Reflect.get(window, 'bridge') as Bridge;
      await bridge.call('popup.entering', { what: 'key' });
    });
    await scene.app.send({ do: 'blur' });
    expect((await use('propose_move', { text: joao(), stage: 'won' })).answer).toEqual(busy.answer);
    expect((await scene.app.until('window')).visible).toBe(true);
    expect(await scene.box.inputValue()).toBe('maria');
    await endApp(scene);
    expect((await use('find', { text: joao() })).answer).toMatchObject({ opportunities: [{ id: joao() }] });
    expect((await use('propose_move', { text: joao(), stage: 'won' })).answer).toMatchObject({
      status: 'refused',
    });
    await scene.restart();
    expect((await use('pending')).answer).toEqual({ status: 'listed', changes: [] });
  });
});

describe('the bundle of the protocol', () => {
  const bundle = (name: string): string =>
    readFileSync(join(import.meta.dirname, '../../../dist', name), 'utf8');

  test('is read for the command alone, and brings no validator of JSON Schemas along', () => {
    expect(bundle('main/main.js')).not.toContain('modelcontextprotocol');
    expect(bundle('assistant/assistant.js')).toContain('propose_move');
    expect(bundle('assistant/assistant.js')).not.toMatch(/\bajv\b|new Function/);
  });
});
