import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { asked } from './setup/asked.mjs';
import { modules, projectNode } from './setup/paths.mjs';
import { run, say } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm run hosts`: runs every end-to-end test and prints the `hosts` that the program, its commands included, reached for (a connection, a datagram, a
 * name that is asked for; a program that is started counts as one), and those
 * of them that are neither the API's addresses nor this machine (`unexpected`). With arguments, only tests of these
 * files; `--json` prints one line. Fails where a test fails, or a host is unexpected.
 */
const { values, positionals: files } = asked(
  'hosts',
  { json: { type: 'boolean' } },
  { rest: '[FILES OF TESTS]' },
);
await ensureReady({ tests: true });
await build();
const folder = mkdtempSync(join(tmpdir(), 'raze-hosts-'));
const kept = join(folder, 'contacts');
try {
  const { code } = await run(
    projectNode(),
    [join(modules, 'vitest', 'vitest.mjs'), 'run', '--project', 'e2e', ...files],
    { env: { CONTACTS_FILE: kept }, stdio: ['ignore', process.stderr, process.stderr] },
  );
  const contacts = existsSync(kept) ? readFileSync(kept, 'utf8').trim().split('\n') : [];
  const hosts = [...new Set(contacts)].toSorted();
  const { isExpected } = await import('../test/webhost/contacts.ts');
  const unexpected = hosts.filter(host => !isExpected(host));
  if (values.json) console.log(JSON.stringify({ hosts, unexpected }));
  else say(`contacted: ${hosts.join(', ')}\nunexpected: ${unexpected.join(', ') || 'none'}`);
  process.exitCode = code === 0 && unexpected.length === 0 && hosts.length > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
