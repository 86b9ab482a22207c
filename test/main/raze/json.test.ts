import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../main/raze/dialect/page.ts';
import { noKnownStages } from '../../../main/raze/dialect/stages.ts';
import { readApiError } from '../../../main/raze/http/api-error.ts';
import { mostBytes, mostValues } from '../../../main/raze/http/bounds.ts';
import { readJson } from '../../../main/raze/http/json.ts';
import { judge, type Outcome } from '../../../main/raze/http/outcome.ts';
import { createPipelines } from '../../../main/raze/stages/pipelines.ts';

const resultOf = (body: string, status = 200): Outcome['result'] =>
  judge({ kind: 'reply', status, header: () => null, body }, 0).result;

describe('a body of unknown origin', () => {
  test('is read as JSON.parse reads it, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), text => {
        expect(readJson(text)).toEqual({ kind: 'json', json: JSON.parse(text) });
      }),
    );
  });

  test.each([
    ['brackets that never close', '['.repeat(mostBytes)],
    ['brackets that close', '['.repeat(mostBytes / 2) + ']'.repeat(mostBytes / 2)],
    ['objects in objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['depth behind a good beginning', `{"success":true,"data":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['a string without an end', `"${'\\"'.repeat(1_000_000)}`],
    ['a cut text', '{"success":true,"da'],
    ['nothing', ''],
  ])('that is %s is not our API’s', (_, body) => {
    expect(readJson(body)).toEqual({ kind: 'none' });
    expect(resultOf(body)).toEqual({ kind: 'not-our-api', status: 200 });
  });

  test.each([
    ['empty arrays', `[${'[],'.repeat(mostValues)}[]]`],
    ['keys', `{${Array.from({ length: mostValues + 9 }, (__, at) => `"k${at}":0`).join(',')}}`],
    ['the same key', `{${'"a":0,'.repeat(mostValues + 9)}"a":1}`],
  ])('of more %s than a page can hold is too large', (_, body) => {
    expect(resultOf(body)).toEqual({ kind: 'too-large' });
  });

  test('may hold brackets, commas and quotes without end in one string', () => {
    const long = '[{,"\\'.repeat(300_000);
    expect(readJson(JSON.stringify({ long }))).toEqual({ kind: 'json', json: { long } });
  });

  test('of a page that is as full as any the API was seen to give is read', () => {
    const row = Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`member_${at}`, 'x'.repeat(60)]));
    const page = { success: true, data: Array.from({ length: 100 }, () => row) };
    expect(resultOf(JSON.stringify(page))).toMatchObject({ kind: 'success' });
  });

  test('gives nothing by way of __proto__', () => {
    expect(resultOf('{"__proto__":{"success":true,"data":[]}}')).toEqual({
      kind: 'not-our-api',
      status: 200,
    });
    const error = readApiError(JSON.parse('{"success":false,"error":{"__proto__":{"code":"X"}}}'));
    expect(error?.code).toBe('');
  });
});

describe('an error of unknown origin', () => {
  test('is read at once, however its message is made up', () => {
    const message = `one of: a${"'".repeat(1_000_000)}x, b`;
    expect(readApiError({ success: false, error: { message } })?.allowed).toEqual([]);
  });

  test('brings no texts without end', () => {
    const long = 'x'.repeat(1_000_000);
    const error = { code: long, required_permission: long, details: { allowed: [long] } };
    expect(readApiError({ success: false, error })).toMatchObject({
      code: '',
      requiredPermission: '',
      allowed: [],
    });
  });
});

test('a list of far more rows than were asked for is read as it is', () => {
  const data = Array.from({ length: 2_000 }, (_, at) => ({ id: `opp_${at}`, status: 'new' }));
  const page = readPage(
    { success: true, data, pagination: { total: 2_000, total_pages: 20 } },
    noKnownStages,
    1,
    100,
  );
  expect(page?.rows).toHaveLength(2_000);
  expect(page?.hasMore).toBe(false);
});

test.each(['constructor', 'toString', '__proto__'])(
  'a stage whose id is %s is learnt, and known at the next start',
  id => {
    const row = { id: 'o', stage_id: id, stage_name: 'First', pipeline_id: 'p', pipeline_name: 'Sales' };
    const page = readPage({ success: true, data: [row] }, noKnownStages, 1, 100);
    const pipelines = createPipelines(null);
    pipelines.learn('stage_id', page?.pipelines ?? []);
    expect(pipelines.all()).toMatchObject([{ name: 'Sales', stages: [{ id, name: 'First', role: 'open' }] }]);
    expect(createPipelines(pipelines.text()).all()).toEqual(pipelines.all());
  },
);
