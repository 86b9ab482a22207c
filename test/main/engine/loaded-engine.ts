import type { Seed } from '../../deployed/seed.ts';
import { keyText } from '../../deployed/world.ts';
import { engineForThisTest, type TestEngine } from '../../support/engine.ts';
import { memoryKeychain } from '../../support/ports/memory-keychain.ts';
import { deployedForThisTest } from '../../support/servers/deployed.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The whole product at a deployed revision, with a key that reads and writes and the list loaded. */
export async function loadedEngineForThisTest(dialect: Seed['dialect']): Promise<TestEngine> {
  const { url } = await deployedForThisTest(dialect);
  const engine = await engineForThisTest({ folder: tempFolder(), keychain: memoryKeychain(), apiUrl: url });
  await engine.handlers['session.use-key']({ key: keyText({ label: 'rw' }), apiUrl: url });
  await engine.until(({ directory }) => directory.phase === 'idle' && directory.known > 1);
  return engine;
}
