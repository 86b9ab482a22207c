import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FactKind, infoEvents, type Version, warnEvents } from '../../../main/log/events.ts';
import { createLog, type Log } from '../../../main/log/log.ts';

const logged = (write: (log: Log) => void): string => {
  const lines: string[] = [];
  write(createLog([line => lines.push(line)], () => 0));
  return lines.join('\n');
};

test('a line says when, how bad, what and the facts; a fact that is not known is left out', () => {
  expect(
    logged(log => {
      log.info('attempt', { what: 'send', outcome: 'failing', status: 500, ms: 21 });
      log.info('attempt', { what: 'look', outcome: 'unreached', status: null, ms: 3 });
      log.warn('window refused');
    }),
  ).toBe(
    [
      '1970-01-01T00:00:00.000Z info attempt what=send outcome=failing status=500 ms=21',
      '1970-01-01T00:00:00.000Z info attempt what=look outcome=unreached ms=3',
      '1970-01-01T00:00:00.000Z warn window refused',
    ].join('\n'),
  );
});

/** What a caller could pass past the compiler: a name, a key, an id, an object that turns into one. */
const anything = fc.oneof(
  fc.constantFrom('Maria da Silva', 'gr_live_abc123', 'opp_7', 'maria@example.com', '+55 11 99600-5293'),
  fc.string({ minLength: 1 }),
  fc.constantFrom<unknown>({ toString: () => 'Maria' }, ['Maria'], Symbol.iterator),
);
const words = [...Object.values(infoEvents), ...Object.values(warnEvents)]
  .flatMap(facts => Object.values(facts) as readonly FactKind[])
  .flatMap(kind => (typeof kind === 'string' ? [] : [...kind]));

const events = [
  ...Object.entries(infoEvents).map(([event, kinds]) => ['info', event, kinds] as const),
  ...Object.entries(warnEvents).map(([event, kinds]) => ['warn', event, kinds] as const),
];

test('whatever is passed as a fact, only words of the vocabulary are written', () => {
  fc.assert(
    fc.property(fc.constantFrom(...events), anything, ([level, event, kinds], fact) => {
      const facts = Object.fromEntries(Object.keys(kinds).map(name => [name, fact]));
      const line = logged(log => (log[level] as (event: string, facts: unknown) => void)(event, facts));
      const ending = line.slice('1970-01-01T00:00:00.000Z info '.length);
      const written = ending.slice(event.length).matchAll(/ (\w+)=(\S*)/g);
      expect([...written].filter(([, , word = '']) => word !== '?' && !words.includes(word))).toEqual([]);
      expect(ending.replace(/ \w+=\S*/g, '')).toBe(event);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ...['/home/maria/silva.ts:1:2', 'maria silva.ts:1:2', 'silva.ts:1', 'silva.ts:1:2\nmaria', 'silva'],
  ...[
    'https://crm.acme.example/main.js:1:2',
    'EMARIA',
    'ENOENT maria',
    'enoent',
    'http://maria:key@proxy:8080',
  ],
])('“%s” is no place and no system’s error', fact => {
  const write = (log: Log) =>
    (log.warn as (event: string, facts: unknown) => void)('policy unreadable', { code: fact, at: fact });
  expect(logged(write)).toBe('1970-01-01T00:00:00.000Z warn policy unreadable code=? at=?');
});

test.each(['1.2.3', '1.2.3-beta.4'])('the version %s is written', version => {
  expect(
    logged(log => log.info('started', { version: version as Version, platform: 'mac', packaged: true })),
  ).toMatch(/ started version=1\.2\.3(-beta\.4)? platform=mac packaged=true$/);
});

test.each(['1.2', '1.2.3-maria', 'maria', '1.2.3 gr_live_abc'])('“%s” is no version', version => {
  expect(
    logged(log => log.info('started', { version: version as Version, platform: 'mac', packaged: true })),
  ).toContain('version=? ');
});

test('the last twenty warnings are kept for who asks, and no news beside them', () => {
  const log = createLog([], () => 0);
  log.warn('call unknown');
  log.info('links', { registered: true });
  for (let round = 1; round <= 20; round += 1) log.warn('policy ignored', { members: round });
  expect(log.warnings()).toHaveLength(20);
  expect(log.warnings()[0]).toBe('1970-01-01T00:00:00.000Z warn policy ignored members=1');
});

test('a warning that comes again and again is counted within a minute, and leaves the others their place', () => {
  let now = 0;
  const lines: string[] = [];
  const log = createLog([line => lines.push(line)], () => now);
  log.warn('page not loaded');
  for (let round = 0; round < 1_000_000; round += 1) log.warn('call unknown');
  expect(lines).toHaveLength(21);
  expect(lines.slice(0, 4).concat(lines.slice(-1))).toEqual([
    '1970-01-01T00:00:00.000Z warn page not loaded',
    '1970-01-01T00:00:00.000Z warn call unknown',
    '1970-01-01T00:00:00.000Z warn call unknown times=2',
    '1970-01-01T00:00:00.000Z warn call unknown times=4',
    '1970-01-01T00:00:00.000Z warn call unknown times=524288',
  ]);
  expect(log.warnings()).toEqual([lines[0], lines.at(-1)]);
  now = 60_000;
  log.warn('call unknown');
  expect(lines.at(-1)).toBe('1970-01-01T00:01:00.000Z warn call unknown');
});

test('a clock that is set back begins another minute', () => {
  let now = 3_600_000;
  const lines: string[] = [];
  const log = createLog([line => lines.push(line)], () => now);
  log.warn('call unknown');
  now = 0;
  log.warn('call unknown');
  expect(lines.at(-1)).toBe('1970-01-01T00:00:00.000Z warn call unknown');
});

test('what happens again and again is written each time', () => {
  const lines: string[] = [];
  const log = createLog([line => lines.push(line)], () => 0);
  for (let round = 0; round < 50; round += 1) log.info('transition', { to: 'held', why: null });
  expect(lines).toHaveLength(50);
});

test('warnings that are forgotten are told to nobody, and those after them are', () => {
  const log = createLog([], () => 0);
  log.warn('call unknown');
  log.forget();
  log.warn('window refused');
  expect(log.warnings()).toEqual(['1970-01-01T00:00:00.000Z warn window refused']);
});
