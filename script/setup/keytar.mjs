import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { modules, nodeHeaders, projectNode, root } from './paths.mjs';
import { run, say } from './run.mjs';

const addon = join(modules, 'keytar', 'build', 'Release', 'keytar.node');
/** The sum of the addon that was built here. */
const builtHere = join(modules, '.cache', 'raze-quick-stage', 'keytar-built-here');
const headers = join(modules, '.cache', 'raze-quick-stage', 'node-headers');

/** Whether the native module loads in the project's Node. Takes about 50 ms. */
export async function keytarLoads() {
  const { code } = await run(projectNode(), ['-e', "require('keytar')"], { quiet: true });
  return code === 0;
}

/** Node's headers out of npm's reach: npm prunes the folder they come in as soon as it installs anything. */
async function keepHeaders() {
  if (nodeHeaders() === null) await run('npm', ['rebuild', 'node'], { quiet: true });
  const source = nodeHeaders();
  if (source === null) return {};
  cpSync(join(source, 'include'), join(headers, 'include'), { recursive: true });
  return { npm_config_nodedir: headers };
}

/**
 * Repairs a keytar that an earlier install could not build (it is an optional dependency, so npm went on without
 * it): installs the locked version again and builds it against the headers that came with Node 24. Resolves to
 * whether it loads now.
 */
export async function repairKeytar() {
  if (await keytarLoads()) return true;
  say('Building keytar, the bridge to the keychain …');
  const env = await keepHeaders();
  const present = existsSync(join(modules, 'keytar', 'package.json'));
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { version } = lock.packages['node_modules/keytar'];
  const args = present
    ? ['rebuild', 'keytar']
    : ['install', `keytar@${version}`, '--no-save', '--no-fund', '--no-audit'];
  const { output } = await run('npm', args, { quiet: true, env });
  rmSync(headers, { recursive: true, force: true });
  if (await keytarLoads()) return true;
  say(`${output.trim()}\n! keytar could not be built.`);
  return false;
}

const sumOf = file => createHash('sha256').update(readFileSync(file)).digest('hex');
const isBuiltHere = () =>
  existsSync(addon) && existsSync(builtHere) && readFileSync(builtHere, 'utf8') === sumOf(addon);

/**
 * Builds keytar from its source for a package, unless the one that is there was. An install takes a finished addon from a
 * host that nobody looks after any more, and compares it with nothing (`prebuild-install`): none of that is given to
 * anyone. Resolves to whether it was built and loads; needs a C++ compiler, on Linux also libsecret's headers.
 */
export async function buildKeytar() {
  if (isBuiltHere() && (await keytarLoads())) return true;
  say('Building keytar from its source …');
  const env = { ...(await keepHeaders()), npm_config_build_from_source: 'true' };
  rmSync(addon, { force: true });
  const { code, output } = await run('npm', ['rebuild', 'keytar'], { quiet: true, env });
  rmSync(headers, { recursive: true, force: true });
  if (code !== 0 || !existsSync(addon) || !(await keytarLoads())) {
    say(output.trim());
    return false;
  }
  mkdirSync(dirname(builtHere), { recursive: true });
  writeFileSync(builtHere, sumOf(addon));
  return true;
}
