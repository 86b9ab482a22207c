import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { letSocketIn } from './csp.ts';
import type { PageStart } from './page/messages.ts';

const parts = ['wire.ts', 'page/curtain.ts', 'page/keyboard.ts', 'page/bridge.ts', 'page/page.ts'];

/** The page's half of the host as one plain script: types and module syntax taken out, in dependency order. */
const half = parts
  .map(part => stripTypeScriptTypes(readFileSync(join(import.meta.dirname, part), 'utf8')))
  .map(text => text.replace(/^import .*$/gm, '').replace(/^export /gm, ''))
  .join('\n');

/** What runs first in a document: the page's half, then the app's preload script with its `require`. */
export function openingScript(start: PageStart, preload: string | null): string {
  return `(() => {${half}
startPage(${JSON.stringify(start)}, function (require, module, exports) {${preload ?? ''}
});
})();`;
}

/** The app's document with the opening script before everything else, and the policy that lets it work. */
export async function hostedDocument(
  response: Response,
  scriptUrl: string,
  socket: string,
): Promise<{ html: string; headers: Headers; csp: string | null }> {
  const headers = new Headers(response.headers);
  const csp = headers.get('content-security-policy');
  if (csp !== null) headers.set('content-security-policy', letSocketIn(csp, socket));
  headers.set('cache-control', 'no-store');
  headers.delete('content-length');
  const html = await response.text();
  const tag = `<script src="${scriptUrl}"></script>`;
  const head = /<head[^>]*>/i.exec(html);
  if (head === null) throw new Error('webhost: the document has no <head>');
  const at = head.index + head[0].length;
  return { html: html.slice(0, at) + tag + html.slice(at), headers, csp };
}
