import { keytarLoads, repairKeytar } from './setup/keytar.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { giveUp, say } from './setup/run.mjs';
import { buildParts, ensureSystem, packageParts, runtimeParts, testParts } from './setup/system.mjs';

/**
 * Makes a fresh machine ready with nothing but Node ≥ 20.11 and npm: the packages of the lock file, Node 24, the
 * keychain's library and, for tests, a browser and a Secret Service. What is there already is skipped, so a second
 * call takes well under a second. Runs on that Node; it must not import anything that is not Node's own.
 */
export async function ensureReady({ tests = false } = {}) {
  await ensurePackages();
  await ensureSystem(runtimeParts);
  if (!(await keytarLoads())) {
    await ensureSystem(buildParts);
    if (!(await repairKeytar())) {
      if (tests)
        giveUp('The tests store keys in a real keychain and need keytar; see above for what is missing.');
      say('! Without keytar the app keeps an API key for the session only.');
    }
  }
  if (tests) {
    const lacking = await ensureSystem(testParts);
    if (lacking.length > 0) giveUp('The tests cannot run without what is missing above.');
    await ensureSystem(packageParts);
  }
}
