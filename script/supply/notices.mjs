import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, root } from '../setup/paths.mjs';
import { shipped } from './shipped.mjs';

export const noticesFile = join(root, 'dist', 'third-party-notices.md');

/** The licence's text as the package has it: its own file, or the part of its README under "License". */
function licenceText({ name, text }) {
  if (text !== '') return text;
  const folder = join(modules, name);
  const file = readdirSync(folder).find(entry => /^licen[cs]e(\.\w+)?$/i.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8');
  const readme = join(folder, 'README.md');
  const [, part] = existsSync(readme)
    ? (/^(?:#+ *Licen[cs]e|Licen[cs]e\n-+)\s*\n([\s\S]*?)(?=^#|^\[|$(?![\s\S]))/im.exec(
        readFileSync(readme, 'utf8'),
      ) ?? [])
    : [];
  if (part?.includes('Copyright')) return part;
  throw new Error(`${name} is shipped, and its package has no licence text.`);
}

/** Writes the notices that are shipped beside the program. Throws where a shipped package has no licence text. */
export function writeNotices() {
  const parts = shipped().map(
    one => `## ${one.name} ${one.version} (${one.licence})\n\n${licenceText(one).trim()}\n`,
  );
  const head = `# Third-party notices

Raze Quick Stage contains the following software. What Electron itself contains (Chromium, Node.js and their parts) is in
\`LICENSES.chromium.html\`, beside the program.
`;
  writeFileSync(noticesFile, [head, ...parts].join('\n'));
}
