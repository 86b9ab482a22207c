import { expect, test } from 'vitest';
import { ok } from '../../../main/contract/failure.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('an engine that was stopped starts nothing any more: no keychain holds up the end of a start that somebody quits', async () => {
  let asked = 0;
  const keychain = {
    read: async () => {
      asked += 1;
      return ok(null);
    },
    store: async () => ok(null),
    remove: async () => ok(null),
  };
  const engine = await engineForThisTest({ folder: tempFolder(), keychain, apiUrl: null });
  const before = asked;
  await engine.stop();
  await engine.start();
  expect([before, asked]).toEqual([1, 1]);
});
