import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { AppImageUpdater } from 'electron-updater';

const block = 1024 * 1024;

/** Copies a program to `to`, down to the disk. Returns its SHA-512 in base64. Throws the disk's errors. */
function copyHashed(from: string, to: string): string {
  const hash = createHash('sha512');
  const source = openSync(from, 'r');
  const target = openSync(to, 'w', 0o755);
  try {
    const buffer = Buffer.alloc(block);
    for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
      const part = buffer.subarray(0, read);
      hash.update(part);
      for (let at = 0; at < read; ) at += writeSync(target, part, at);
    }
    fsyncSync(target);
  } finally {
    closeSync(source);
    closeSync(target);
  }
  return hash.digest('base64');
}

/**
 * electron-updater's own, except that the image that runs stays until the newer one lies whole beside it. electron-updater 6.8.10
 * deletes it first and then calls `mv` (out/AppImageUpdater.js, `doInstall`): a full disk would leave no program. The newer image
 * takes the path of the older one, since the desktop's entry and the start at login name that path.
 */
export class WholeAppImageUpdater extends AppImageUpdater {
  protected override doInstall({ isForceRunAfter }: { readonly isForceRunAfter: boolean }): boolean {
    const image = process.env.APPIMAGE;
    const brought = this.installerPath;
    const promised = this.downloadedUpdateHelper?.downloadedFileInfo?.sha512;
    if (image === undefined || brought === null || promised === undefined) return false;
    const beside = `${image}.new`;
    try {
      if (copyHashed(brought, beside) !== promised) return false;
      renameSync(beside, image);
    } finally {
      rmSync(beside, { force: true });
    }
    rmSync(brought, { force: true });
    if (isForceRunAfter) void this.spawnLog(image);
    return true;
  }
}
