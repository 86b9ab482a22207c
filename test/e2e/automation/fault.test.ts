import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { onOneDialect } from '../dialects.ts';
import { endApp, signInAndAllow } from './allow.ts';
import { before, begin } from './begun.ts';
import { runCommandIn } from './command.ts';
import { hello, toolCall } from './messages.ts';

/** Faults of a command, each as what its first output runs into. */
const faults = {
  'a rejection that nobody handles': `throw new Error('a fault')`,
  'an exception that nobody catches': `setImmediate(() => { throw new Error('a fault') })`,
};

test.each(Object.entries(faults))('a command ends with 70 at %s, and the log says so', async (_, fault) => {
  const folder = await mkdtemp(join(tmpdir(), 'raze-fault-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { code } = await runCommandIn(
    folder,
    ['--help'],
    before(`process.stdout.write = () => { ${fault} }`),
  );
  expect(code).toBe(70);
  const log = await readFile(join(folder, 'logs', 'main.log'), 'utf8');
  expect(log.trim().split('\n')).toEqual([expect.stringMatching(/ warn bug error=Error/)]);
});

/** Faults of an answer: once in what is asked, and once while the settings are read, before there is anything to ask. */
const faultsOfAnswers = {
  'in the search': `
    const { normalize } = String.prototype;
    String.prototype.normalize = function (...form) {
      if (String(this) === '☃') throw new Error('a fault');
      return normalize.apply(this, form);
    };`,
  'while the settings are read': `
    const { StatementSync } = await import('node:sqlite');
    const { get } = StatementSync.prototype;
    StatementSync.prototype.get = function (...params) {
      if (params[0] !== 'automation') return get.apply(this, params);
      StatementSync.prototype.get = get;
      throw new Error('a fault');
    };`,
};

onOneDialect('an assistant’s server', ({ start }) => {
  test.each(Object.entries(faultsOfAnswers))(
    'has let go of the database when an answer runs into a fault %s',
    async (_, fault) => {
      const scene = await start();
      await signInAndAllow(scene, 'propose');
      await endApp(scene);
      const mcp = begin({ folder: scene.folder, env: { ...scene.env, ...before(fault) } }, 'mcp');
      mcp.say([...hello, toolCall(2, 'find', { text: '☃' }), toolCall(3, 'pending', {})].join('\n'));
      mcp.endInput();
      const { out } = await mcp.ended;
      const [, broken, listed] = out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      expect(broken).toMatchObject({ id: 2, result: { isError: true } });
      expect(broken.result.content[0].text).toBe('{"status":"refused","code":"internal"}');
      expect(listed).toMatchObject({ id: 3, result: { isError: false } });
      await scene.restart();
    },
  );
});
