import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { root } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { shipped } from './shipped.mjs';

/**
 * The bill of materials as `npm sbom` writes it from the lock file: what is shipped is `required`, what only builds
 * and tests is `excluded`. Two runs of one commit give the same bytes. Wants a build.
 */
export async function billOfMaterials() {
  const { code, output } = await run(
    'npm',
    [
      'sbom',
      '--package-lock-only',
      '--sbom-format',
      'cyclonedx',
      '--sbom-type',
      'application',
      '--loglevel',
      'error',
    ],
    { quiet: true },
  );
  if (code !== 0) throw new Error(`npm sbom ended with ${code}: ${output}`);
  const { serialNumber: _number, ...bill } = JSON.parse(output);
  const ships = new Set(shipped().map(({ name, version }) => `${name}@${version}`));
  const components = bill.components.map(one => ({
    ...one,
    scope: ships.has(nameOf(one)) ? 'required' : 'excluded',
  }));
  const listed = new Set(components.map(nameOf));
  const missing = [...ships].filter(name => !listed.has(name));
  if (missing.length > 0) throw new Error(`Shipped, and not in the lock file: ${missing.join(', ')}`);
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { timestamp: _time, ...metadata } = bill.metadata;
  return {
    bill: { ...bill, metadata: { ...metadata, component: { ...metadata.component, name } }, components },
    shipped: ships.size,
    withoutLicence: components.filter(({ licenses = [] }) => licenses.length === 0).map(nameOf),
  };
}

const nameOf = ({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`;

/** What CycloneDX's own schema finds wrong with a bill; null for nothing. */
export async function faultsOf(text) {
  const faults = await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(text);
  return faults === null ? null : JSON.stringify(faults);
}
