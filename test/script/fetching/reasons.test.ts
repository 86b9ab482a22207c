import { expect, test } from 'vitest';

interface Failure {
  readonly kind: string;
  readonly detail: string;
}
const { failureOf } = (await import('../../../script/setup/fetching/failure.mjs' as string)) as {
  failureOf(error: unknown, url: URL, proxy: URL | null): Promise<Failure>;
};
const { explain } = (await import('../../../script/setup/fetching/explain.mjs' as string)) as {
  explain(failure: Failure, command: string): string[];
};
const { proxyFor } = (await import('../../../script/setup/fetching/network.mjs' as string)) as {
  proxyFor(url: URL, env: Record<string, string>): URL | null;
};
const { showProgress } = (await import('../../../script/setup/fetching/progress.mjs' as string)) as {
  showProgress(
    what: string,
    stream: { isTTY: boolean; write(text: string): void },
  ): { at(transferred: number, total: number | null): void; end(): void };
};

const url = new URL('https://mirror.test/electron.zip');
const withCode = (code: string): Error => Object.assign(new Error('no such text'), { code });

test.each([
  ['ENOSPC', 'The disk is full (ENOSPC).'],
  ['EDQUOT', 'The disk is full (EDQUOT).'],
  ['EROFS', 'A file could not be written (EROFS).'],
  ['EACCES', 'A file could not be written (EACCES).'],
  ['ETIMEDOUT', 'mirror.test does not answer (ETIMEDOUT).'],
  ['UND_ERR_CONNECT_TIMEOUT', 'mirror.test does not answer (UND_ERR_CONNECT_TIMEOUT).'],
  ['EAI_AGAIN', 'There is no address for mirror.test.'],
  ['CERT_HAS_EXPIRED', 'The certificate of mirror.test is not trusted (CERT_HAS_EXPIRED).'],
])('%s: %s', async (code, sentence) => {
  const failure = await failureOf(new TypeError('fetch failed', { cause: withCode(code) }), url, null);
  const [first] = explain(failure, 'npm start');
  expect(first).toBe(sentence);
});

test('the reason is found among those of several addresses', async () => {
  const cause = new AggregateError([withCode('ENETUNREACH'), withCode('ENETUNREACH')]);
  expect(await failureOf(new TypeError('fetch failed', { cause }), url, null)).toMatchObject({
    kind: 'no-answer',
  });
});

test('what helps is the command that was given, not another', async () => {
  const failure = await failureOf(new TypeError('fetch failed', { cause: withCode('EAI_AGAIN') }), url, null);
  expect(explain(failure, 'npm run package').join(' ')).toMatch(
    /HTTPS_PROXY=http:\/\/HOST:PORT npm run package /,
  );
});

test('what nobody foresaw is shown as it is, without a name and password in it', async () => {
  const failure = await failureOf(new Error('cannot use https://ana:s3cr3t@mirror.test/'), url, null);
  expect(explain(failure, 'npm start')[0]).toBe('cannot use https://mirror.test/');
});

test.each([
  ['http://mirror.test/', '', 'http://plain:1/'],
  ['https://mirror.test/', '', 'http://secure:1/'],
  ['https://mirror.test/', 'other.test, mirror.test', null],
  ['https://a.mirror.test/', 'mirror.test', 'http://secure:1/'],
  ['https://a.mirror.test/', '.mirror.test', null],
  ['https://a.mirror.test/', '*.mirror.test', null],
  ['https://mirror.test/', 'mirror.test:443', null],
  ['https://mirror.test/', 'mirror.test:80', 'http://secure:1/'],
  ['https://mirror.test/', '*', null],
])('%s with no_proxy "%s" goes through %s', (to, spared, proxy) => {
  const env = { http_proxy: 'http://plain:1', https_proxy: 'http://secure:1', no_proxy: spared };
  expect(proxyFor(new URL(to), env)?.href ?? null).toBe(proxy);
});

test.each([
  [true, 1000, ['\rElectron: 0 % of 0 MB', '\rElectron: 99 % of 0 MB', '\rElectron: 100 % of 0 MB', '\n']],
  [false, 1000, ['Electron: 0 % of 0 MB\n', 'Electron: 99 % of 0 MB\n', 'Electron: 100 % of 0 MB\n']],
  [false, null, ['Electron: 0 MB\n']],
])(
  'the progress is one line at a terminal (%s), and a line for each tenth elsewhere',
  (isTTY, total, shown) => {
    const written: string[] = [];
    const progress = showProgress('Electron', { isTTY, write: text => written.push(text) });
    for (const bytes of [0, 5, 990, 995, 1000]) progress.at(bytes, total);
    progress.end();
    expect(written).toEqual(shown);
  },
);
