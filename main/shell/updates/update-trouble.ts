import type { UpdateTrouble } from '../../contract/snapshot.ts';
import { diskFailureOf, errnoOf } from '../../files.ts';

/** What of electron-updater's own codes says that the file is not the promised one (out/NsisUpdater.js, out/providers/Provider.js). */
const untrusted = ['ERR_CHECKSUM_MISMATCH', 'ERR_UPDATER_INVALID_SIGNATURE', 'ERR_UPDATER_NO_CHECKSUM'];

/** The feed answered that it has no list (out/providers/GenericProvider.js, `getLatestVersion`). */
const listless = 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND';

/** Electron hands Squirrel.Mac's errors on with their domain (auto_updater_mac.mm; Squirrel/SQRLCodeSignature.m). */
const isOfSignature = (error: unknown): boolean =>
  error instanceof Error && 'domain' in error && error.domain === 'SQRLCodeSignatureErrorDomain';

/**
 * What an error of electron-updater means. A system error comes from the disk; an error of Chromium's network has no code, and is
 * never told by its text.
 */
export function updateTroubleOf(error: unknown): UpdateTrouble {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === listless) return 'unlisted';
  if (untrusted.includes(code) || isOfSignature(error)) return 'tampered';
  // No YAML, YAML without a version (the page of a proxy is that too), an error of the server.
  if (/^(ERR_UPDATER_|HTTP_ERROR_)/.test(code)) return 'feed';
  // The library reads the version of a list that holds nothing (out/AppUpdater.js, `isUpdateAvailable`).
  if (error instanceof TypeError) return 'feed';
  return errnoOf(error) === null ? 'unreachable' : diskFailureOf(error).code;
}
