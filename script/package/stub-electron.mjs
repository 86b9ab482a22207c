import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What @electron/fuses looks for: this text, the version, the count, one character per fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron ships them (Electron: build/fuses/fuses.json5), so that what is read back was set by us. */
const fusesOfElectron = '101100011';

const says = `#!/bin/sh
echo 'This package was built where Electron could not be had. It is for tests; there is no program in it.' >&2
exit 1
`;

/**
 * Fills a folder with as much of Electron for Linux as electron-builder touches: enough to assemble the archive, to
 * write the fuses and to make a package of it. Its program says that it is none.
 */
export function writeStubElectron(folder, version) {
  for (const inner of ['resources', 'locales']) mkdirSync(join(folder, inner), { recursive: true });
  const wire = Buffer.from([1, fusesOfElectron.length, ...Buffer.from(fusesOfElectron)]);
  const program = Buffer.concat([Buffer.from(says), Buffer.from(sentinel), wire, Buffer.alloc(64)]);
  writeFileSync(join(folder, 'electron'), program, { mode: 0o755 });
  writeFileSync(join(folder, 'chrome-sandbox'), says, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  for (const locale of ['en-US', 'es', 'es-419', 'fr', 'pt-BR']) {
    writeFileSync(join(folder, 'locales', `${locale}.pak`), '');
  }
}
