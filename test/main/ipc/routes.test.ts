import { describe, expect, test } from 'vitest';
import type { CallName, Handlers } from '../../../main/contract/calls.ts';
import { fail, ok } from '../../../main/contract/failure.ts';
import { payloads } from '../../../main/contract/payloads.ts';
import { createRouter } from '../../../main/ipc/routes.ts';
import { createLog } from '../../../main/log/log.ts';

/** A router whose every handler answers with what it was asked, or with `given`. */
function router(given: Partial<Handlers> = {}) {
  const asked: unknown[] = [];
  const lines: string[] = [];
  const names = Object.keys(payloads) as CallName[];
  const echo = (request: unknown) => {
    asked.push(request);
    return null;
  };
  const handlers = {
    ...Object.fromEntries(names.map(name => [name, echo])),
    ...given,
  } as unknown as Handlers;
  const log = createLog([line => lines.push(line)], () => 0);
  return { route: createRouter(handlers, log), asked, lines };
}

describe('a call', () => {
  test('reaches its handler as the contract’s type, without members nobody asked for', async () => {
    const { route, asked } = router();
    const move = { opportunity: 'opp_1', to: 'won', seen: null };
    expect(await route('move', { ...move, force: true })).toEqual(ok(null));
    expect(asked).toEqual([move]);
  });

  test('brings a handler’s failure back as a value', async () => {
    const { route } = router({ refresh: async () => fail({ code: 'offline' }) });
    expect(await route('refresh', null)).toEqual(ok(fail({ code: 'offline' })));
  });

  test.each([
    ['a missing member', 'move', { opportunity: 'opp_1' }, 'move.to'],
    [
      'an id that would climb out of a path',
      'move',
      { opportunity: '../keys', to: 'won', seen: null },
      'move.opportunity',
    ],
    ['text where nothing belongs', 'refresh', 'now', 'refresh'],
    ['a list instead of an object', 'find', [], 'find.seq'],
    ['a number that is none', 'find', { seq: Number.NaN, text: '', limit: 1 }, 'find.seq'],
    ['a limit beyond reason', 'find', { seq: 1, text: '', limit: 1e9 }, 'find.limit'],
    ['a key as long as a book', 'session.use-key', { key: 'k'.repeat(5_000) }, 'session.use-key.key'],
    ['a zone that there is not', 'history.export', { zone: 'Mars/Olympus' }, 'history.export.zone'],
    ['nothing at all', 'undo', undefined, 'undo'],
    ['a list of none', 'undo.several', { undos: [] }, 'undo.several.undos'],
    [
      'more than go at once',
      'move.several',
      { moves: Array.from({ length: 51 }, () => ({ opportunity: 'opp_1', to: 'won', seen: null })) },
      'move.several.moves',
    ],
  ])('with %s is refused and told where', async (_, name, payload, at) => {
    const { route, asked, lines } = router();
    expect(await route(name, payload)).toEqual(fail({ code: 'malformed-request', at }));
    expect(asked).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  test.each(['nope', '__proto__', 'constructor', 'toString', 7, null, { name: 'move' }])(
    'named %s is refused',
    async name => {
      const { route, asked } = router();
      expect(await route(name, null)).toEqual(fail({ code: 'malformed-request', at: 'name' }));
      expect(asked).toEqual([]);
    },
  );
});

test.each([
  [
    'throws',
    () => {
      throw new RangeError('gr_live_secret and more');
    },
  ],
  ['rejects', () => Promise.reject(new RangeError('gr_live_secret and more'))],
])('a handler that %s is internal, and its message reaches neither page nor log', async (_, handler) => {
  const { route, lines } = router({ 'session.use-key': handler });
  const answer = await route('session.use-key', { key: 'gr_live_secret', apiUrl: 'https://app.getraze.com' });
  expect(answer).toEqual(fail({ code: 'internal' }));
  expect(lines.join()).toContain('RangeError');
  expect(lines.join() + JSON.stringify(answer)).not.toContain('secret');
});
