import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { isSafeAddress } from '../../contract/addresses.ts';
import type { UpdatesOff } from '../../contract/snapshot.ts';

/** What decides whether this installation can have newer versions. */
export interface Installation {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** `$APPIMAGE`: the image file that runs. */
  readonly appImage: string | undefined;
  /** `process.resourcesPath`. */
  readonly resources: string;
}

/**
 * The feed's address, of the file that electron-builder writes into a package from `publish` in electron-builder.yml
 * (electron-builder: packages/app-builder-lib/src/publish/PublishManager.ts, `writeAppUpdateConfig`). Null where there is none, where it
 * is the placeholder of a project without a feed (`.invalid`, RFC 2606), and where it is neither https nor loopback.
 */
export function feedOf(resources: string): string | null {
  let text: string;
  try {
    text = readFileSync(join(resources, 'app-update.yml'), 'utf8');
  } catch {
    return null;
  }
  const address = /^url: *['"]?([^\s'"]+)['"]?\s*$/m.exec(text)?.[1];
  const url = URL.parse(address ?? '');
  if (url === null || url.hostname.endsWith('.invalid') || !isSafeAddress(url)) return null;
  return url.href;
}

/** A newer image is written beside the one that runs. */
function canReplace(image: string | undefined): boolean {
  if (image === undefined || !isAbsolute(image)) return false;
  try {
    accessSync(dirname(image), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The file that the Windows installer for all users leaves beside the program's archive (assets/installer.nsh, `customInstall`). */
export const forAllUsers = 'for-all-users';

/**
 * Why this installation never looks for newer versions; null if it can. On Linux only an AppImage can replace itself. One for all users of
 * a Windows computer could not: the feed has the installer for one user, who would then have the program twice.
 */
export function whyNever(at: Installation): Exclude<UpdatesOff, 'policy' | 'setting'> | null {
  if (!at.isPackaged) return 'development';
  const isSelfMade = at.platform === 'win32' || at.platform === 'darwin' || canReplace(at.appImage);
  if (!isSelfMade || existsSync(join(at.resources, forAllUsers))) return 'package';
  return feedOf(at.resources) === null ? 'no-feed' : null;
}
