import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What @electron/fuses looks for: this text, the version, the count, one character per fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = 9;

/**
 * Fills a folder with as much of Electron for Linux as electron-builder touches: enough to assemble the archive
 * and to write the fuses, not to run.
 */
export function writeStubElectron(folder, version) {
  for (const inner of ['resources', 'locales']) mkdirSync(join(folder, inner), { recursive: true });
  const wire = Buffer.from([1, fuses, ...Array(fuses).fill(0x30)]);
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from('not a program\n'), Buffer.from(sentinel), wire, Buffer.alloc(64)]),
    { mode: 0o755 },
  );
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  for (const locale of ['en-US', 'es', 'es-419', 'fr', 'pt-BR']) {
    writeFileSync(join(folder, 'locales', `${locale}.pak`), '');
  }
}
