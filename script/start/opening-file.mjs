import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file that leads a browser to `url`, which may be a secret: every user of the machine can read the arguments that
 * a browser is started with, and nobody else this file. The way Jupyter goes (`_write_browser_open_file` in
 * jupyter_server's serverapp.py). `remove` takes it away again.
 */
export function writeOpeningFile(url) {
  const folder = mkdtempSync(join(tmpdir(), 'raze-quick-stage-'));
  chmodSync(folder, 0o700);
  const path = join(folder, 'open.html');
  const target = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const head = `<meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Raze Quick Stage</title>`;
  const html = `<!doctype html>${head}<meta http-equiv="refresh" content="0;url=${target}"><a href="${target}">Raze Quick Stage</a>\n`;
  writeFileSync(path, html, { mode: 0o600, flag: 'wx' });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
