import { expect, test } from 'vitest';
import { keyText } from '../../deployed/world.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { deployedForThisTest } from '../../support/servers/deployed.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const engineOn = async (apiUrl: string) =>
  engineForThisTest({ folder: tempFolder(), keychain: memoryKeychain(), apiUrl });

test.each(['status', 'stage_id'] as const)(
  'the %s revision tells owners, and the one that the user says to be narrows counts and lists',
  async dialect => {
    const engine = await engineOn((await deployedForThisTest(dialect)).url);
    const { handlers } = engine;
    await handlers['session.use-key']({ key: keyText({ label: 'rw' }), apiUrl: engine.snapshot().apiUrl });
    const { owners } = await engine.until(
      ({ directory, owners }) => directory.phase === 'idle' && owners !== null && owners.length > 1,
    );
    const [first] = owners ?? [];
    const find = async (text: string) => handlers.find({ seq: 1, text, limit: 50 });
    const openCount = async () => ((await find('')).counts ?? []).reduce((sum, { count }) => sum + count, 0);

    const everybodys = await openCount();
    expect((await find('meus')).notMine).toBe('who');
    await handlers['settings.change']({ owner: first?.name ?? null });
    const mine = await find('meus');
    expect(mine.hits.length).toBeGreaterThan(0);
    expect(new Set(mine.hits.map(({ opportunity }) => opportunity.owner))).toEqual(new Set([first?.name]));
    await handlers['settings.change']({ whose: 'mine' });
    expect(await openCount()).toBeGreaterThan(0);
    expect(await openCount()).toBeLessThan(everybodys);
  },
);

test('the documented revision tells no owners in its list: all rows are shown, and why', async () => {
  const engine = await engineOn('https://app.getraze.com');
  const { handlers } = engine;
  await handlers['session.use-sample'](null);
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 1);
  expect(engine.snapshot().owners).toBeNull();
  expect(await handlers.find({ seq: 1, text: 'meus parados', limit: 50 })).toMatchObject({
    notMine: 'untold',
    lists: [{ of: { kind: 'stale' }, isMine: false }],
  });
});
