import { expect, test } from 'vitest';
import { readCommand } from '../../../main/automation/command-line.ts';

const asks = (ask: unknown, json = false) => ({ kind: 'ask', ask, json });
const read = (line: string) => readCommand(line.split(' ').filter(word => word !== ''));

test.each([
  ['find acme', asks({ ask: 'find', text: 'acme', limit: 20 })],
  ['find acme --json', asks({ ask: 'find', text: 'acme', limit: 20 }, true)],
  ['find --json --limit 5 -- acme', asks({ ask: 'find', text: 'acme', limit: 5 }, true)],
  ['find --limit=5000 acme', asks({ ask: 'find', text: 'acme', limit: 100 })],
  ['find -- --json', asks({ ask: 'find', text: '--json', limit: 20 })],
  ['move acme won', asks({ ask: 'move', text: 'acme', stage: 'won', note: '' })],
  [
    'move --note paid --json -- acme won',
    asks({ ask: 'move', text: 'acme', stage: 'won', note: 'paid' }, true),
  ],
  ['pending', asks({ ask: 'pending' })],
  ['history', asks({ ask: 'history', text: '', limit: 20 })],
  ['history acme', asks({ ask: 'history', text: 'acme', limit: 20 })],
  ['mcp', { kind: 'mcp' }],
  ['--help', { kind: 'help' }],
  ['-h', { kind: 'help' }],
  ['--lang=en-US move acme --help', { kind: 'help' }],
  ['find -- --help', asks({ ask: 'find', text: '--help', limit: 20 })],
  ['--json pending', asks({ ask: 'pending' }, true)],
  // What stands before a command is Electron's and Chromium's own.
  ['--lang=en-US --no-sandbox pending --json', asks({ ask: 'pending' }, true)],
])('%s is a command', (line, command) => {
  expect(read(line)).toEqual(command);
});

test.each([
  '',
  '--hidden',
  '--toggle',
  '--lang=en-US',
  'raze-quick-stage://opportunity/opp_1',
  'raze-quick-stage://opportunity/find',
  '/home/ana/find pending',
  // A word behind a switch may be its value.
  '--password-store basic',
])('“%s” is a start of the app', line => {
  expect(read(line)).toBeNull();
});

test.each([
  'find',
  // What looks like a command and is none must not end as if it had been carried out.
  'mvoe acme won',
  'constructor',
  'Find acme',
  'find acme corp',
  'find acme --limit',
  'find acme --limit 0',
  'find acme --limit x',
  'find acme --note paid',
  'move acme',
  'move acme won now',
  'move acme won --reason paid',
  'pending acme',
  'history acme corp',
  'mcp acme',
])('“%s” is told how it is used, and does nothing', line => {
  expect(read(line)).toEqual({ kind: 'misuse', json: false });
  expect(read(`${line} --json`)).toMatchObject({ kind: 'misuse' });
});

test('a text that is too long is refused before anything is asked', () => {
  expect(readCommand(['find', 'x'.repeat(501)])).toEqual({ kind: 'misuse', json: false });
});
