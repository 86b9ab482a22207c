import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

interface End {
  readonly itself: boolean;
  readonly code: number | null;
  readonly signal: string | null;
  readonly error: string | null;
  readonly printed: string;
}
interface System {
  readonly platform: string;
  readonly user: number | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly root: string;
}
const { runInElectron } = (await import('../../script/start/in-electron.mjs' as string)) as {
  runInElectron(program: string, args: readonly string[]): Promise<End>;
};
const { lastWords } = (await import('../../script/start/last-words.mjs' as string)) as {
  lastWords(program: string, end: End): string[];
};
const { sandboxTrouble } = (await import('../../script/start/sandbox.mjs' as string)) as {
  sandboxTrouble(program: string, system: System): { setting: string; helper: string } | null;
};

/** An executable in a folder of its own, as Electron's is. */
function standIn(text: string, mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'raze-electron-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'electron');
  writeFileSync(program, text, { mode });
  return program;
}

const shell = (...lines: string[]): string => standIn(['#!/bin/sh', ...lines, ''].join('\n'));
const inNode = (...lines: string[]): string =>
  standIn(
    [
      `#!/usr/bin/env node`,
      'const tell = what => new Promise(done => process.send(what, done));',
      ...lines,
    ].join('\n'),
  );

const run = async (program: string): Promise<End & { readonly why: string }> => {
  const end = await runInElectron(program, ['--lang=en']);
  return { ...end, why: lastWords(program, end).join('\n') };
};

describe('an Electron that dies is explained:', () => {
  test('the sandbox that cannot be built', async () => {
    const program = shell(
      'echo "[1:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly." >&2',
      'kill -TRAP $$',
    );
    const end = await run(program);
    expect(end).toMatchObject({ itself: true, signal: 'SIGTRAP' });
    expect(end.why).toContain('Chromium’s sandbox cannot be built here.');
    const helper = join(dirname(program), 'chrome-sandbox');
    expect(end.why).toContain(`sudo chown root: '${helper}' && sudo chmod 4755 '${helper}'`);
  });

  test('a crash without a word', async () => {
    const end = await run(shell('kill -TRAP $$'));
    expect(end).toMatchObject({ itself: true, why: 'It crashed (SIGTRAP) before it showed anything.' });
  });

  test('a library that is not installed, with Debian’s package', async () => {
    const end = await run(
      shell(
        'echo "electron: error while loading shared libraries: libnss3.so: cannot open shared object file" >&2',
        'exit 127',
      ),
    );
    expect(end).toMatchObject({ itself: true, code: 127 });
    expect(end.why).toContain('not installed here: libnss3.so.');
    expect(end.why).toContain('sudo apt-get install libnss3 ');
  });

  test('no display', async () => {
    const end = await run(
      shell('echo "[1:ERROR:ozone_platform_x11.cc(249)] Missing X server or \\$DISPLAY" >&2', 'exit 1'),
    );
    expect(end.why).toContain('There is no display');
  });

  test('a system that is too old', async () => {
    const end = await run(shell('echo "electron: version \\`GLIBC_2.34\' not found" >&2', 'exit 1'));
    expect(end.why).toContain('it lacks GLIBC_2.34');
  });

  test('a graphics driver', async () => {
    const end = await run(
      shell(
        'echo "FATAL:gpu_data_manager_impl_private.cc(415)] GPU process isn\'t usable. Goodbye." >&2',
        'kill -TRAP $$',
      ),
    );
    expect(end.why).toContain('--disable-gpu');
  });

  test('what nobody foresaw, with the last lines that it printed', async () => {
    const end = await run(shell('for n in 1 2 3 4 5 6 7; do echo "line $n" >&2; done', 'exit 3'));
    expect(end.why.split('\n')).toEqual([
      'It ended with 3 before it was ready.',
      'It printed:',
      ...[3, 4, 5, 6, 7].map(n => `  line ${n}`),
    ]);
  });

  test('a program that may not be started, or is none', async () => {
    const forbidden = standIn('#!/bin/sh\n', 0o644);
    expect((await run(forbidden)).why).toContain('may not be started');
    const strange = standIn('#!/no/such/loader\n');
    expect((await run(strange)).why).toContain('another C library');
  });

  test('a crash of the page before it was there', async () => {
    const end = await run(inNode("tell('ready').then(() => process.kill(process.pid, 'SIGSEGV'));"));
    expect(end).toMatchObject({ itself: true, signal: 'SIGSEGV' });
  });
});

describe('the app’s own end is left alone:', () => {
  test('its code after Electron was ready', async () => {
    const end = await run(inNode("tell('ready').then(() => process.exit(1));"));
    expect(end).toMatchObject({ itself: false, code: 1 });
  });

  test('0 at once, as a second start ends', async () => {
    expect(await run(shell('exit 0'))).toMatchObject({ itself: false, code: 0 });
  });

  test('a crash long after', async () => {
    const end = await run(
      inNode("tell('ready').then(() => tell('shown')).then(() => process.kill(process.pid, 'SIGSEGV'));"),
    );
    expect(end).toMatchObject({ itself: false, signal: 'SIGSEGV' });
  });

  test('the folder of the app and its arguments are handed on', async () => {
    const end = await run(shell('echo "$@" >&2', 'exit 9'));
    expect(end.printed).toMatch(/--require \S+told\.cjs .*\S+ --lang=en\n$/);
  });
});

describe('the sandbox is known not to work', () => {
  /** A system with these settings, and Electron in it; `helper` is the mode of its chrome-sandbox. */
  function system(settings: Readonly<Record<string, string>>, given: Partial<System> = {}, helper = 0o755) {
    const program = standIn('');
    const root = dirname(program);
    for (const [path, value] of Object.entries(settings)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), value);
    }
    writeFileSync(join(root, 'chrome-sandbox'), '');
    chmodSync(join(root, 'chrome-sandbox'), helper);
    return {
      program,
      trouble: () => sandboxTrouble(program, { platform: 'linux', user: 1000, env: {}, root, ...given }),
    };
  }
  const apparmor = { 'proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1\n' };

  test.each([
    ['kernel.apparmor_restrict_unprivileged_userns = 1', apparmor],
    ['kernel.unprivileged_userns_clone = 0', { 'proc/sys/kernel/unprivileged_userns_clone': '0\n' }],
    ['user.max_user_namespaces = 0', { 'proc/sys/user/max_user_namespaces': '0\n' }],
  ])('where %s', (setting, settings) => {
    const { program, trouble } = system(settings);
    expect(trouble()).toEqual({ setting, helper: join(dirname(program), 'chrome-sandbox') });
  });

  test.each([
    ['nothing forbids namespaces', {}, {}],
    [
      'each setting allows them',
      {
        'proc/sys/kernel/apparmor_restrict_unprivileged_userns': '0\n',
        'proc/sys/kernel/unprivileged_userns_clone': '1\n',
        'proc/sys/user/max_user_namespaces': '96365\n',
      },
      {},
    ],
    ['it is root, who runs without', apparmor, { user: 0 }],
    ['it is another system', apparmor, { platform: 'darwin', user: 501 }],
    ['it is switched off', apparmor, { env: { ELECTRON_DISABLE_SANDBOX: '1' } }],
  ])('but not where %s', (_, settings, given) => {
    expect(system(settings, given).trouble()).toBeNull();
  });

  test('but not where somebody wrote a profile for it', () => {
    const { program, trouble } = system({
      ...apparmor,
      'etc/apparmor.d/chrome': 'profile chrome /opt/google/chrome/chrome {}',
    });
    expect(trouble()).not.toBeNull();
    writeFileSync(
      join(dirname(program), 'etc/apparmor.d/mine'),
      `profile mine ${program} flags=(unconfined) { userns, }`,
    );
    expect(trouble()).toBeNull();
  });

  test.runIf(process.getuid?.() === 0)('but not where its helper is root’s with the mode 4755', () => {
    expect(system(apparmor, {}, 0o4755).trouble()).toBeNull();
    // Not for others.
    expect(system(apparmor, {}, 0o4750).trouble()).not.toBeNull();
  });
});
