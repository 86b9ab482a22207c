import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../main/raze/http/http.ts';
import { judge } from '../../../main/raze/http/outcome.ts';
import { linkOf } from '../../../main/raze/requests/fetch-page.ts';

const now = Date.parse('2026-03-01T12:00:00Z');

const reply = (status: number, body: unknown, headers: Record<string, string> = {}): Exchange => ({
  kind: 'reply',
  status,
  header: name => headers[name] ?? null,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const refusal = (code: string, more: object = {}): object => ({
  success: false,
  error: { code, message: 'words that decide nothing', ...more },
});

const resultOf = (exchange: Exchange) => judge(exchange, now).result;

describe('who answered', () => {
  test.each<[string, number, unknown]>([
    ['a hotel page with 200', 200, '<html><body>Welcome</body></html>'],
    ['an empty 204', 204, ''],
    ['JSON cut short', 200, '{"success":true,"da'],
    ['JSON that does not say success', 200, { data: [] }],
    ['a success that is none', 200, { success: 'true' }],
    ['a refusal with 200', 200, refusal('NOT_FOUND')],
    ['a redirect', 302, ''],
    ['a redirect with our JSON', 307, refusal('MOVED')],
    ['a proxy asking for a password', 407, refusal('PROXY')],
    ['a network asking for a sign-in', 511, refusal('NETWORK')],
    ['an error page of a gateway', 502, '<html>Bad gateway</html>'],
    ['a 404 that is not JSON', 404, 'not found'],
    [
      'a 404 for an unknown route',
      404,
      { success: false, message: 'Route not found: GET /v1/opportunities/x' },
    ],
    ['a 404 of another framework', 404, { statusCode: 404, message: 'Route not found' }],
    ['a 404 in our shape with another code', 404, refusal('ROUTE_NOT_FOUND')],
    ['a 403 of somebody’s firewall', 403, { blocked: true }],
    ['a 401 with a list', 401, []],
    ['an error that claims success', 500, { success: true }],
  ])('%s is not our API', (_, status, body) => {
    const { result, quota } = judge(reply(status, body, quotaHeaders), now);
    expect(result).toEqual({ kind: 'not-our-api', status });
    expect(quota).toBeNull();
    expect(linkOf(result)).toBe('foreign');
  });

  test('what never came back stays what it was', () => {
    expect(resultOf({ kind: 'unreached', cause: 'dns' })).toEqual({ kind: 'unreached', cause: 'dns' });
    expect(resultOf({ kind: 'lost', cause: 'timeout' })).toEqual({ kind: 'lost', cause: 'timeout' });
  });

  test('errors without `error` but with a message are ours', () => {
    expect(resultOf(reply(400, { message: 'Body is not valid JSON' }))).toEqual({
      kind: 'rejected',
      allowed: [],
    });
  });
});

describe('the table of outcomes', () => {
  test.each<[number, string, object]>([
    [400, 'INVALID_STATUS', { kind: 'rejected', allowed: [] }],
    [401, 'MISSING_API_KEY', { kind: 'unauthorised', why: 'missing' }],
    [401, 'INVALID_API_KEY', { kind: 'unauthorised', why: 'invalid' }],
    [401, 'EXPIRED_API_KEY', { kind: 'unauthorised', why: 'expired' }],
    [401, 'SOMETHING_NEW', { kind: 'unauthorised', why: 'invalid' }],
    [403, 'INSUFFICIENT_PERMISSIONS', { kind: 'forbidden', permission: '' }],
    [404, 'NOT_FOUND', { kind: 'missing' }],
    [409, 'CONFLICT', { kind: 'conflicting' }],
    [409, 'ALREADY_EXISTS', { kind: 'conflicting' }],
    [408, 'TIMEOUT', { kind: 'failing', status: 408, waitMs: null }],
    [425, 'TOO_EARLY', { kind: 'failing', status: 425, waitMs: null }],
    [500, 'INTERNAL_ERROR', { kind: 'failing', status: 500, waitMs: null }],
    [502, 'X', { kind: 'failing', status: 502, waitMs: null }],
    [503, 'X', { kind: 'failing', status: 503, waitMs: null }],
    [504, 'X', { kind: 'failing', status: 504, waitMs: null }],
    [402, 'PAYMENT', { kind: 'unexpected', status: 402 }],
    [418, 'TEAPOT', { kind: 'unexpected', status: 418 }],
    [501, 'X', { kind: 'unexpected', status: 501 }],
  ])('%d %s', (status, code, expected) => {
    const { result } = judge(reply(status, refusal(code)), now);
    expect(result).toEqual(expected);
    expect(['foreign', 'lost', null]).not.toContain(linkOf(result));
  });

  test('has no rule for any other status: an authentic one is unexpected', () => {
    const ruled = [400, 401, 403, 404, 407, 408, 409, 425, 429, 500, 502, 503, 504, 511];
    const others = Array.from({ length: 200 }, (_, at) => 400 + at).filter(status => !ruled.includes(status));
    expect(others.map(status => resultOf(reply(status, refusal('X'))))).toEqual(
      others.map(status => ({ kind: 'unexpected', status })),
    );
  });

  test('a 403 names the permission, wherever it is written', () => {
    const named = { kind: 'forbidden', permission: 'opportunities:write' };
    const fact = { required_permission: 'opportunities:write', current_permissions: ['opportunities:read'] };
    const bodies = [
      refusal('INSUFFICIENT_PERMISSIONS', fact),
      refusal('INSUFFICIENT_PERMISSIONS', { details: fact }),
      { ...refusal('INSUFFICIENT_PERMISSIONS'), ...fact },
    ];
    for (const body of bodies) {
      const { result, error } = judge(reply(403, body), now);
      expect(result).toEqual(named);
      expect(error?.currentPermissions).toEqual(['opportunities:read']);
    }
  });

  test('a 400 lists the stages it would have taken', () => {
    const allowed = ['new', 'in_talks', 'won'];
    const asked = [
      { details: { allowed } },
      { details: allowed },
      { message: 'Invalid status. Must be one of: new, in_talks, won' },
      { message: 'status must be one of: "new", "in_talks", "won".' },
    ];
    for (const more of asked) {
      expect(resultOf(reply(400, refusal('VALIDATION_ERROR', more)))).toEqual({ kind: 'rejected', allowed });
    }
    const named = ['leads', 'Proposta enviada ', 'x'.repeat(250), 'constructor'];
    const message = `Invalid status. Must be one of: ${named.join(', ')}`;
    expect(resultOf(reply(400, refusal('VALIDATION_ERROR', { message })))).toMatchObject({ allowed: named });
    expect(resultOf(reply(400, refusal('X', { message: 'Bad: very, very bad day' })))).toEqual({
      kind: 'rejected',
      allowed: [],
    });
  });
});

const reset = now / 1000 + 1800;
const quotaHeaders = {
  'x-ratelimit-limit': '100',
  'x-ratelimit-remaining': '62',
  'x-ratelimit-reset': String(reset),
};

const spent = { ...quotaHeaders, 'x-ratelimit-remaining': '0' };

describe('hints', () => {
  const limited = (error: object, headers: Record<string, string> = {}) =>
    resultOf(reply(429, refusal('RATE_LIMIT_EXCEEDED', error), headers));

  test.each<[string, object, Record<string, string>, number]>([
    ['the body in seconds', { retry_after: 17 }, {}, 17_000],
    ['zero is one second', { retry_after: 0 }, {}, 1_000],
    ['the header in seconds', {}, { 'retry-after': '30' }, 30_000],
    ['the header as a date', {}, { 'retry-after': 'Sun, 01 Mar 2026 12:00:45 GMT' }, 45_000],
    ['the longer of two', { retry_after: 17 }, { 'retry-after': '30' }, 30_000],
    ['the longer of two, the other way', { retry_after: 170 }, { 'retry-after': '30' }, 170_000],
    ['a date that has passed is none', {}, { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 60_000],
    ['a date that is now is none', {}, { 'retry-after': 'Sun, 01 Mar 2026 12:00:00 GMT' }, 60_000],
    ['a window that has ended is none', {}, { 'x-ratelimit-reset': String(now / 1000 - 5) }, 60_000],
    ['the window’s end alone', {}, { 'x-ratelimit-reset': String(now / 1000 + 90) }, 90_000],
    ['the window’s end after both', { retry_after: 17 }, { ...spent, 'retry-after': '30' }, 1_800_000],
    ['a number after the window’s end', { retry_after: 2_000 }, spent, 2_000_000],
    ['a number, while requests are left in the window', { retry_after: 3 }, quotaHeaders, 3_000],
    ['zero beside the window’s end', { retry_after: 0 }, spent, 1_800_000],
    ['an absurd number beside a credible one', { retry_after: 86_400 }, { 'retry-after': '30' }, 30_000],
    [
      'an absurd header beside a credible number',
      { retry_after: 30 },
      { 'retry-after': '999999999' },
      30_000,
    ],
    ['an absurd date', {}, { 'retry-after': 'Fri, 01 Mar 2030 12:00:00 GMT' }, 60_000],
    ['an absurd window', {}, { 'x-ratelimit-reset': String(now / 1000 + 90_000) }, 60_000],
    ['a window counted in milliseconds', {}, { 'x-ratelimit-reset': String(now + 60_000) }, 60_000],
    ['a number as text', { retry_after: '17' }, {}, 17_000],
    ['a number as text, with a fraction and blanks', { retry_after: ' 17.25 ' }, {}, 17_250],
    ['no hint, but the window’s end', {}, quotaHeaders, 1_800_000],
    ['no hint at all', {}, {}, 60_000],
    ['a hint that is none', { retry_after: 'soon' }, { 'retry-after': 'soon' }, 60_000],
    ['hints of other kinds', { retry_after: [17] }, { 'x-ratelimit-reset': 'soon' }, 60_000],
    ['seconds with a fraction', {}, { 'retry-after': '1.5' }, 60_000],
    ['a negative number', { retry_after: -5 }, { 'retry-after': '-3' }, 60_000],
    ['another date form', {}, { 'retry-after': '2026-03-01T12:00:45Z' }, 60_000],
  ])('429: %s', (_, error, headers, waitMs) => {
    expect(limited(error, headers)).toEqual({ kind: 'limited', waitMs });
  });

  test('a date has passed when it has by the server’s own clock', () => {
    const headers = { date: 'Sun, 01 Mar 2026 15:00:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 14:59:00 GMT' };
    expect(limited({}, headers)).toEqual({ kind: 'limited', waitMs: 60_000 });
  });

  test('a 503 passes its hint on', () => {
    const answer = resultOf(reply(503, refusal('X'), { 'retry-after': '120' }));
    expect(answer).toEqual({ kind: 'failing', status: 503, waitMs: 120_000 });
  });

  test('a date is read by the server’s own clock', () => {
    const headers = { date: 'Sun, 01 Mar 2026 09:00:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 09:00:20 GMT' };
    expect(limited({}, headers)).toEqual({ kind: 'limited', waitMs: 20_000 });
  });
});

describe('the quota', () => {
  const quotaOf = (headers: Record<string, string>) =>
    judge(reply(200, { success: true }, headers), now).quota;

  test('comes in requests and epoch seconds, on refusals too', () => {
    const expected = { limit: 100, remaining: 62, resetsAt: reset * 1000 };
    expect(quotaOf(quotaHeaders)).toEqual(expected);
    expect(judge(reply(404, refusal('NOT_FOUND'), quotaHeaders), now).quota).toEqual(expected);
  });

  test('is told in this machine’s time', () => {
    const fast = { ...quotaHeaders, date: 'Sun, 01 Mar 2026 11:50:00 GMT' };
    expect(quotaOf(fast)?.resetsAt).toBe(reset * 1000 + 600_000);
    const near = { ...quotaHeaders, date: 'Sun, 01 Mar 2026 11:59:58 GMT' };
    expect(quotaOf(near)?.resetsAt).toBe(reset * 1000);
  });

  test.each([
    ['x-ratelimit-limit', ''],
    ['x-ratelimit-limit', '0'],
    ['x-ratelimit-remaining', '-1'],
    ['x-ratelimit-reset', 'soon'],
  ])('is unknown when %s is %j', (name, value) => {
    expect(quotaOf({ ...quotaHeaders, [name]: value })).toBeNull();
  });
});
