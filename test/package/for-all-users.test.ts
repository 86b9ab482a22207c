import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forAllUsers, unpackedForWindows } from '../../script/package/for-all-users.mjs';
import { tempFolder } from '../support/temp-folder.ts';

const load = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..', '..');
const { configureBuildCommand, createYargs, normalizeOptions } = load('electron-builder/out/builder.js');
const inLibrary = (path: string) => load(join(load.resolve('app-builder-lib'), '..', path));
const { getConfig, validateConfiguration } = inLibrary('util/config/config.js');

/** What electron-builder makes of the project's settings and these arguments. */
async function understood(args: readonly string[]) {
  const { config, prepackaged, targets } = normalizeOptions(configureBuildCommand(createYargs()).parse(args));
  const whole = await getConfig(root, null, config);
  return { whole, prepackaged, targets: [...targets.values()].flatMap(one => [...one.values()].flat()) };
}
const judged = (config: unknown) => validateConfiguration(config, { isEnabled: false, add: () => {} });

describe('the Windows installer for all users', () => {
  test('is one that electron-builder takes', async () => {
    const { whole, prepackaged, targets } = await understood(forAllUsers('release/win-unpacked'));
    await expect(judged(whole)).resolves.toBeUndefined();
    await expect(judged({ ...whole, nsis: { perMachine: 'all' } })).rejects.toThrow(/nsis/);
    expect({ prepackaged, targets }).toEqual({ prepackaged: 'release/win-unpacked', targets: ['nsis'] });
    expect(whole.nsis).toMatchObject({
      oneClick: true,
      perMachine: true,
      runAfterFinish: false,
      deleteAppDataOnUninstall: false,
    });
  });

  test('alone has the helper that starts programs as an administrator, which electron-builder gives it in any case', async () => {
    const helperOf = ({ whole: { nsis } }: Awaited<ReturnType<typeof understood>>) => {
      const { CopyElevateHelper } = inLibrary('targets/nsis/nsisUtil.js');
      const helper = new CopyElevateHelper();
      helper.elevatePath = 'elevate.exe';
      return helper.resolve({
        options: nsis,
        packager: { info: { framework: { isCopyElevateHelper: true } } },
      });
    };
    expect(await helperOf(await understood([]))).toBeNull();
    expect(await helperOf(await understood(forAllUsers('there')))).toBe('elevate.exe');
  });

  test('has another name than the one for one user, and no list of newer versions', async () => {
    const [own, other] = [await understood([]), await understood(forAllUsers('there'))];
    expect(other.whole.nsis.artifactName).toBe(own.whole.artifactName.replace('.$', '-all-users.$'));
    const { getPublishConfigs } = inLibrary('publish/PublishManager.js');
    const lists = ({ whole: { nsis, publish } }: typeof own) =>
      getPublishConfigs(
        { platformSpecificBuildOptions: {}, config: { publish }, info: {} },
        nsis,
        null,
        false,
      );
    expect(await lists(other)).toBeNull();
    expect(own.whole.nsis.publish).toBeUndefined();
    expect(other.whole.publish).toEqual(own.whole.publish);
  });

  test.each([
    ['x64', 'win-unpacked'],
    ['arm64', 'win-arm64-unpacked'],
  ])('is made of the folder of %s, where electron-builder packs it', (arch, folder) => {
    const { PlatformPackager } = inLibrary('platformPackager.js');
    const { Arch, Platform } = inLibrary('index.js');
    const packager = { packagerOptions: {}, platform: Platform.WINDOWS, platformSpecificBuildOptions: {} };
    const packed = PlatformPackager.prototype.computeAppOutDir.call(packager, '/out', Arch[arch]);
    expect(packed).toBe(join('/out', folder));
    expect(unpackedForWindows(arch)).toBe(folder);
  });
});

test.each([
  ['exe', 'raze-quick-stage-1.2.3-win-x64.exe', 'local/Programs/raze-quick-stage'],
  ['all-users.exe', 'raze-quick-stage-1.2.3-win-x64-all-users.exe', 'programs/Raze Quick Stage'],
])('the smoke suite installs %s by %s, without a question', (kind, file, place) => {
  const folder = tempFolder();
  const script = (name: string, text: string) =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  for (const name of ['raze-quick-stage-1.2.3-win-x64.exe', 'raze-quick-stage-1.2.3-win-x64-all-users.exe']) {
    script(name, `echo "$(basename "$0") $*" >>'${folder}/ran'`);
  }
  script('cygpath', 'echo "$2"');
  const env = { PATH: `${folder}:${process.env.PATH}`, LOCALAPPDATA: 'local', PROGRAMFILES: 'programs' };
  const printed = execFileSync(join(root, 'test/smoke/install.sh'), [kind, folder], {
    env,
    encoding: 'utf8',
  });
  expect(printed.trim()).toBe(`${place}/Raze Quick Stage.exe`);
  expect(readFileSync(join(folder, 'ran'), 'utf8')).toBe(`${file} /S\n`);
});

test('administrators are told the key of the registry that electron-builder writes', async () => {
  const { UUID } = load('builder-util-runtime');
  const target = readFileSync(
    join(load.resolve('app-builder-lib'), '..', 'targets', 'nsis', 'NsisTarget.js'),
    'utf8',
  );
  const namespace = /_NS_UUID = .*parse\("([^"]+)"\)/.exec(target)?.[1] ?? '';
  const { whole } = await understood([]);
  const key = UUID.v5(whole.appId, UUID.parse(namespace));
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`\\Uninstall\\${key}\``);
});
