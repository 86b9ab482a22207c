import { expect, test } from 'vitest';
import type { Policy } from '../../../main/policy/policy.ts';
import { engineForThisTest } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const engineUnder = (policy: Policy) =>
  engineForThisTest({ folder: tempFolder(), keychain: memoryKeychain(), apiUrl: null, policy });

test.each([true, false])('start at login that a policy has set to %j is made so at the start', async on => {
  expect((await engineUnder({ startAtLogin: on })).autostarts).toEqual([on]);
});

test('without one, the system keeps what its user chose there', async () => {
  expect((await engineUnder({ updates: 'off' })).autostarts).toEqual([]);
});

test('a key goes to no other address than the policy’s', async () => {
  const { handlers, snapshot } = await engineUnder({ apiUrl: 'https://127.0.0.1:9' });
  await handlers['settings.change']({ apiUrl: 'http://127.0.0.1:10' });
  expect(snapshot().apiUrl).toBe('https://127.0.0.1:9');
  const tried = await handlers['session.use-key']({ key: 'gr_live_abc', apiUrl: 'http://127.0.0.1:10' });
  expect(tried.ok).toBe(false);
  expect(snapshot()).toMatchObject({ apiUrl: 'https://127.0.0.1:9', apiUrlFixed: true });
});
