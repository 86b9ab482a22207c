import { readFileSync } from 'node:fs';

/**
 * The oldest Node that sets the project up, as `engines` in package.json has it; the rest runs on Node 24, which the set-up brings.
 * `import.meta.dirname` is what older ones lack first: it came with 20.11, and with 21.2. Every script imports this before anything
 * that would fail, so this file must be readable by old Nodes itself.
 *
 * @param {string} version as `process.versions.node` has it
 * @param {string} engines as `>=20.11`
 * @returns {string | null} the sentence for a Node that is too old
 */
export function tooOld(version, engines) {
  const [major, minor = 0] = version.split('.').map(Number);
  const [least, leastMinor = 0] = engines.replace('>=', '').split('.').map(Number);
  const enough = major > least || (major === least && minor >= leastMinor);
  if (enough && !(major === 21 && minor < 2)) return null;
  return `Node ${least}.${leastMinor} or newer is needed, and this is Node ${version}. Install the current one from https://nodejs.org and run again.`;
}

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const sentence = tooOld(process.versions.node, manifest.engines.node);
if (sentence !== null) {
  process.stderr.write(`\n✗ ${sentence}\n`);
  process.exit(1);
}
