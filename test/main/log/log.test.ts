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

test('whatever is passed as a fact, only words of the vocabulary are written', () => {
  const events = Object.keys(infoEvents) as (keyof typeof infoEvents)[];
  fc.assert(
    fc.property(fc.constantFrom(...events), anything, (event, fact) => {
      const names = Object.keys(infoEvents[event]);
      const facts = Object.fromEntries(names.map(name => [name, fact]));
      const line = logged(log => (log.info as (event: string, facts: unknown) => void)(event, facts));
      const ending = line.slice('1970-01-01T00:00:00.000Z info '.length);
      const written = ending.slice(event.length).matchAll(/ (\w+)=(\S*)/g);
      expect([...written].filter(([, , word = '']) => word !== '?' && !words.includes(word))).toEqual([]);
      expect(ending.replace(/ \w+=\S*/g, '')).toBe(event);
    }),
  );
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
  for (let round = 0; round < 20; round += 1) log.warn('window refused');
  expect(log.warnings()).toEqual(Array(20).fill('1970-01-01T00:00:00.000Z warn window refused'));
});
