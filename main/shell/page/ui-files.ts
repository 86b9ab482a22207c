import { readdir, readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Language } from '../../contract/language.ts';

/**
 * The page may run and show its own files and nothing else; nothing may frame it. The sandbox forbids windows,
 * downloads and dialogs. Forms are allowed for their submit event and lead nowhere.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "worker-src 'none'",
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  // For what the policy does not cover: WebRTC, and names and connections that are only hinted at. From Chromium 152
  // on. https://wicg.github.io/connection-allowlists/
  'Connection-Allowlist': '(response-origin)',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

const refuse = (status: number): Response => new Response(null, { status, headers });

/** The file that a URL path names inside `root`; null when it must not be served. */
export function fileFor(root: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  // Plain names only: no backslash, colon or control character, no `..`, no hidden file.
  if (!/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path)) return null;
  const file = normalize(join(root, path));
  return file.startsWith(normalize(root) + sep) && Object.hasOwn(types, extname(file)) ? file : null;
}

/** The document with a preload of its language's words, so that they load together with the script. */
async function withWords(document: Buffer, root: string, language: Language): Promise<Buffer> {
  const names = await readdir(join(root, 'assets')).catch(() => []);
  const words = names.find(name => name.startsWith(`${language.toLowerCase()}-`) && name.endsWith('.js'));
  if (words === undefined) return document;
  const link = `<link rel="modulepreload" href="./assets/${words}">`;
  return Buffer.from(document.toString().replace('</head>', `${link}</head>`));
}

/**
 * Answers `app://ui/…` from the built page's folder: GET and HEAD, known file types, every answer with the policy
 * above. `language` is the page's. Anything else gets 404 or 405 without a body. Never rejects.
 */
export function createUiHandler(
  root: string,
  language: () => Language,
): (request: Request) => Promise<Response> {
  return async request => {
    const url = URL.parse(request.url);
    if (url === null || url.protocol !== 'app:' || url.host !== 'ui') return refuse(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const file = fileFor(root, url.pathname === '/' ? '/index.html' : url.pathname);
    if (file === null) return refuse(404);
    try {
      const read = await readFile(file);
      const bytes = extname(file) === '.html' ? await withWords(read, root, language()) : read;
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
        headers: { ...headers, 'Content-Type': types[extname(file)] ?? 'application/octet-stream' },
      });
    } catch {
      return refuse(404);
    }
  };
}
