import { expect, test } from 'vitest';
import { parseApiUrl, readConfig } from '../../main/config.ts';

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
