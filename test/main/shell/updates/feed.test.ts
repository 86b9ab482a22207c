import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { feedOf, forAllUsers, type Installation, whyNever } from '../../../../main/shell/updates/feed.ts';
import { updateTroubleOf } from '../../../../main/shell/updates/update-trouble.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** The resources of a package whose feed is at this address. */
function resourcesWith(url: string): string {
  const folder = tempFolder();
  writeFileSync(join(folder, 'app-update.yml'), `provider: generic\nurl: ${url}\nupdaterCacheDirName: x\n`);
  return folder;
}
const feed = 'https://updates.example.com/quick-stage/';

describe('the feed of a package', () => {
  test.each([
    feed,
    `'${feed}'`,
    `"${feed}"`,
    'http://127.0.0.1:8080/',
    'http://[::1]/',
    'http://localhost/x/',
  ])('is the address in its file: %s', url => {
    expect(feedOf(resourcesWith(url))).toBe(url.replace(/['"]/g, ''));
  });

  test.each([
    'https://updates.invalid/raze-quick-stage',
    'http://updates.example.com/',
    'http://127.0.0.1.example.com/',
    'ftp://updates.example.com/',
    'file:///tmp/feed/',
    'null',
    '',
  ])('is none: %s', url => {
    expect(feedOf(resourcesWith(url))).toBeNull();
  });

  test('is none where the file is missing', () => {
    expect(feedOf(tempFolder())).toBeNull();
  });
});

describe('an installation', () => {
  const at = (some: Partial<Installation> = {}): Installation => ({
    isPackaged: true,
    platform: 'win32',
    appImage: undefined,
    resources: resourcesWith(feed),
    ...some,
  });
  const image = () => join(tempFolder(), 'app.AppImage');

  test.each(['win32', 'darwin'] as const)('of %s can have newer versions', platform => {
    expect(whyNever(at({ platform }))).toBeNull();
  });

  test('for all users of a Windows computer cannot, feed or not', () => {
    const resources = resourcesWith(feed);
    writeFileSync(join(resources, forAllUsers), '');
    expect(whyNever(at({ resources }))).toBe('package');
  });

  test('from sources cannot', () => {
    expect(whyNever(at({ isPackaged: false }))).toBe('development');
  });

  test('without a feed cannot', () => {
    expect(whyNever(at({ resources: tempFolder() }))).toBe('no-feed');
  });

  test('on Linux can as an AppImage only, not as a .deb', () => {
    expect(whyNever(at({ platform: 'linux', appImage: image() }))).toBeNull();
    expect(whyNever(at({ platform: 'linux' }))).toBe('package');
    expect(whyNever(at({ platform: 'linux', appImage: 'app.AppImage' }))).toBe('package');
  });

  test('in a folder that is not there or takes no writes cannot', () => {
    const gone = join(tempFolder(), 'gone', 'app.AppImage');
    expect(whyNever(at({ platform: 'linux', appImage: gone }))).toBe('package');
  });
});

describe('an error of electron-updater', () => {
  const coded = (code: string) => Object.assign(new Error('words'), { code });

  test.each([
    ['ERR_CHECKSUM_MISMATCH', 'tampered'],
    ['ERR_UPDATER_INVALID_SIGNATURE', 'tampered'],
    ['ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'unlisted'],
    ['ERR_UPDATER_INVALID_VERSION', 'feed'],
    ['HTTP_ERROR_503', 'feed'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'disk-failing'],
    ['ENOTDIR', 'disk-failing'],
  ] as const)('%s is told by its code: %s', (code, trouble) => {
    expect(updateTroubleOf(coded(code))).toBe(trouble);
  });

  test('of macOS’s signature check is told by its domain', () => {
    const error = Object.assign(new Error('words'), { code: -1, domain: 'SQRLCodeSignatureErrorDomain' });
    expect(updateTroubleOf(error)).toBe('tampered');
  });

  test('without a code comes from the network, whatever it says', () => {
    expect(updateTroubleOf(new Error('ENOSPC: net::ERR_FAILED sha512 checksum mismatch'))).toBe(
      'unreachable',
    );
  });
});
