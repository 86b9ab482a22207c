import { expect, test } from 'vitest';
import { parseApiUrl, readConfig, strangeAddress } from '../../main/config.ts';

test.each([
  ['https://app.getraze.com', 'https://app.getraze.com'],
  ['https://crm.example/raze/', 'https://crm.example/raze'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['https://app.getraze.com/external/v1/', 'https://app.getraze.com'],
  ['http://127.9.9.9', 'http://127.9.9.9'],
  ['http://[::1]:8080/', 'http://[::1]:8080'],
  ['http://localhost:3000', 'http://localhost:3000'],
])('%s is an API address', (address, read) =>
  expect(parseApiUrl(address)).toEqual({ ok: true, value: read }),
);

test.each([
  '',
  'app.getraze.com',
  'http://app.getraze.com',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'https://user:secret@app.getraze.com',
  'https://app.getraze.com/?key=1',
  'https://app.getraze.com/#x',
  'ftp://127.0.0.1',
  'javascript:alert(1)',
])('%s is refused, with the address to say so', address =>
  expect(parseApiUrl(address)).toEqual({ ok: false, failure: { code: 'api-address', address } }),
);

test('the environment is read once', () => {
  const none = { apiUrl: { ok: true, value: null }, warmsUp: true, policyFile: null };
  expect(readConfig({ RAZE_API_URL: 'http://127.0.0.1:9/' })).toEqual({
    ...none,
    apiUrl: { ok: true, value: 'http://127.0.0.1:9' },
  });
  expect(readConfig({ RAZE_API_URL: '' })).toEqual(none);
  expect(readConfig({})).toEqual(none);
  expect(readConfig({ RAZE_COLD_SEARCH: '1' })).toEqual({ ...none, warmsUp: false });
  expect(readConfig({ RAZE_API_URL: 'http://example.com', RAZE_POLICY_FILE: '/p' })).toEqual({
    ...none,
    apiUrl: { ok: false, failure: { code: 'api-address', address: 'http://example.com' } },
    policyFile: '/p',
  });
});

test.each([
  ['https://app.getraze.com', null],
  ['https://APP.getraze.com/external/v1/', null],
  ['https://api.getraze.co', null],
  ['http://127.0.0.1:4010', null],
  ['https://0x7f000001', null],
  ['http://[::1]:4010', null],
  ['no address', null],
  ['http://app.getraze.com', null],
  ['https://app.getraze.com:8443', 'https://app.getraze.com:8443'],
  ['https://app.getraze.com/more', 'https://app.getraze.com/more'],
  ['https://app.getraze.com.evil.example', 'https://app.getraze.com.evil.example'],
  ['https://127.0.0.1.evil.example', 'https://127.0.0.1.evil.example'],
  ['https://localhost.evil.example', 'https://localhost.evil.example'],
  ['https://[::ffff:10.0.0.1]', 'https://[::ffff:a00:1]'],
  ['https://\u0430pp.getraze.com', 'https://xn--pp-6kc.getraze.com'],
])('%s, set as the API’s address, asks for consent to %s', (address, asked) => {
  expect(strangeAddress(address)).toBe(asked);
});
