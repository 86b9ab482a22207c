import { expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import type { FindReply } from '../../../main/contract/find.ts';
import { foldAccents } from '../../../main/contract/folded.ts';
import { enLater } from '../../../renderer/i18n/en-later.ts';
import { esLater } from '../../../renderer/i18n/es-later.ts';
import { ptBRLater } from '../../../renderer/i18n/pt-br-later.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const names = ({ hits }: FindReply) => hits.map(({ opportunity }) => foldAccents(opportunity.name));
const targets = ({ hits }: FindReply) =>
  new Set(hits.map(({ command }) => (command?.kind === 'move' ? command.to : command?.kind)));
const list = ({ lists: [first] }: FindReply) => ({ of: first?.of, count: first?.count ?? 0 });

test('in the sample data each line that the popup shows does what stands beside it, in every language', async () => {
  const engine = await engineForThisTest({ folder: tempFolder(), keychain: memoryKeychain(), apiUrl: null });
  expect(await engine.handlers['session.use-sample'](null)).toEqual(ok(null));
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known === directory.total);

  for (const words of [ptBRLater, enLater, esLater]) {
    const find = async (line: 'name' | 'move' | 'number' | 'stage' | 'amount' | 'stale' | 'today') =>
      engine.handlers.find({ seq: 1, text: words[`line_${line}`], limit: 20 });
    expect(names(await find('name'))[0]).toMatch(/^maria /);

    const moves = await find('move');
    expect(names(moves)[0]).toMatch(/silva/);
    expect([...targets(moves)]).toEqual(expect.arrayContaining(['won']));
    const third = engine.snapshot().pipelines[0]?.stages[2]?.id;
    expect([...targets(await find('number'))]).toEqual(expect.arrayContaining([third]));

    const inStage = await find('stage');
    expect(list(inStage)).toMatchObject({ of: { kind: 'stage', stage: 'proposal' } });
    const large = await find('amount');
    expect(large.hits.length).toBeGreaterThan(0);
    expect(large.hits.every(({ opportunity: { value } }) => (value ?? 0) > 30_000)).toBe(true);
    expect(list(large).count).toBeLessThan(list(inStage).count);

    expect(list(await find('stale'))).toMatchObject({ of: { kind: 'stale', days: 30 } });
    expect(list(await find('today'))).toEqual({ of: { kind: 'today' }, count: 0 });
  }
});
