import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, root } from '../setup/paths.mjs';
import { noticeIn, ownersNamed } from './carried.mjs';
import { shipped } from './shipped.mjs';

export const noticesFile = join(root, 'dist', 'third-party-notices.md');

/** A licence's own headings stand below the package's. */
const below = text => text.replace(/^#/gm, '###');

/** The MIT licence, for a package that names it and its author in its manifest only. */
const mit = author => `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/**
 * The licence's text as the package has it: its own file, or the part of its README under "License". Where it has none, that of the MIT
 * licence, if its manifest names that and an author.
 */
function licenceText({ name, licence, text }) {
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
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (licence === 'MIT' && author) return mit(author.name ?? author);
  throw new Error(`${name} is shipped, and its package has no licence text.`);
}

/**
 * Writes the notices that are shipped beside the program: of each package its licence, its notice, and what the comments in its files say
 * of whose they are. Throws where a shipped package has no licence text.
 */
export function writeNotices() {
  const owners = ownersNamed();
  const parts = shipped().map(one => {
    const texts = [licenceText(one), noticeIn(join(modules, one.name)), ...(owners.get(one.name) ?? [])];
    const written = texts.filter(text => text !== '').map(text => below(text).trim());
    return `## ${one.name} ${one.version} (${one.licence})\n\n${written.join('\n\n---\n\n')}\n`;
  });
  const head = `# Third-party notices

Raze Quick Stage contains the following software. What Electron itself contains (Chromium, Node.js and their parts) is in
\`LICENSES.chromium.html\`, beside the program; on a Mac in its folder \`Resources\`.

What only puts the program in its place is electron-builder's (https://github.com/electron-userland/electron-builder-binaries) and not
listed here: on Windows NSIS with its plug-ins (https://nsis.sourceforge.io/License), in an AppImage its runtime
(https://github.com/AppImage/type2-runtime) and the libraries beside it.
`;
  writeFileSync(noticesFile, [head, ...parts].join('\n'));
}
