import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, createUiHandler, fileFor } from '../../../main/shell/page/ui-files.ts';

let folder: string;
let root: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raze-ui-'));
  root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(root, 'folder.js'));
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'index-a1.js'), 'run()');
  writeFileSync(join(root, 'assets', 'pt-br-b2.js'), 'words()');
  writeFileSync(join(root, 'assets', 'es-c3.js'), 'words()');
  writeFileSync(join(root, 'page.html'), '<head><title>Page</title></head>');
  writeFileSync(join(root, 'index.js.map'), 'sources');
  writeFileSync(join(root, '.secret.js'), 'hidden');
  writeFileSync(join(folder, 'outside.js'), 'outside');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => {
  // A request as the system hands it over: the address has not been tidied by `Request`.
  return createUiHandler(root, () => 'pt-BR')({ url, method } as Request);
};

test.each([
  ['app://ui/', 'text/html; charset=utf-8', '<!doctype html>'],
  ['app://ui/index.html?v=1#top', 'text/html; charset=utf-8', '<!doctype html>'],
  ['app://ui/assets/index-a1.js', 'text/javascript; charset=utf-8', 'run()'],
])('%s is served as %s', async (url, type, body) => {
  const response = await get(url);
  expect([response.status, response.headers.get('Content-Type'), await response.text()]).toEqual([
    200,
    type,
    body,
  ]);
});

test('HEAD has no body', async () => {
  const response = await get('app://ui/index.html', 'HEAD');
  expect([response.status, await response.text()]).toEqual([200, '']);
});

test.each([
  'app://ui/missing.js',
  'app://ui/folder.js',
  'app://ui/index.js.map',
  'app://ui/.secret.js',
  'app://ui/../outside.js',
  'app://ui/%2e%2e/outside.js',
  'app://ui/%2e%2e%2foutside.js',
  'app://ui/..%5coutside.js',
  'app://ui/assets/..%2f..%2foutside.js',
  'app://ui//etc/passwd.js',
  'app://ui/C:%5coutside.js',
  'app://ui/%00.js',
  'app://ui/%E0%A4%A.js',
  'app://other/index.html',
  'https://ui/index.html',
  'nonsense',
])('%s is not served', async url => {
  const response = await get(url);
  expect([response.status, await response.text()]).toEqual([404, '']);
});

test('other methods are not served', async () => {
  expect((await get('app://ui/index.html', 'POST')).status).toBe(405);
});

test('no path leaves the folder', () => {
  const up = fc.constantFrom('..', '%2e%2e', '.%2E', '.', '%2e', '', 'a', 'C:', '%00', ' ');
  const between = fc.constantFrom('/', '%2f', '%5C', '\\', '//');
  const way = fc.array(fc.tuple(up, between), { maxLength: 6 });
  // Each ends in a file that would be served, so that only the way to it is judged.
  fc.assert(
    fc.property(way, pieces => {
      const file = fileFor('/srv/ui', `/${pieces.flat().join('')}x.js`);
      return file === null || (file.startsWith('/srv/ui/') && !file.split('/').includes('..'));
    }),
    { numRuns: 1_000 },
  );
});

test('a document names the words of its language, and no others', async () => {
  expect(await (await get('app://ui/page.html')).text()).toBe(
    '<head><title>Page</title><link rel="modulepreload" href="./assets/pt-br-b2.js"></head>',
  );
});

describe('the policy', () => {
  test('goes with every answer, refusals too', async () => {
    for (const url of ['app://ui/index.html', 'app://ui/missing.js']) {
      const { headers } = await get(url);
      expect(headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
      expect(headers.get('Connection-Allowlist')).toBe('(response-origin)');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    }
  });

  test('grants the page its own files and nothing else', () => {
    const rules = Object.fromEntries(
      contentSecurityPolicy.split('; ').map(rule => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
    );
    expect(rules).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'worker-src': "'none'",
      sandbox: 'allow-scripts allow-same-origin allow-forms',
    });
  });
});
