import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { modules, nodeHeaders, projectNode } from './paths.mjs';
import { run, say } from './run.mjs';

/** Whether the native module loads in the project's Node. Takes about 50 ms. */
export async function keytarLoads() {
  const { code } = await run(projectNode(), ['-e', "require('keytar')"], { quiet: true });
  return code === 0;
}

/**
 * Repairs a keytar that an earlier install could not build (it is an optional dependency, so npm went on without
 * it): puts it back and builds it against the headers that came with Node 24. Resolves to whether it loads now.
 */
export async function repairKeytar() {
  if (await keytarLoads()) return true;
  say('Building keytar, the bridge to the keychain …');
  const headers = nodeHeaders();
  const env = headers === null ? {} : { npm_config_nodedir: headers };
  const present = existsSync(join(modules, 'keytar', 'package.json'));
  const args = present ? ['rebuild', 'keytar'] : ['install', '--no-save', '--no-fund', '--no-audit'];
  const { output } = await run('npm', args, { quiet: true, env });
  if (await keytarLoads()) return true;
  say(`${output.trim()}\n! keytar could not be built.`);
  return false;
}
