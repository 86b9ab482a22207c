import { expect, test } from 'vitest';
import { diagnostics } from '../../../main/usecase/diagnostics.ts';
import { snapshot } from '../../renderer/support/samples.ts';

const machine = { system: 'linux 6.1 x64' };
const lines = (part: Partial<typeof snapshot> = {}): readonly string[] =>
  diagnostics(
    { ...snapshot, ...part },
    {
      machine,
      changes: () => ['waiting', 'parked', 'waiting'],
      warnings: () => ['1970-01-01T00:00:00.000Z warn call unknown'],
    },
  ).split('\n');

test('diagnostics name versions, states and counts, the open changes by their states, and end with the last warnings', () => {
  expect(lines()).toEqual(
    expect.arrayContaining([
      `version: ${snapshot.version}`,
      'system: linux 6.1 x64',
      'changes: 2 waiting, 1 parked',
      'last warnings:',
      '1970-01-01T00:00:00.000Z warn call unknown',
    ]),
  );
});

test('they name what a policy sets, and what it has no usable value for', () => {
  expect(lines()).toContain('policy: sets nothing, cannot set nothing');
  const policy = { lockedSettings: ['apiUrl', 'updates'], unusablePolicy: ['hotkey'] } as const;
  expect(lines(policy)).toContain('policy: sets apiUrl updates, cannot set hotkey');
});

test('without warnings and open changes they say so', () => {
  const text = diagnostics(snapshot, { machine, changes: () => [], warnings: () => [] });
  expect(text).toContain('\nchanges: none open\n');
  expect(text).toMatch(/\nno warnings\n$/);
});

test('an address of the user’s own, owners and stages are not in them', () => {
  const owners = [{ name: 'Renata Moraes', count: 7 }];
  const text = lines({ apiUrl: 'https://crm.acme.example', owners }).join('\n');
  expect(text).toContain('address: another');
  expect(text).not.toMatch(/acme|Renata/);
  const names = snapshot.pipelines.flatMap(({ name, stages }) => [name, ...stages.map(stage => stage.name)]);
  expect(names.filter(name => text.includes(name))).toEqual([]);
});
