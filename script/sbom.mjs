import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { asked } from './setup/asked.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { giveUp, say } from './setup/run.mjs';

/**
 * `npm run sbom`: a CycloneDX bill of materials, checked against its schema, at `dist/sbom.json` or `--out FILE`.
 * `--json` prints one line: `components`, of these `shipped`, and `without_licence`.
 */
const { values } = asked('sbom', { json: { type: 'boolean' }, out: { type: 'string' } });
const out = values.out ?? join(root, 'dist', 'sbom.json');

await ensurePackages();
await build();
// Only now: it imports what has just been installed.
const { billOfMaterials, faultsOf } = await import('./supply/bill-of-materials.mjs');
const { bill, shipped, withoutLicence } = await billOfMaterials();
const text = `${JSON.stringify(bill, null, 2)}\n`;
const faults = await faultsOf(text);
if (faults !== null) giveUp(`The bill of materials is not valid CycloneDX: ${faults}`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, text);

const components = bill.components.length;
if (values.json) {
  console.log(JSON.stringify({ components, shipped, without_licence: withoutLicence.length }));
} else {
  say(`${components} components, ${shipped} of them shipped: ${out}`);
  for (const name of withoutLicence) say(`  without a licence: ${name}`);
}
process.exitCode = withoutLicence.length === 0 ? 0 : 1;
